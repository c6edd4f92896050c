"""Which figure a message is about: named in the address of the form, never in a visitor's words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import pgettext

from pages.figure_source import figure_source
from pages.measures import MEASURES
from pages.ordinals import HIGHEST, session_ordinal


@dataclass(frozen=True, slots=True)
class About:
    """A measure of a session, or its total through one; empty where a message is about nothing in particular."""

    measure: str = ""
    session: int = 0
    is_total: bool = False

    @classmethod
    def of(cls, query: Mapping[str, Any]) -> "About":
        """What ``?figure=exhibitors&session=5`` or ``&through=5`` names; nothing where the archive knows no such thing."""
        measure = str(query.get("figure", ""))
        through, session = (_session(query.get(name, "")) for name in ("through", "session"))
        number = session or through
        known = {card.number for card in figure_source().sessions(None)} if number else set()
        if measure not in MEASURES or number not in known:
            return cls()
        return cls(measure, number, is_total=not session)

    def __bool__(self) -> bool:
        return bool(self.measure)

    @property
    def fields(self) -> dict[str, str]:
        """The same again, as an address or a form carries it."""
        if not self:
            return {}
        return {"figure": self.measure, "through" if self.is_total else "session": str(self.session)}

    @property
    def said(self) -> str:
        """“Exhibitors, 5th session”, in the active language; "" for nothing."""
        if self.measure not in MEASURES:
            return self.measure
        session = session_ordinal(self.session)
        if self.is_total:
            pattern = pgettext("a figure named", "{measure}, total through the {session}")
            return pattern.format(measure=MEASURES[self.measure].total_label, session=session)
        return pgettext("a figure named", "{measure}, {session}").format(
            measure=MEASURES[self.measure].label, session=session
        )


def _session(typed: Any) -> int:
    text = str(typed)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 and 0 < int(text) <= HIGHEST else 0
