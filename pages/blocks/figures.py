"""Figures, facts and tables. Figures are references: the value comes from the archive when the page is shown."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from pages.bilingual.languages import current_language
from pages.figure_source import SessionCard, ShownFigure, figure_source
from pages.measures import MEASURES, measure_choices
from pages.numbers import say

MOST_SESSIONS_SHOWN = 10


class FigureStripValue(blocks.StructValue):
    """Reads its figures from the archive when asked."""

    def _figure(self, measure: str) -> ShownFigure | None:
        source, number = figure_source(), self["session"]
        return source.total(measure, number) if self["basis"] == "total" else source.session_figure(measure, number)

    @property
    def figures(self) -> list[tuple[Any, ShownFigure]]:
        """(measure, figure) of those that are recorded; what is not recorded is left out of a strip."""
        found = [(MEASURES[key], self._figure(key)) for key in self["measures"] if key in MEASURES]
        return [(measure, figure) for measure, figure in found if figure is not None]

    @property
    def stamp(self) -> str:
        return figure_source().stamp(self["session"]) if self["basis"] == "total" else ""

    @property
    def period(self) -> str:
        return figure_source().period(self["session"]) if self["basis"] == "total" else ""

    @property
    def sessions(self) -> list[SessionCard]:
        """The sessions that the totals cover, where they are few enough to be shown beside them."""
        if self["basis"] != "total" or self["session"] > MOST_SESSIONS_SHOWN:
            return []
        return [card for card in figure_source().sessions(None) if card.number <= self["session"]]

    @property
    def sources(self) -> list[Any]:
        """Each source once, in the order of the figures."""
        return list(dict.fromkeys(source for _measure, figure in self.figures for source in figure.sources))


class FigureStripBlock(blocks.StructBlock):
    """Up to six figures of one session, or of all sessions up to one; the first is shown large."""

    basis = blocks.ChoiceBlock(
        label=_("Figures of"),
        choices=[("total", _("all sessions up to …")), ("session", _("one session"))],
        default="total",
    )
    session = blocks.IntegerBlock(label=_("Session number"), min_value=1, max_value=999)
    measures = blocks.ListBlock(
        blocks.ChoiceBlock(label=_("Measure"), choices=measure_choices), label=_("Measures"), min_num=1, max_num=6
    )

    def get_searchable_content(self, value: Any) -> list[str]:
        """Each figure as it is said in the active language, with its label."""
        language = current_language()
        return [f"{say(figure.stated, language)} {measure.total_label}" for measure, figure in value.figures]

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not cleaned.figures:
            raise blocks.StructBlockValidationError(
                non_block_errors=[ValidationError(_("None of these figures is recorded for this session."))]
            )
        return cleaned

    class Meta:
        icon = "order"
        label = _("Figure strip")
        description = _("Up to six recorded figures in a row, the first one large, with their source.")
        template = "blocks/figure_strip.html"
        value_class = FigureStripValue
        preview_value = {
            "basis": "total",
            "session": 5,
            "measures": ["signed_amount_cny", "signed_projects", "projects", "exhibitors"],
        }


class FactListBlock(blocks.StructBlock):
    """Labels and values, such as place and hosts."""

    facts = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("label", blocks.CharBlock(label=_("Label"), max_length=80)),
                (
                    "value",
                    blocks.TextBlock(label=_("Value"), rows=2, help_text=_("Each line is shown on a line of its own.")),
                ),
            ]
        ),
        label=_("Facts"),
        min_num=1,
    )

    class Meta:
        icon = "list-ul"
        label = _("Fact list")
        description = _("Labels with their values, such as place, hosts and theme.")
        template = "blocks/fact_list.html"
        preview_value = {"facts": [{"label": _("Place"), "value": _("Mianyang, Sichuan")}]}


class TableBlock(blocks.StructBlock):
    """A plain table with a caption and one row of headings; the first cell of each row heads it."""

    caption = blocks.CharBlock(label=_("Caption"), max_length=200)
    columns = blocks.ListBlock(
        blocks.CharBlock(label=_("Heading"), max_length=80), label=_("Columns"), min_num=2, max_num=6
    )
    rows = blocks.ListBlock(
        blocks.ListBlock(blocks.CharBlock(label=_("Cell"), required=False, max_length=300), label=_("Row")),
        label=_("Rows"),
        min_num=1,
    )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        width = len(cleaned["columns"])
        wrong = [number for number, row in enumerate(cleaned["rows"], start=1) if len(row) != width]
        if wrong:
            message = _("Row %(row)s does not have as many cells as there are columns (%(columns)s).")
            raise blocks.StructBlockValidationError(
                non_block_errors=[ValidationError(message, params={"row": wrong[0], "columns": width})]
            )
        return cleaned

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("A small table with a caption. The first cell of each row is its heading.")
        template = "blocks/table.html"
        preview_value = {
            "caption": _("Sessions and years"),
            "columns": [_("Session"), _("Year")],
            "rows": [[_("5th"), "2017"]],
        }
