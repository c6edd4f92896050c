"""The forms of pictures and documents: texts in both languages, named after their language.

Wagtail lists these forms' fields by itself, so there are no panels that could pair them.
"""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modeltranslation.translator import translator
from wagtail.documents.forms import BaseDocumentForm
from wagtail.documents.widgets import AdminDocumentChooser
from wagtail.images.forms import BaseImageForm
from wagtail.images.widgets import AdminImageChooser

from pages.bilingual.languages import LANGUAGES, NAMES, column, html_code
from pages.models.documents import SiteDocument
from pages.uploads.documents import check_document
from pages.uploads.file_names import safe_name
from pages.uploads.pictures import drawn_anew, in_words


class NamedAfterLanguage(forms.ModelForm):
    """Gives each language's column the label of its field with the language's own name, instead of ``[zh-hans]``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in translator.get_options_for_model(self._meta.model).all_fields:
            label = capfirst(self._meta.model._meta.get_field(name).verbose_name)
            for code in LANGUAGES:
                field = self.fields.get(column(name, code))
                if field is not None:
                    field.label = _("%(label)s (%(language)s)") % {"label": label, "language": NAMES[code]}
                    field.widget.attrs |= {"lang": html_code(code), "data-one-of-pair": ""}


class PictureForm(NamedAfterLanguage, BaseImageForm):
    """A picture has its text in both languages, or is decorative."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            # Wagtail counts the pixels outside of its own safety net: half a picture would be answered with a fault.
            self.fields["file"].to_python = in_words(self.fields["file"].to_python)  # type: ignore[assignment, method-assign]
        # Where several are uploaded, or one while choosing, there is no room for choosing another.
        if self.prefix:
            self.fields.pop("chinese_version", None)

    def clean_file(self) -> Any:
        """A new picture is drawn anew; the one that is there already was."""
        file = self.cleaned_data["file"]
        return drawn_anew(file) if isinstance(file, UploadedFile) else file

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("decorative"):
            for name in (column("alt", code) for code in LANGUAGES):
                if name in self.fields and not (cleaned.get(name) or "").strip():
                    self.add_error(name, ValidationError(_("Say what the picture shows, or mark it as decorative.")))
        if cleaned.get("chinese_version") and cleaned["chinese_version"] == self.instance:
            self.add_error("chinese_version", ValidationError(_("Choose another picture than this one.")))
        return cleaned

    class Meta(BaseImageForm.Meta):
        widgets = {**BaseImageForm.Meta.widgets, "chinese_version": AdminImageChooser}


class DocumentForm(NamedAfterLanguage, BaseDocumentForm):
    """A document's title for visitors, in both languages; of a kind that may be handed out."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            if (file.size or 0) > settings.DOCUMENTS_MAX_UPLOAD_SIZE:
                most = filesizeformat(settings.DOCUMENTS_MAX_UPLOAD_SIZE)
                raise ValidationError(_("This document is too large; %(most)s is the most."), params={"most": most})
            file.name = safe_name(file.name or "")
            check_document(file)
        return file

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        other = cleaned.get("other_version")
        if other and other == self.instance:
            self.add_error("other_version", ValidationError(_("Choose another document than this one.")))
        elif other and SiteDocument.Language.BOTH in {other.language, cleaned.get("language")}:
            self.add_error("other_version", ValidationError(_("A document in both languages needs no other version.")))
        elif other and other.language == cleaned.get("language"):
            self.add_error("other_version", ValidationError(_("This document is in the same language.")))
        return cleaned

    class Meta(BaseDocumentForm.Meta):
        widgets = {**BaseDocumentForm.Meta.widgets, "other_version": AdminDocumentChooser}
