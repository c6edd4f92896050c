"""Figures as rows, strips and cells: what a session has of each measure, alternatives and gaps included."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from pages.measures import MEASURES
from pages.numbers import say, say_in_column, say_parts
from sessions_archive.ledger import SESSION_MEASURES, Ledger
from sessions_archive.presentation import Cell, FigureRow, HowKnown, SourceRef, StripFigure
from sessions_archive.records import RecordedFigure
from sessions_archive.wording import said

STRIP_ORDER = (
    "signed_amount_cny",
    "signed_projects",
    "projects",
    "exhibitors",
    "countries",
    "exhibits",
    "area_m2",
    "visitors",
    "activities",
)
STRIP_LENGTH = 6

type Refs = Callable[[Iterable[int | None]], tuple[SourceRef, ...]]


def measures_of(ledger: Ledger, session: int) -> list[str]:
    """The measures every session is asked for, then whatever else is recorded of this one."""
    recorded = ledger.sessions.get(session)
    keys = {figure.measure for figure in recorded.figures} if recorded else set()
    others = [key for key in MEASURES if key in keys and key not in SESSION_MEASURES]
    return [*SESSION_MEASURES, *others]


def figure_rows(ledger: Ledger, session: int, refs: Refs) -> list[FigureRow]:
    rows = []
    for key in measures_of(ledger, session):
        figures = ledger.figures(key, session)
        label = str(MEASURES[key].label)
        other_label = _("{measure}, another report").format(measure=label)
        rows += [_row(label, figure, refs) for figure in figures[:1]] or [FigureRow(label, measure=key)]
        rows += [_row(other_label, figure, refs, is_alternative=True) for figure in figures[1:]]
    return rows


def strip(ledger: Ledger, session: int) -> list[StripFigure]:
    """Up to six recorded figures, the weightiest first."""
    shown = (ledger.figure(key, session) for key in STRIP_ORDER)
    recorded = [figure for figure in shown if figure][:STRIP_LENGTH]
    return [
        StripFigure(MEASURES[each.measure].strip_label, say_parts(each.stated), how_known(each)) for each in recorded
    ]


def cell(figure: RecordedFigure | None) -> Cell:
    return Cell(say_in_column(figure.stated), how_known(figure)) if figure else Cell()


def how_known(figure: RecordedFigure) -> HowKnown:
    return HowKnown(figure.kind, figure.stated.quality)


def _row(label: str, figure: RecordedFigure, refs: Refs, *, is_alternative: bool = False) -> FigureRow:
    return FigureRow(
        label=label,
        text=say(figure.stated),
        known=how_known(figure),
        sources=refs(figure.sources),
        note=said(figure.note),
        is_alternative=is_alternative,
        measure=figure.measure,
    )
