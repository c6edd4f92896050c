"""The archive's page as its template reads it (``presentation.py`` lists the attributes)."""

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from pages.dates import say_year
from pages.measures import MEASURES
from pages.numbers import column_unit
from pages.ordinals import session_ordinal
from sessions_archive.figure_rows import cell
from sessions_archive.figure_source import when
from sessions_archive.ledger import SESSION_MEASURES, Ledger, ledger, use_ledger
from sessions_archive.models import SessionsArchivePage, SessionStatus
from sessions_archive.presentation import Column, LedgerRow, LedgerTable, Said, SourceRef, TimelineEntry, TotalGroup
from sessions_archive.records import RecordedSession
from sessions_archive.session_facts import guests_said, how_held, status_label
from sessions_archive.totals import sources_of, total_groups
from sessions_archive.wording import NumberedSources, said_of


class ArchiveView:
    """The archive in one language. With ``is_draft``, the totals of the page in memory count."""

    def __init__(self, page: SessionsArchivePage, *, is_draft: bool = False) -> None:
        self.page = page
        self.is_draft = is_draft

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
        return [_entry(each) for each in reversed(self.ledger.sessions.values())]

    @cached_property
    def ledger_table(self) -> LedgerTable:
        columns = tuple(Column(MEASURES[key].label, column_unit(MEASURES[key])) for key in SESSION_MEASURES)
        return LedgerTable(columns, tuple(self._row(each) for each in self.ledger.sessions.values()))

    @cached_property
    def total_groups(self) -> list[TotalGroup]:
        return total_groups(self.ledger, self._sources.refs)

    @cached_property
    def sources_listed(self) -> list[SourceRef]:
        return self._sources.all()

    @cached_property
    def _sources(self) -> NumberedSources:
        return NumberedSources(sources_of(reversed(self.ledger.totals)), self.ledger.sources)

    def _row(self, each: RecordedSession) -> LedgerRow:
        number = each.page.number
        cells = tuple(cell(self.ledger.figure(key, number)) for key in SESSION_MEASURES)
        return LedgerRow(number, each.page.get_url() or "", str(each.page.year), cells)


def _entry(each: RecordedSession) -> TimelineEntry:
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
        path=page.get_url() or "",
        when=when(page),
        status_label=status_label(page),
        lines=tuple(line for line in lines if line and line.text),
    )
