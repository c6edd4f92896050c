"""Which figure is shown, and why; read at most once a request.

Of several figures of one measure the preferred one is shown before an alternative, a reported one before a derived and
that before an announced one, then whichever was entered first. Totals are what was stated, never sums.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from asgiref.local import Local
from django.core.signals import request_finished, request_started
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.utils.functional import cached_property

from pages.bilingual.languages import language_of_links
from pages.measures import Kind
from pages.read_once import once_a_generation
from sessions_archive import records
from sessions_archive.records import RecordedArchive, RecordedFigure, RecordedSession, RecordedTotal

if TYPE_CHECKING:
    from pages.figure_source import SessionCard
    from sessions_archive.models import Correction, SessionLetter, SessionPage, SessionsArchivePage, Source

SESSION_MEASURES = (
    "exhibitors",
    "projects",
    "exhibits",
    "countries",
    "signed_projects",
    "signed_amount_cny",
    "area_m2",
    "activities",
    "visitors",
)
"""What every session is asked for: the columns of the table of all figures. Others are shown where they are recorded."""

_KINDS = (Kind.REPORTED, Kind.DERIVED, Kind.ANNOUNCED)


def precedence(figure: RecordedFigure) -> tuple[bool, int, int]:
    """Sorts the figure that is shown first."""
    return not figure.is_preferred, _KINDS.index(figure.kind), figure.position


class Ledger:
    """Everything that is recorded on live pages. Each part is read when it is first asked for, in a query of its own."""

    @cached_property
    def sessions(self) -> dict[int, RecordedSession]:
        """By number, ascending."""
        return {session.page.number: session for session in records.live_sessions()}

    @cached_property
    def archive(self) -> RecordedArchive:
        return records.live_archive()

    @cached_property
    def letters(self) -> list[SessionLetter]:
        """To the sessions, the first session's first; with their facsimiles."""
        pages = {recorded.page.pk: recorded.page.number for recorded in self.sessions.values()}
        return sorted(records.letters_to(pages), key=lambda row: (pages[row.session_id], row.sort_order or 0))

    @cached_property
    def corrections(self) -> list[Correction]:
        """The latest first."""
        return records.corrections()

    @property
    def totals(self) -> tuple[RecordedTotal, ...]:
        """By the session they run through, then as entered."""
        return self.archive.totals

    @property
    def sources(self) -> Mapping[int, Source]:
        """By id."""
        return self.archive.sources

    def figures(self, measure: str, session: int) -> list[RecordedFigure]:
        """All figures of one measure of a session, the shown one first."""
        return self._by_measure.get((session, measure), [])

    @cached_property
    def _by_measure(self) -> dict[tuple[int, str], list[RecordedFigure]]:
        found: dict[tuple[int, str], list[RecordedFigure]] = {}
        for number, recorded in self.sessions.items():
            for figure in sorted(recorded.figures, key=precedence):
                found.setdefault((number, figure.measure), []).append(figure)
        return found

    def path(self, session: int) -> str:
        """Local address of a live session in the language of links; found once, as pages name it many times."""
        key = (language_of_links(), session)
        if key not in self._paths:
            self._paths[key] = self.sessions[session].page.get_url() or ""
        return self._paths[key]

    @cached_property
    def _paths(self) -> dict[tuple[str, int], str]:
        return {}

    @cached_property
    def cards(self) -> dict[tuple[str, str], list[SessionCard]]:
        """What lists show of the sessions, by active language and language of links; filled by whoever asks first."""
        return {}

    def figure(self, measure: str, session: int) -> RecordedFigure | None:
        """The one that is shown."""
        return next(iter(self.figures(measure, session)), None)

    def total(self, measure: str, through: int) -> RecordedTotal | None:
        """The total that was stated, the first where several were."""
        matching = (total for total in self.totals if total.measure == measure and total.through == through)
        return next(matching, None)

    def with_draft_of_session(self, page: SessionPage) -> Ledger:
        """A copy in which a session is as its draft says, whether or not it is live."""
        drafted = Ledger()
        drafted.sessions = dict(sorted({**self.sessions, page.number: records.session_as_drafted(page)}.items()))
        drafted.archive = self.archive
        return drafted

    def with_draft_of_archive(self, page: SessionsArchivePage) -> Ledger:
        drafted = Ledger()
        drafted.sessions = self.sessions
        drafted.archive = replace(self.archive, page=page, totals=records.totals_as_drafted(page))
        return drafted


# One ledger a request: in a thread or an asyncio task of its own.
_request = Local()


def ledger() -> Ledger:
    """The request's ledger; outside of a request a fresh one, since nothing would tell when it grows old."""
    if not getattr(_request, "is_open", False):
        return Ledger()
    if getattr(_request, "ledger", None) is None:
        _request.ledger = once_a_generation("ledger", Ledger)
    current: Ledger = _request.ledger
    return current


@contextmanager
def kept_ledger() -> Iterator[None]:
    """Inside the block the ledger is kept as in a request: for work that reads many figures, such as indexing."""
    if getattr(_request, "is_open", False):
        yield  # in a request, or in another such block: it goes on being kept
        return
    _open()
    try:
        yield
    finally:
        _close()


def use_ledger(drafted: Ledger) -> None:
    """Let the rest of the request read a drafted ledger: text, strips and tables of a preview then agree."""
    if getattr(_request, "is_open", False):
        _request.ledger = drafted


def _open(**kwargs: Any) -> None:
    _request.is_open, _request.ledger = True, None


def _close(**kwargs: Any) -> None:
    _request.is_open, _request.ledger = False, None


def _forget(**kwargs: Any) -> None:
    _request.ledger = None


def watch_changes() -> None:
    """Connect what opens, closes and forgets the ledger. Called once, when the app starts."""
    from sessions_archive import models

    request_started.connect(_open, dispatch_uid="ledger")
    request_finished.connect(_close, dispatch_uid="ledger")
    watched = (
        models.SessionPage,
        models.SessionsArchivePage,
        models.SessionGuest,
        models.SessionOrganization,
        models.Organization,
        models.Figure,
        models.CumulativeFigure,
        models.Source,
        models.SessionLetter,
        models.Correction,
    )
    for model in watched:
        post_save.connect(_forget, sender=model, dispatch_uid="ledger")
        post_delete.connect(_forget, sender=model, dispatch_uid="ledger")
    for stated in (models.Figure, models.CumulativeFigure):
        m2m_changed.connect(_forget, sender=stated.sources.through, dispatch_uid="ledger")
