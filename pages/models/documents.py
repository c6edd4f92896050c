"""Documents, films and captions to download, with what a visitor must know before loading one."""

import hashlib
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document

from pages.bilingual.languages import html_code


class SiteDocument(AbstractDocument):
    """A document to download. ``title`` is a name for staff, ``label`` what visitors read."""

    class Language(models.TextChoices):
        ENGLISH = "en", _("English")
        CHINESE = "zh-hans", _("Chinese")
        BOTH = "both", _("English and Chinese")

    label = models.CharField(_("title for visitors"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=10, choices=Language, default=Language.ENGLISH)
    is_accessible = models.BooleanField(
        _("accessible version"),
        default=False,
        help_text=_(
            "A screen reader can read it: a tagged PDF or an office document with headings and texts for its pictures."
        ),
    )
    other_version = models.ForeignKey(
        "self",
        verbose_name=_("the same document in the other language"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        db_index=False,  # some hundred rows, looked up when one is saved
        help_text=_("Visitors are given the one in their language, and the other beside it."),
    )
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    """Of the file, in hexadecimal digits (FIPS 180-4): whoever downloads it can tell that nothing was changed on the way."""

    admin_form_fields = (
        *Document.admin_form_fields,
        "label_en",
        "label_zh_hans",
        "language",
        "other_version",
        "is_accessible",
    )

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the checksum with the file, and two versions pointing at each other and at nothing else."""
        if kwargs.get("update_fields") is None and self.file and not (self.sha256 and self.file._committed):
            self.sha256 = self._checksum()
        super().save(*args, **kwargs)
        if kwargs.get("update_fields") is None:
            others = SiteDocument.objects.exclude(pk=self.pk)
            pair = [self.pk, self.other_version_id]
            others.filter(other_version__in=pair).exclude(pk=self.other_version_id).update(other_version=None)
            others.filter(pk=self.other_version_id).update(other_version=self)

    def _checksum(self) -> str:
        """ "" where the file is gone."""
        try:
            self.file.open()
            self.file.seek(0)
            checksum = hashlib.file_digest(self.file, "sha256").hexdigest()
            self.file.seek(0)
        except OSError:
            return ""
        return checksum

    @property
    def html_lang(self) -> str:
        """The document's language as HTML's ``hreflang``; "" where it holds both."""
        return "" if self.language == self.Language.BOTH else html_code(self.language)

    def is_in(self, language: str) -> bool:
        return self.language in {language, self.Language.BOTH}
