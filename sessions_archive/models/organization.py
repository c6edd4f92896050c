"""Bodies that hold or support the expo."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from pages.bilingual.languages import LANGUAGES, column, default_language
from pages.bilingual.merged_form import LanguageModelForm
from pages.bilingual.panels import FieldPanel, both_languages
from pages.bilingual.readiness import TranslatedMixin
from pages.bilingual.readiness_panel import ReadinessPanel
from pages.bilingual.rights import language_permissions


class Organization(TranslatedMixin, index.Indexed, models.Model):
    """An organization, with its name in both languages."""

    key = models.CharField(
        _("key"),
        max_length=20,
        unique=True,
        validators=[
            RegexValidator(r"^[a-z][a-z0-9_-]*$", _("Use small Latin letters, digits and hyphens, a letter first."))
        ],
        help_text=_("Short and never changed, such as sichuan."),
    )
    name = models.CharField(_("name"), max_length=200)
    name_is_translation = models.BooleanField(
        _("English name is a translation"),
        default=False,
        help_text=_("On where no official English name has been found and the one given here is ours."),
    )

    panels = [ReadinessPanel(), FieldPanel("key"), both_languages("name", _("Name")), FieldPanel("name_is_translation")]
    search_fields = [
        *[index.SearchField(column("name", code)) for code in LANGUAGES],
        *[index.AutocompleteField(column("name", code)) for code in LANGUAGES],
    ]

    base_form_class = LanguageModelForm

    class Meta:
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        permissions = language_permissions("organization")
        ordering = ["key"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        # The unsuffixed columns hold English, whatever the language of the admin.
        with default_language():
            super().save(*args, **kwargs)

    def __str__(self) -> str:
        return self.name
