"""Texts of the archive that may exist in one language only, and sources with their numbers on a page."""

from collections.abc import Iterable, Mapping

from django.db.models import Model

from pages.bilingual.languages import LANGUAGES, column, current_language, html_code
from sessions_archive.models import Source
from sessions_archive.presentation import Said, SourceRef


def said(texts: Mapping[str, str]) -> Said | None:
    """The text in the active language, else in the other, marked with its language; None where there is neither."""
    active = current_language()
    for code in (active, *LANGUAGES):
        if texts.get(code, "").strip():
            return Said(texts[code], "" if code == active else html_code(code))
    return None


def said_of(instance: Model, field_name: str) -> Said | None:
    """The same of a translated field. A theme known only in English stays English on a Chinese page."""
    return said({code: getattr(instance, column(field_name, code)) or "" for code in LANGUAGES})


class NumberedSources:
    """Sources in the order in which a page first names them, counted from 1."""

    def __init__(self, ids: Iterable[int | None], sources: Mapping[int, Source]) -> None:
        self._sources = sources
        known = (each for each in ids if each is not None and each in sources)
        self._numbers = {each: number for number, each in enumerate(dict.fromkeys(known), start=1)}

    def refs(self, ids: Iterable[int | None]) -> tuple[SourceRef, ...]:
        """References to some of them, each once, by number."""
        known = {each for each in ids if each is not None and each in self._numbers}
        return tuple(self._ref(each) for each in sorted(known, key=self._numbers.__getitem__))

    def all(self) -> list[SourceRef]:
        """The whole list, as it stands at the foot of the page."""
        return [self._ref(each) for each in self._numbers]

    def _ref(self, source_id: int) -> SourceRef:
        source = self._sources[source_id]
        return SourceRef(self._numbers[source_id], source.publisher, source.date, source.url)
