"""The archive's page as its template reads it (``presentation.py`` lists the attributes)."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from pages.dates import say_year
from pages.measures import MEASURES
from pages.numbers import column_unit
from pages.ordinals import session_ordinal
from sessions_archive.archive_choice import ArchiveChoice
from sessions_archive.corrections import ShownCorrection, corrections_shown
from sessions_archive.figure_rows import cell
from sessions_archive.figure_source import card, when
from sessions_archive.guests_grid import Guest, guests_of_honor
from sessions_archive.ledger import SESSION_MEASURES, Ledger, ledger, use_ledger
from sessions_archive.letters import letter_shown
from sessions_archive.models import Honor, SessionPage, SessionsArchivePage, SessionStatus
from sessions_archive.presentation import (
    Column,
    HonorShown,
    LedgerRow,
    LedgerTable,
    Letter,
    Said,
    SourceRef,
    TimelineEntry,
    TotalGroup,
)
from sessions_archive.records import RecordedSession
from sessions_archive.session_facts import guests_said, how_held, status_label
from sessions_archive.totals import sources_of, total_groups
from sessions_archive.wording import NumberedSources, said_of


class ArchiveView:
    """The archive in one language. With ``is_draft``, the totals of the page in memory count.

    ``query`` holds the parameters of the address, which choose sessions and a chart.
    """

    def __init__(
        self, page: SessionsArchivePage, *, is_draft: bool = False, query: Mapping[str, Any] | None = None
    ) -> None:
        self.page = page
        self.is_draft = is_draft
        self.query = query or {}

    @cached_property
    def choice(self) -> ArchiveChoice:
        return ArchiveChoice(self.ledger, self.query)

    @cached_property
    def ledger(self) -> Ledger:
        if not self.is_draft:
            return ledger()
        drafted = ledger().with_draft_of_archive(self.page)
        use_ledger(drafted)
        return drafted

    @property
    def recorded_up_to(self) -> str:
        """How far the record goes, never how many sessions there were; "" while there is none."""
        past = (SessionStatus.HELD, SessionStatus.ON)
        held = [each.page for each in self.ledger.sessions.values() if each.page.status in past]
        if not held:
            return ""
        last = held[-1]
        return _("Recorded up to the {session} ({year}).").format(
            session=session_ordinal(last.number), year=say_year(last.year)
        )

    @cached_property
    def timeline(self) -> list[TimelineEntry]:
        return [_entry(each, self.ledger.path(each.page.number)) for each in reversed(self.choice.sessions)]

    @cached_property
    def ledger_table(self) -> LedgerTable:
        columns = tuple(Column(MEASURES[key].label, column_unit(MEASURES[key])) for key in SESSION_MEASURES)
        return LedgerTable(columns, tuple(self._row(each) for each in self.choice.sessions))

    @cached_property
    def total_groups(self) -> list[TotalGroup]:
        return total_groups(self.ledger, self._sources.refs)

    @cached_property
    def guests_of_honor(self) -> list[Guest]:
        return guests_of_honor(self.ledger)

    @cached_property
    def letters(self) -> list[Letter]:
        """All letters to live sessions, oldest first."""
        return [
            letter_shown(row, self._sources.refs([row.source_id]), card(self._pages[row.session_id]))
            for row in self.ledger.letters
        ]

    @cached_property
    def honors_shown(self) -> list[HonorShown]:
        return [
            HonorShown(said_of(row, "name") or Said(""), said_of(row, "years"), self._sources.refs([row.source_id])[0])
            for row in self._honor_rows
        ]

    @cached_property
    def corrections(self) -> list[ShownCorrection]:
        return corrections_shown(self.ledger)

    @cached_property
    def _pages(self) -> dict[int, SessionPage]:
        return {each.page.pk: each.page for each in self.ledger.sessions.values()}

    @cached_property
    def _honor_rows(self) -> list[Honor]:
        return list(self.page.honors.all())

    @cached_property
    def sources_listed(self) -> list[SourceRef]:
        return self._sources.all()

    @cached_property
    def _sources(self) -> NumberedSources:
        ids = [
            *sources_of(reversed(self.ledger.totals)),
            *(row.source_id for row in [*self.ledger.letters, *self._honor_rows]),
        ]
        return NumberedSources(ids, self.ledger.sources)

    def _row(self, each: RecordedSession) -> LedgerRow:
        number = each.page.number
        path = self.ledger.path(number)
        cells = tuple(cell(self.ledger.figure(key, number), path) for key in SESSION_MEASURES)
        return LedgerRow(number, path, str(each.page.year), cells)


def _entry(each: RecordedSession, path: str) -> TimelineEntry:
    page = each.page
    lines = [
        said_of(page, "official_name"),
        said_of(page, "theme"),
        Said(guests_said(list(each.guests))),
        said_of(page, "dates_note"),
        Said(how_held(page)) if page.status == SessionStatus.HELD else None,
    ]
    return TimelineEntry(
        number=page.number,
        name=page.title,
        path=path,
        when=when(page),
        status_label=status_label(page),
        lines=tuple(line for line in lines if line and line.text),
    )
