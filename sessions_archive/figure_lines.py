"""One line of an imported CSV, understood: what a figure or a total shall be."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pages.measures import MEASURES, Kind, Quality
from sessions_archive.csv_reading import Line, Problem
from sessions_archive.figure_typed import HIGHEST, understand
from sessions_archive.models import Rank, Source


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a line asks for. ``key`` is None for a new figure; ``sources`` are ids, ascending."""

    line: Line
    key: uuid.UUID | None
    is_total: bool
    session: int
    values: dict[str, Any]
    sources: tuple[int, ...]


class LineReader:
    """Turns lines into what they ask for, and keeps every problem met."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self.sources = sources
        self.problems: list[Problem] = []

    def read(self, line: Line) -> Wanted | None:
        """None where anything in the line is wrong."""
        before = len(self.problems)
        cells = line.cells
        scope = self._one_of(line, "scope", ["session", "total"])
        measure = self._one_of(line, "measure", list(MEASURES))
        values: dict[str, Any] = {
            "measure": measure,
            "quality": self._one_of(line, "quality", list(Quality.values)),
            "value": self._value(line, measure),
            "precision": self._whole(line, "precision", 1, HIGHEST),
            **{name: cells[name] for name in ("note_en", "note_zh_hans") if name in cells},
        }
        if scope == "session":
            values["kind"] = self._one_of(line, "kind", list(Kind.values))
            values["rank"] = self._one_of(line, "rank", list(Rank.values))
            values["derived_from"] = self._numbers(line, "derived_from")
        elif scope == "total" and cells["rank"]:
            self._say(line, "rank", _("A total has no rank; leave the cell empty."))
        if cells.get("unit") and measure and cells["unit"] != MEASURES[measure].unit.value:
            self._say(
                line, "unit", _("The unit of this measure is “%(unit)s”.") % {"unit": MEASURES[measure].unit.value}
            )
        for name in ("note_en", "note_zh_hans"):
            if len(cells.get(name, "")) > 300:
                self._say(line, name, _("A note has 300 characters at most."))
        wanted = Wanted(
            line=line,
            key=self._key(line),
            is_total=scope == "total",
            session=self._whole(line, "session", 1, 9999) or 0,
            values=values,
            sources=self._sources(line),
        )
        return wanted if len(self.problems) == before else None

    def _say(self, line: Line, column: str, message: str) -> None:
        self.problems.append(line.problem(column, message))

    def _one_of(self, line: Line, column: str, known: list[str]) -> str:
        if line.cells[column] in known:
            return line.cells[column]
        message = _("“%(text)s” is not one of: %(known)s.")
        self._say(line, column, message % {"text": line.cells[column][:40], "known": ", ".join(known)})
        return ""

    def _value(self, line: Line, measure: str) -> int | None:
        if not line.cells["value"]:
            self._say(line, "value", _("There is no figure."))
        elif measure:
            try:
                return understand(line.cells["value"], measure).value
            except ValidationError as error:
                self._say(line, "value", " ".join(error.messages))
        return None

    def _whole(self, line: Line, column: str, lowest: int, highest: int) -> int | None:
        text = line.cells[column]
        if text.isascii() and text.isdigit() and len(text) <= 19 and lowest <= int(text) <= highest:
            return int(text)
        self._say(line, column, _("“%(text)s” is not a whole number in range.") % {"text": text[:40]})
        return None

    def _numbers(self, line: Line, column: str) -> list[int]:
        parts = line.cells[column].split()
        if all(part.isascii() and part.isdigit() and len(part) <= 4 for part in parts):
            return [int(part) for part in parts]
        self._say(line, column, _("Type numbers of sessions, separated by spaces."))
        return []

    def _key(self, line: Line) -> uuid.UUID | None:
        text = line.cells["id"]
        try:
            return uuid.UUID(text) if text else None
        except ValueError:
            self._say(line, "id", _("This is no identifier; leave the cell empty for a new figure."))
            return None

    def _sources(self, line: Line) -> tuple[int, ...]:
        keys = line.cells["sources"].split()
        unknown = [key for key in keys if key not in self.sources]
        if not keys:
            self._say(line, "sources", _("Every figure has a source."))
        elif unknown:
            self._say(line, "sources", _("There is no source “%(key)s”.") % {"key": unknown[0][:40]})
        return tuple(sorted({self.sources[key].pk for key in keys if key in self.sources}))
