"""What the templates of the archive read: plain typed values, every text in the language being shown.

``SessionPage`` and ``SessionsArchivePage`` build these (``session_view.py``, ``archive_view.py``). Nothing here asks the
database, and a template needs nothing but ``if`` and ``for``. What is not known has ``is_recorded`` false and says so.

Session page, template ``sessions_archive/session_page.html``, attributes of ``page``:

==================== ============================== =====================================================================
``number`` ``when``  int, str                       “7–9 September 2017”, “2013”
``status_label``     str                            “postponed” …; "" for a session that was held
``facts``            list[Fact]                     “At a glance”: dates, place, theme, Guest of Honor, hosts …
``strip``            list[StripFigure]              the first is shown large, up to five more
``figure_rows``      list[FigureRow]                all measures, alternatives below what they differ from
``figures_caption``  str                            “Figures of the 5th session”
``letters_shown``    list[Letter]                   letters of congratulation
``totals``           TotalsTable or None            stated totals through this session, each checked
``sources_listed``   list[SourceRef]                numbered; ``<li id="{{ source.anchor }}">``
``previous_session`` SessionCard or None            ``name``, ``path`` (also ``next_session``)
==================== ============================== =====================================================================

Archive, template ``sessions_archive/sessions_archive_page.html``, attributes of ``page``:

==================== ============================== =====================================================================
``recorded_up_to``   str                            “Recorded up to the 13th session (2025).”
``timeline``         list[TimelineEntry]            newest first
``ledger_table``     LedgerTable                    all sessions by all measures; anchor ``figures``
``total_groups``     list[TotalGroup]               stated totals by the session they run through
``sources_listed``   list[SourceRef]                the sources of the totals
==================== ============================== =====================================================================
"""

from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from pages.figure_source import SessionCard
from pages.measures import Kind, Quality
from pages.numbers import Parts


@dataclass(frozen=True, slots=True)
class Said:
    """A text, and the HTML ``lang`` it is in where that is not the language of the page around it; else ""."""

    text: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class SourceRef:
    """One numbered source of a page. ``date`` and ``url`` are "" where there is none."""

    number: int
    publisher: str
    date: str
    url: str
    grade: str | Promise = ""

    @property
    def anchor(self) -> str:
        """Id of its entry in the list of sources."""
        return f"source-{self.number}"


@dataclass(frozen=True, slots=True)
class Fact:
    """A label with one value a line; ``note`` stands below them. Without values it is “not recorded”."""

    label: str
    values: tuple[Said, ...] = ()
    note: Said | None = None
    sources: tuple[SourceRef, ...] = ()

    @property
    def is_recorded(self) -> bool:
        return bool(self.values)


@dataclass(frozen=True, slots=True)
class HowKnown:
    """The sign beside a figure: how it came to be known, and how surely."""

    kind: Kind | None = None
    quality: Quality = Quality.EXACT

    @property
    def label(self) -> str | Promise:
        """“reported”, “announced”, “derived”; "" where nothing is recorded."""
        return self.kind.label if self.kind else ""

    @property
    def css(self) -> str:
        """Classes of ``.kind``: ``reported``, ``reported more-than``, ``none`` …"""
        if self.kind is None:
            return "none"
        return f"{self.kind.value} more-than" if self.quality is Quality.MORE_THAN else self.kind.value

    @property
    def is_marked(self) -> bool:
        """Whether it must be said even where space is short: a derived or announced figure never passes as reported."""
        return self.kind in (Kind.ANNOUNCED, Kind.DERIVED)


@dataclass(frozen=True, slots=True)
class StripFigure:
    """A large numeral with its label."""

    label: str | Promise
    parts: Parts
    known: HowKnown


@dataclass(frozen=True, slots=True)
class Provenance:
    """All that is known of how a figure came to be: what opens below it."""

    stated: str
    digits: str
    precision: str
    quality: str | Promise
    kind: str | Promise
    why_shown: str
    sources: tuple[SourceRef, ...]
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A line of a session's table of figures. ``text`` is "" where nothing is recorded."""

    label: str
    text: str = ""
    known: HowKnown = HowKnown()
    sources: tuple[SourceRef, ...] = ()
    note: Said | None = None
    is_alternative: bool = False
    measure: str = ""
    provenance: Provenance | None = None

    @property
    def anchor(self) -> str:
        """Where links to the shown figure of a measure lead; "" for an alternative."""
        return "" if self.is_alternative else f"figure-{self.measure}"

    @property
    def is_recorded(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter; ``what`` is a whole phrase: “Letter of congratulation, read on 7 September 2017”."""

    sender: Said
    office: Said | None
    what: str
    excerpt: Said | None
    sources: tuple[SourceRef, ...]
    facsimile: Any = None
    session: SessionCard | None = None


@dataclass(frozen=True, slots=True)
class HonorShown:
    """An award, its years as far as they are known, and its source."""

    name: Said
    years: Said | None
    source: SourceRef


@dataclass(frozen=True, slots=True)
class TotalRow:
    """A stated total and what checking it against its parts gave. ``before`` and ``own`` are "" where not recorded."""

    label: str
    text: str
    check: str
    sums: str = ""
    before: str = ""
    own: str = ""
    known_own: HowKnown = HowKnown()
    note: Said | None = None
    sources: tuple[SourceRef, ...] = ()
    measure: str = ""
    through: int = 0


@dataclass(frozen=True, slots=True)
class TotalsTable:
    """Totals stated through one session, beside those before it and the session's own figures."""

    heading: str
    caption: str
    before_label: str
    own_label: str
    through_label: str
    rows: tuple[TotalRow, ...]


@dataclass(frozen=True, slots=True)
class TotalGroup:
    """Totals stated through one session; ``stamp`` is “as of the 5th session, 2017”."""

    heading: str
    stamp: str
    rows: tuple[TotalRow, ...]


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """A session in the archive's list; ``lines`` hold what is known: theme, Guest of Honor, notes."""

    number: int
    name: str
    path: str
    when: str
    status_label: str
    lines: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A measure at the head of a column; ``unit`` is "" for counts."""

    label: str | Promise
    unit: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure under its column; ``text`` is "" where nothing is recorded."""

    text: str = ""
    known: HowKnown = HowKnown()
    path: str = ""

    @property
    def is_recorded(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One session across all columns."""

    number: int
    path: str
    year: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class LedgerTable:
    """All sessions by all measures, oldest first."""

    columns: tuple[Column, ...]
    rows: tuple[LedgerRow, ...] = field(default=())
