"""The forms of pictures and documents: texts in both languages, named after their language.

Wagtail lists these forms' fields by itself, so there are no panels that could pair them.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modeltranslation.translator import translator
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm
from wagtail.images.widgets import AdminImageChooser

from pages.bilingual.languages import LANGUAGES, NAMES, column, html_code


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
        # Where several are uploaded, or one while choosing, there is no room for choosing another.
        if self.prefix:
            self.fields.pop("chinese_version", None)

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
    """A document's title for visitors, in both languages."""
