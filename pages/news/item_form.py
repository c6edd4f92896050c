"""What the editor checks of a news item before it is published: whose text it is, and what a correction corrects."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pages.bilingual.page_form import LanguagePageForm


class NewsTopicChoice(forms.CheckboxSelectMultiple):
    """All topics to tick: there are few, and a list of names to type would invite doubles."""


class NewsItemForm(LanguagePageForm):
    """A draft may lack any of it; nothing incomplete is published."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        corrected = cleaned.get("corrects")
        if corrected and corrected.pk == self.instance.pk:
            self.add_error("corrects", ValidationError(_("An item cannot correct itself.")))
        if self.is_deferred_validation:
            return cleaned
        if cleaned.get("kind") == "correction" and not corrected:
            self._missing("corrects", _("Choose the item that this corrects."))
        if cleaned.get("origin") == "reprinted" and not (cleaned.get("reprinted_from_en") or "").strip():
            self._missing("reprinted_from_en", _("Say where the text was first published."))
        return cleaned

    def _missing(self, field: str, message: str) -> None:
        # A translator's form has not all fields.
        self.add_error(field if field in self.fields else None, ValidationError(message))
