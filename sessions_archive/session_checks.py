"""Rules that a session's figures keep together."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pages.measures import Kind

if TYPE_CHECKING:
    from sessions_archive.models import SessionPage


@dataclass(frozen=True, slots=True)
class FigureEntry:
    """What the rules ask of a figure. ``source_days``: the last day the date of each source can mean."""

    measure: str
    kind: str
    rank: str
    source_days: tuple[datetime.date, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with the figure at ``position``, and at which field to say so."""

    position: int
    field: str
    message: str | Promise


def problems_of_figures(
    entries: Sequence[FigureEntry], *, opening: datetime.date | None, year: int | None
) -> list[Problem]:
    """Check that each measure has one preferred figure at most, and that nothing was reported before the opening.

    Where only the year of a session is known, its opening is taken to be the first of January.
    """
    first_day = opening or (datetime.date(year, 1, 1) if year else None)
    problems = []
    preferred: set[str] = set()
    for position, entry in enumerate(entries):
        # Not the model's enumeration: models import the form, and the form these rules.
        if entry.rank == "preferred":
            if entry.measure in preferred:
                message = _("Another figure of this measure is preferred; make one of them an alternative.")
                problems.append(Problem(position, "rank", message))
            preferred.add(entry.measure)
        is_early = first_day is not None and any(day < first_day for day in entry.source_days)
        if entry.kind == Kind.REPORTED and is_early:
            message = _("A source from before the opening cannot report a result; such a figure is announced.")
            problems.append(Problem(position, "kind", message))
    return problems


def problems_of_session(session: "SessionPage") -> list[Problem]:
    """The same for a session page with its rows."""
    entries = [
        FigureEntry(row.measure, row.kind, row.rank, tuple(source.last_day for source in row.sources.all()))
        for row in session.figures.all()
    ]
    return problems_of_figures(entries, opening=session.start_date, year=session.year)
