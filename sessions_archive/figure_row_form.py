"""The rows of figures in the editor: a value is typed as people type it, and shown back as both languages will say it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pages.bilingual.row_forms import RowForm
from pages.measures import MEASURES
from pages.numbers import Stated, say
from sessions_archive.figure_typed import shown_back, understand


class FigureRowForm(RowForm):
    """Reads ``value`` as text; a row without value and source is dropped.

    What the text says of quality and precision counts, unless their own fields were changed.
    """

    value = forms.CharField(
        label=_("value"),
        max_length=80,
        required=False,
        help_text=_("As you would write it: 111.4 billion, 1,114亿, 三千余, 10964."),
    )
    precision = forms.IntegerField(
        label=_("precision"),
        required=False,
        min_value=1,
        help_text=_("Empty: taken from the value. Else the unit of the last digit stated, such as 100000000."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("value")
        if field is None:  # whoever may not edit it
            return
        row = self.instance
        field.widget.attrs.update({"data-typed-figure": reverse("read_figure"), "autocomplete": "off"})
        if row.value is not None and row.measure in MEASURES:
            # Without its quality, which has a field of its own; in the language of the admin.
            self.initial["value"] = say(Stated(row.measure, row.value))
            field.help_text = _("Shown as: %(said)s") % {"said": shown_back(row.measure, row.value, row.quality)}

    def _without_value(self, data: dict[str, Any]) -> dict[str, Any]:
        """A row with neither value nor source asks for a figure that nobody has found yet: it is not kept."""
        if data.get("sources"):
            del data["value"]
            self.add_error("value", _("Type the figure, or remove the row."))
        else:
            data[DELETION_FIELD_NAME] = True
        return data

    def clean_precision(self) -> int | None:
        return self.cleaned_data.get("precision")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        text = data.get("value")
        if "value" not in self.fields or not isinstance(text, str):
            return data
        if not text:
            return self._without_value(data)
        try:
            typed = understand(text, data.get("measure") or "")
        except ValidationError as error:
            del data["value"]
            self.add_error("value", error)
            return data
        is_retyped = "value" in self.changed_data
        data["value"] = typed.value
        data["quality"] = typed.quality_beside(data.get("quality") or self.instance.quality).value
        if not data.get("precision") or (is_retyped and "precision" not in self.changed_data):
            data["precision"] = typed.precision
        return data
