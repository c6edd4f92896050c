"""What a figure in prose refers to: a measure, and a session or the total of all sessions up to one.

Stored in rich text as ``<embed embedtype="figure" measure="signed_amount_cny" through="5"/>`` or with ``session="5"``;
the value is never stored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from wagtail.rich_text.rewriters import FIND_EMBED_TAG, extract_attrs

from pages.bilingual.languages import current_language
from pages.figure_source import ShownFigure, figure_source
from pages.measures import MEASURES
from pages.numbers import say_in_prose
from pages.ordinals import HIGHEST, session_ordinal

EMBED_TYPE = "figure"
_NUMBER = re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class FigureReference:
    """A measure of one session (``session`` > 0), or its total up to one (``through`` > 0); never both."""

    measure: str
    session: int = 0
    through: int = 0

    @classmethod
    def from_attributes(cls, attributes: Mapping[str, Any]) -> FigureReference | None:
        """Read a stored element's or an editor entity's attributes; None where they name no measure or no session."""
        measure = str(attributes.get("measure") or "")
        session, through = (_session_number(attributes.get(name)) for name in ("session", "through"))
        if measure not in MEASURES or bool(session) == bool(through):
            return None
        return cls(measure, session, through)

    def attributes(self) -> dict[str, str]:
        """As stored, in the order of the stored element."""
        which = {"through": str(self.through)} if self.through else {"session": str(self.session)}
        return {"measure": self.measure, **which}

    def figure(self) -> ShownFigure | None:
        """What the archive shows for it; None where nothing is recorded."""
        source = figure_source()
        if self.through:
            return source.total(self.measure, self.through)
        return source.session_figure(self.measure, self.session)

    def say(self) -> str:
        """The figure as a sentence of the active language says it, or that it is not recorded."""
        figure = self.figure()
        return say_in_prose(figure.stated, current_language()) if figure else str(not_recorded())

    def where(self) -> str:
        """Which session in the active language: “5th session”, “all sessions up to the 5th session”."""
        ordinal = session_ordinal(self.through or self.session, current_language())
        return _("all sessions up to the %(session)s") % {"session": ordinal} if self.through else ordinal

    def describe(self) -> str:
        """Measure and session, for a person who edits: “Amount signed, 5th session”."""
        return _("%(measure)s, %(where)s") % {"measure": MEASURES[self.measure].label, "where": self.where()}


def not_recorded() -> str:
    """What stands where a figure is not known: never a blank, never a zero."""
    return _("not recorded")


def references_in(html: str) -> Iterator[FigureReference]:
    """Every figure that a stored rich text refers to, in order; what is malformed is left out."""
    for found in FIND_EMBED_TAG.finditer(html):
        attributes = extract_attrs(found.group(1))
        reference = FigureReference.from_attributes(attributes)
        if attributes.get("embedtype") == EMBED_TYPE and reference is not None:
            yield reference


def recorded_references() -> list[FigureReference]:
    """Every figure an editor may refer to, in the archive's order."""
    return [FigureReference(measure, session, through) for measure, session, through in figure_source().references()]


def _session_number(value: Any) -> int:
    """1 … 9,999, or 0 for anything else: attributes come from a browser or an old revision."""
    text = str(value or "")
    return int(text) if _NUMBER.fullmatch(text) and int(text) <= HIGHEST else 0
