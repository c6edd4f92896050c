"""What is somebody's to do: sections of entries, by their rights and in their language. The dashboard and the digest read it.

Other apps add sections with the hook ``construct_to_do``: functions of a user that yield sections.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from wagtail import hooks

MOST_LISTED = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing, the way to it, and what there is to say about it."""

    title: str
    address: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Things of one kind. ``has_more``: not all are listed."""

    heading: str
    entries: Sequence[Entry]
    has_more: bool = False


def section(heading: str, entries: Iterable[Entry]) -> Section:
    """The first entries; ask the database for one more than ``MOST_LISTED``."""
    found = list(entries)
    return Section(heading, found[:MOST_LISTED], len(found) > MOST_LISTED)


def to_do(user: Any) -> list[Section]:
    """Sections that have entries, in the order of their hooks."""
    made = (each for function in hooks.get_hooks("construct_to_do") for each in function(user))
    return [each for each in made if each.entries]
