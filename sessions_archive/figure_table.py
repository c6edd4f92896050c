"""The figures of a session as one table in the editor: a line a figure, and below each what is seldom needed."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _

from pages.bilingual.panels import InlinePanel
from sessions_archive.figure_row_form import FigureRowForm
from sessions_archive.models.source import Source

CELLS = ("through_session", "measure", "value", "quality", "kind", "rank")
"""Fields with a column of their own, before the sources'."""


@dataclass(frozen=True)
class FigureTableRow:
    """One figure's form as the table shows it. ``source_keys``: the key of each source by its primary key as text."""

    form: forms.BaseForm
    source_keys: dict[str, str]

    @property
    def cells(self) -> list[BoundField]:
        return [self.form[name] for name in CELLS if name in self.form.fields]

    @property
    def sources_chosen(self) -> str:
        """The keys of the chosen sources, such as “S26, S31”."""
        field = self.form["sources"]
        chosen = field.field.prepare_value(field.value()) or ()
        return ", ".join(self.source_keys[str(key)] for key in chosen if str(key) in self.source_keys)

    @property
    def more(self) -> list[BoundField]:
        """Every visible field that has no column."""
        return [field for field in self.form.visible_fields() if field.name not in (*CELLS, "sources")]

    @property
    def has_faults_in_more(self) -> bool:
        return any(field.errors for field in self.more)

    @property
    def more_label(self) -> str:
        notes = [str(field.value()) for field in self.more if field.name.startswith("note_") and field.value()]
        return _("Note: {note}").format(note=notes[0]) if notes else _("Precision, note, reason for a change")


class FigureRowsPanel(InlinePanel):
    """An inline panel whose rows stand as lines of a table, with values typed as people type them."""

    row_form_class = FigureRowForm

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        rows = options["formsets"][self.relation_name]
        rows["widgets"] = {**(rows["widgets"] or {}), "sources": forms.CheckboxSelectMultiple}
        return options

    class BoundPanel(InlinePanel.BoundPanel):
        open_template = "sessions_archive_admin/figure_table.html"

        @cached_property
        def source_keys(self) -> dict[str, str]:
            return {str(pk): key for pk, key in Source.objects.values_list("pk", "key")}

        @property
        def rows(self) -> list[FigureTableRow]:
            return [FigureTableRow(child.form, self.source_keys) for child in self.children]

        @property
        def empty_row(self) -> FigureTableRow:
            return FigureTableRow(self.empty_child.form, self.source_keys)

        @property
        def column_headings(self) -> list[str]:
            return [str(field.label) for field in self.empty_row.cells] + [str(self.empty_row.form["sources"].label)]
