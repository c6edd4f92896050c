"""Guests of Honor by country or region: their sessions, the first one recorded first. No map, no borders."""

from dataclasses import dataclass

from pages.places import in_order_of_names
from sessions_archive.ledger import Ledger


@dataclass(frozen=True, slots=True)
class GuestSession:
    number: int
    year: str
    path: str


@dataclass(frozen=True, slots=True)
class Guest:
    """A country or region with the sessions at which it was Guest of Honor, as far as they are recorded."""

    name: str
    first: GuestSession
    later: tuple[GuestSession, ...]


def guests_of_honor(ledger: Ledger) -> list[Guest]:
    """In the order in which the active language looks names up."""
    sessions: dict[str, list[GuestSession]] = {}
    for number, each in ledger.sessions.items():
        for code in dict.fromkeys(each.guests):
            found = GuestSession(number, str(each.page.year), ledger.path(number))
            sessions.setdefault(code, []).append(found)
    return [Guest(name, sessions[code][0], tuple(sessions[code][1:])) for code, name in in_order_of_names(sessions)]
