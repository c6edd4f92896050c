"""A session's page as its template reads it (``presentation.py`` lists the attributes)."""

from collections.abc import Iterator

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from pages.figure_source import SessionCard
from pages.ordinals import session_ordinal
from sessions_archive.figure_rows import figure_rows, measures_of, strip
from sessions_archive.figure_source import card, when
from sessions_archive.ledger import Ledger, ledger, use_ledger
from sessions_archive.letters import letter_shown
from sessions_archive.models import SessionLetter, SessionPage
from sessions_archive.presentation import Fact, FigureRow, Letter, SourceRef, StripFigure, TotalsTable
from sessions_archive.records import session_as_drafted
from sessions_archive.session_facts import FoundFact, found_facts, status_label
from sessions_archive.totals import sources_of, totals_table, totals_through
from sessions_archive.wording import NumberedSources


class SessionView:
    """One session in one language. With ``is_draft``, the page in memory counts, else what is live."""

    def __init__(self, page: SessionPage, *, is_draft: bool = False) -> None:
        self.page = page
        self.is_draft = is_draft

    @cached_property
    def ledger(self) -> Ledger:
        if not self.is_draft:
            return ledger()
        drafted = ledger().with_draft_of_session(self.page)
        use_ledger(drafted)
        return drafted

    @property
    def when(self) -> str:
        return when(self.page)

    @property
    def status_label(self) -> str:
        return status_label(self.page)

    @cached_property
    def facts(self) -> list[Fact]:
        return [fact.numbered(self._sources.refs) for fact in self._found_facts]

    @cached_property
    def strip(self) -> list[StripFigure]:
        return strip(self.ledger, self.page.number)

    @cached_property
    def figure_rows(self) -> list[FigureRow]:
        return figure_rows(self.ledger, self.page.number, self._sources.refs)

    @property
    def figures_caption(self) -> str:
        return _("Figures of the {session}").format(session=session_ordinal(self.page.number))

    @cached_property
    def letters_shown(self) -> list[Letter]:
        return [letter_shown(letter, self._sources.refs([letter.source_id])) for letter in self._letters]

    @cached_property
    def totals(self) -> TotalsTable | None:
        return totals_table(self.ledger, self.page.number, self._sources.refs)

    @cached_property
    def sources_listed(self) -> list[SourceRef]:
        return self._sources.all()

    @cached_property
    def previous_session(self) -> SessionCard | None:
        """The nearest live session before this one."""
        before = [number for number in self.ledger.sessions if number < self.page.number]
        return card(self.ledger.sessions[before[-1]].page) if before else None

    @cached_property
    def next_session(self) -> SessionCard | None:
        after = [number for number in self.ledger.sessions if number > self.page.number]
        return card(self.ledger.sessions[after[0]].page) if after else None

    @cached_property
    def _found_facts(self) -> list[FoundFact]:
        recorded = self.ledger.sessions.get(self.page.number)
        # A page that is neither live nor previewed still has facts of its own.
        return found_facts(recorded or session_as_drafted(self.page))

    @cached_property
    def _letters(self) -> list[SessionLetter]:
        if self.is_draft or self.page.number not in self.ledger.sessions:
            return list(self.page.letters.all())
        return [letter for letter in self.ledger.letters if letter.session_id == self.page.pk]

    @cached_property
    def _sources(self) -> NumberedSources:
        return NumberedSources(self._source_ids(), self.ledger.sources)

    def _source_ids(self) -> Iterator[int | None]:
        """In the order in which they are numbered: figures, totals, facts, letters."""
        for key in measures_of(self.ledger, self.page.number):
            for figure in self.ledger.figures(key, self.page.number):
                yield from figure.sources
        yield from sources_of(each.total for each in totals_through(self.ledger, self.page.number))
        for fact in self._found_facts:
            yield from fact.source_ids
        yield from (letter.source_id for letter in self._letters)
