"""Where a reader meets a string: the address of a page that shows it, and the files that ask for it."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import gettext as _

from pages.translations.models import InterfaceString

SEEN = Path(__file__).parent / "seen_strings.json"
"""Digest of a string → where ``scripts/picture_strings.py`` saw it; made anew with it."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page on which a string was seen. ``picture`` is the address of a picture of it there, or empty."""

    address: str
    label: str
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Places:
    """Where a string is."""

    seen: tuple[Place, ...]
    files: tuple[str, ...]
    package: str


def places_of(string: InterfaceString) -> Places:
    """Of one string; ``seen`` is empty where it shows only now and then, in a message for instance."""
    seen = []
    for entry in _seen().get(string.digest, []):
        address = entry["address"].replace("{admin}", f"/{settings.ADMIN_PATH}")
        label = _("Admin: %s") % address if entry["address"].startswith("{admin}") else address
        seen.append(Place(address, label, static(entry["picture"]) if entry.get("picture") else ""))
    files = tuple(string.places) if string.is_ours else ()
    return Places(tuple(seen), files, "" if string.is_ours else next(iter(string.places), ""))


@lru_cache(maxsize=1)
def _seen() -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = json.loads(SEEN.read_text(encoding="utf-8")) if SEEN.exists() else {}
    return found
