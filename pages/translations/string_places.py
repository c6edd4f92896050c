"""Where a reader meets a string: the pages that show it, and the files that ask for it."""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.utils.translation import gettext as _

from pages.translations.models import InterfaceString

SEEN = Path(__file__).parent / "seen_strings.json"
"""Digest of a string → addresses on which ``manage.py locate_strings`` saw it."""
_MARKUP = re.compile(r"%\(?\w+\)?[sd]?|\{\w*\}|<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Place:
    """A page on which a string stands. The address makes the browser scroll to the text and mark it."""

    address: str
    label: str


@dataclass(frozen=True, slots=True)
class Places:
    """Where a string is."""

    seen: tuple[Place, ...]
    files: tuple[str, ...]
    package: str


def places_of(string: InterfaceString) -> Places:
    """Of one string; ``seen`` is empty where it shows only now and then, in a message for instance."""
    fragment = _fragment(string)
    seen = []
    for address in _seen().get(string.digest, []):
        path = address.replace("{admin}", f"/{settings.ADMIN_PATH}")
        label = _("Admin: %s") % path if address.startswith("{admin}") else path
        seen.append(Place(path + fragment, label))
    files = tuple(string.places) if string.is_ours else ()
    return Places(tuple(seen), files, "" if string.is_ours else next(iter(string.places), ""))


def _fragment(string: InterfaceString) -> str:
    """``#:~:text=…`` (URL Fragment Text Directives, WICG) with the longest part of the translation that is always so."""
    parts = [part.strip() for part in _MARKUP.split(next(iter(string.forms), ""))]
    longest = max(parts, key=len, default="")
    return f"#:~:text={quote(longest, safe='').replace('-', '%2D')}" if longest else ""


@lru_cache(maxsize=1)
def _seen() -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads(SEEN.read_text(encoding="utf-8")) if SEEN.exists() else {}
    return found
