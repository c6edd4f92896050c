"""Two to five sessions side by side: what is known of each, and what of none."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _

from pages.dates import say_year
from pages.measures import MEASURES
from pages.numbers import say
from pages.ordinals import session_ordinal
from sessions_archive.figure_rows import how_known, measures_of
from sessions_archive.ledger import Ledger
from sessions_archive.presentation import HowKnown, Said
from sessions_archive.session_facts import all_facts, found_facts

FEWEST, MOST = 2, 5
_NUMBER = re.compile("[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class ComparedSession:
    """A session at the head of a column."""

    number: int
    ordinal: str
    year: str
    path: str


@dataclass(frozen=True, slots=True)
class ComparedCell:
    """What one session has in a row; without values it is “not recorded”."""

    values: tuple[Said, ...] = ()
    known: HowKnown = field(default_factory=HowKnown)
    path: str = ""

    @property
    def text(self) -> str:
        """The values in one line, as the download has them."""
        joined = " · ".join(each.text for each in self.values)
        return f"{joined} ({self.known.label})" if self.known.is_marked else joined


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A fact or a measure across the sessions."""

    label: str | Promise
    cells: tuple[ComparedCell, ...]
    is_figure: bool = False

    @property
    def is_known(self) -> bool:
        return any(cell.values for cell in self.cells)


def numbers_asked_for(parts: Iterable[str]) -> list[int]:
    """Session numbers in the address: ``sessions=3,4,5`` or ``sessions=3&sessions=4``; what is no number is left out."""
    typed = [piece.strip() for part in parts for piece in part[:200].split(",")]
    return list(dict.fromkeys(int(piece) for piece in typed if _NUMBER.fullmatch(piece)))


class Comparison:
    """The sessions that were asked for and are recorded, five at most, in the active language."""

    def __init__(self, ledger: Ledger, asked_for: list[int]) -> None:
        self.ledger = ledger
        known = [number for number in asked_for if number in ledger.sessions]
        self.unknown = [number for number in asked_for if number not in ledger.sessions]
        self.numbers = known[:MOST]
        self.is_cut = len(known) > MOST

    @property
    def is_possible(self) -> bool:
        return len(self.numbers) >= FEWEST

    @property
    def query(self) -> str:
        """The parameter of the address: ``3,4,5``."""
        return ",".join(map(str, self.numbers))

    @cached_property
    def sessions(self) -> list[ComparedSession]:
        pages = [self.ledger.sessions[number].page for number in self.numbers]
        return [
            ComparedSession(page.number, session_ordinal(page.number), say_year(page.year), page.get_url() or "")
            for page in pages
        ]

    @property
    def rows(self) -> list[ComparedRow]:
        """Rows of which at least one session knows something."""
        return [row for row in self.all_rows if row.is_known]

    @property
    def unknown_rows(self) -> list[ComparedRow]:
        """Rows that are recorded for none of the sessions."""
        return [row for row in self.all_rows if not row.is_known]

    @cached_property
    def all_rows(self) -> list[ComparedRow]:
        return [*self._fact_rows(), *self._figure_rows()]

    def table(self) -> list[list[str]]:
        """What is shown, row by row, as the download has it; the first row is the head."""
        missing = _("not recorded")
        head = ["", *(f"{each.ordinal} ({each.year})" for each in self.sessions)]
        rows = [*self.rows, *self.unknown_rows]
        return [head, *([str(row.label), *(cell.text or missing for cell in row.cells)] for row in rows)]

    def _fact_rows(self) -> list[ComparedRow]:
        """What is said of any of them, of each: also what goes without saying where a session stands alone."""
        sessions = [self.ledger.sessions[number] for number in self.numbers]
        said = {fact.key for session in sessions for fact in found_facts(session)}
        return [
            # The label of whoever has most to say: “Guests of Honor” where one has two.
            ComparedRow(
                max(facts, key=lambda fact: len(fact.values)).label,
                tuple(ComparedCell(fact.values) for fact in facts),
            )
            for facts in zip(*map(all_facts, sessions), strict=True)
            if facts[0].key in said
        ]

    def _figure_rows(self) -> list[ComparedRow]:
        keys = {key for number in self.numbers for key in measures_of(self.ledger, number)}
        return [
            ComparedRow(MEASURES[key].label, tuple(self._cell(key, each) for each in self.sessions), is_figure=True)
            for key in MEASURES
            if key in keys
        ]

    def _cell(self, measure: str, session: ComparedSession) -> ComparedCell:
        figure = self.ledger.figure(measure, session.number)
        if figure is None:
            return ComparedCell()
        return ComparedCell((Said(say(figure.stated)),), how_known(figure), f"{session.path}#figure-{measure}")
