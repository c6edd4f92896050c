"""Where figures and sessions come from, seen from the pages that show them.

Pages store a measure's key and a session's number, never a value. The archive of sessions registers itself here when it
starts; nothing in ``pages`` imports it.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from django.http import HttpRequest

from pages.measures import Kind
from pages.numbers import Stated


@dataclass(frozen=True)
class SourceName:
    """Who published a figure: in the active language, with the address where there is one and the source's own page anchor."""

    publisher: str
    date: str
    url: str


@dataclass(frozen=True)
class ShownFigure:
    """One figure as the ledger shows it."""

    stated: Stated
    kind: Kind
    sources: tuple[SourceName, ...]


@dataclass(frozen=True)
class SessionCard:
    """What a list of sessions shows of one."""

    number: int
    year: int
    name: str
    """Short name in the active language: “The 5th High-Tech Expo”."""
    when: str
    """Dates, or the year alone, in the active language."""
    path: str
    status: str
    """``announced``, ``upcoming``, ``on``, ``held``, ``postponed`` or ``canceled``."""
    starts_on: datetime.date | None


class FigureSource(Protocol):
    """What the archive answers. Texts are in the active language; nothing known is None, never zero."""

    def session_figure(self, measure: str, session: int) -> ShownFigure | None: ...

    def total(self, measure: str, through_session: int) -> ShownFigure | None: ...

    def stamp(self, through_session: int) -> str:
        """“as of the 5th session, 2017”, or "" when no such session is recorded."""
        ...

    def period(self, through_session: int) -> str:
        """“Totals from 2013 to 2017.”, or ""."""
        ...

    def sessions(self, request: HttpRequest | None) -> Sequence[SessionCard]:
        """Live sessions, oldest first."""
        ...

    def archive_path(self, request: HttpRequest | None) -> str:
        """Local address of the archive, or "" when there is none."""
        ...

    def references(self) -> Sequence[tuple[str, int, int]]:
        """Every figure an editor may refer to: (measure, session or 0, through_session or 0)."""
        ...

    def kept(self) -> AbstractContextManager[None]:
        """Inside, outside of a request too, the archive is read once however many figures are asked for."""
        ...

    def values(self) -> Mapping[tuple[str, int, int], int]:
        """The shown value of each of them, from one reading of the archive."""
        ...


_source: FigureSource | None = None


def register_figure_source(source: FigureSource) -> None:
    global _source
    _source = source


def figure_source() -> FigureSource:
    """The registered source; RuntimeError when the archive's app is not installed."""
    if _source is None:
        raise RuntimeError("No figure source is registered: is sessions_archive in INSTALLED_APPS?")
    return _source
