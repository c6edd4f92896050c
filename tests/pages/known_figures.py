"""A small archive for tests that need a few recorded figures and no database."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from pages import figure_source
from pages.figure_source import SessionCard, ShownFigure
from pages.measures import Kind, Quality
from pages.numbers import Stated

KNOWN = {
    ("signed_amount_cny", 0, 5): (456_500_000_000, Quality.EXACT),
    ("signed_amount_cny", 1, 0): (48_650_000_000, Quality.EXACT),
    ("area_m2", 1, 0): (35_000, Quality.EXACT),
    ("exhibitors", 5, 0): (3_700, Quality.MORE_THAN),
    ("countries", 1, 0): (15, Quality.EXACT),
}


class KnownFigures:
    """Answers as the archive does, from the table above."""

    def __init__(self) -> None:
        self.known = dict(KNOWN)

    def session_figure(self, measure: str, session: int) -> ShownFigure | None:
        return self._shown((measure, session, 0))

    def total(self, measure: str, through_session: int) -> ShownFigure | None:
        return self._shown((measure, 0, through_session))

    def stamp(self, through_session: int) -> str:
        return ""

    def period(self, through_session: int) -> str:
        return ""

    def sessions(self, request: Any) -> Sequence[SessionCard]:
        return []

    def archive_path(self, request: Any) -> str:
        return ""

    def references(self) -> Sequence[tuple[str, int, int]]:
        return list(self.known)

    def kept(self) -> AbstractContextManager[None]:
        return nullcontext()

    def values(self) -> Mapping[tuple[str, int, int], int]:
        return {key: value for key, (value, _quality) in self.known.items()}

    def _shown(self, key: tuple[str, int, int]) -> ShownFigure | None:
        if key not in self.known:
            return None
        value, quality = self.known[key]
        return ShownFigure(Stated(key[0], value, quality), Kind.REPORTED, ())


@contextmanager
def known_figures() -> Iterator[KnownFigures]:
    """While active, these are the figures the site knows."""
    before, source = figure_source._source, KnownFigures()
    figure_source._source = source
    try:
        yield source
    finally:
        figure_source._source = before
