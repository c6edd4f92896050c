"""The archive's answers to the pages that show its figures and sessions."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager

from django.http import HttpRequest
from django.utils.translation import pgettext

from pages.bilingual.languages import current_language, language_of_links
from pages.dates import say_date_range, say_year
from pages.figure_source import SessionCard, ShownFigure, SourceName
from pages.measures import MEASURES, Kind
from pages.ordinals import session_ordinal
from sessions_archive.ledger import Ledger, kept_ledger, ledger, precedence
from sessions_archive.models import SessionPage


class ArchiveFigureSource:
    """Implements ``pages.figure_source.FigureSource`` from the ledger."""

    def session_figure(self, measure: str, session: int) -> ShownFigure | None:
        book = ledger()
        figure = book.figure(measure, session)
        return ShownFigure(figure.stated, figure.kind, _names(figure.sources, book)) if figure else None

    def total(self, measure: str, through_session: int) -> ShownFigure | None:
        book = ledger()
        total = book.total(measure, through_session)
        return ShownFigure(total.stated, Kind.REPORTED, _names(total.sources, book)) if total else None

    def stamp(self, through_session: int) -> str:
        recorded = ledger().sessions.get(through_session)
        if recorded is None:
            return ""
        pattern = pgettext("stamp of a total", "as of the {session}, {year}")
        return pattern.format(session=session_ordinal(through_session), year=say_year(recorded.page.year))

    def period(self, through_session: int) -> str:
        sessions = ledger().sessions
        if 1 not in sessions or through_session not in sessions:
            return ""
        first, last = sessions[1].page.year, sessions[through_session].page.year
        pattern = pgettext("period of a total", "Totals from {first_year} to {last_year}.")
        return pattern.format(first_year=first, last_year=last)

    def sessions(self, request: HttpRequest | None) -> Sequence[SessionCard]:
        book, languages = ledger(), (current_language(), language_of_links())
        if languages not in book.cards:
            book.cards[languages] = [card(recorded.page, request) for recorded in book.sessions.values()]
        return book.cards[languages]

    def archive_path(self, request: HttpRequest | None) -> str:
        page = ledger().archive.page
        return (page.get_url(request) or "") if page else ""

    def references(self) -> Sequence[tuple[str, int, int]]:
        return list(self.values())

    def kept(self) -> AbstractContextManager[None]:
        return kept_ledger()

    def values(self) -> Mapping[tuple[str, int, int], int]:
        book = ledger()
        order = list(MEASURES)
        shown = {
            (figure.measure, number, 0): figure.stated.value
            for number, each in book.sessions.items()
            for figure in sorted(each.figures, key=precedence, reverse=True)
        }
        shown |= {(total.measure, 0, total.through): total.stated.value for total in reversed(book.totals)}
        return dict(sorted(shown.items(), key=lambda item: (item[0][2], item[0][1], order.index(item[0][0]))))


def when(page: SessionPage) -> str:
    """The dates of a session as far as they are known: “7–9 September 2017”, or the year alone."""
    return say_date_range(page.start_date, page.end_date) if page.start_date else say_year(page.year)


def card(page: SessionPage, request: HttpRequest | None = None) -> SessionCard:
    """What lists show of a session."""
    return SessionCard(
        number=page.number,
        year=page.year,
        name=page.title,
        when=when(page),
        path=page.get_url(request) or "",
        status=page.status,
        starts_on=page.start_date,
    )


def _names(ids: Iterable[int], book: Ledger) -> tuple[SourceName, ...]:
    sources = (book.sources[each] for each in ids if each in book.sources)
    return tuple(SourceName(source.publisher, source.date, source.url) for source in sources)
