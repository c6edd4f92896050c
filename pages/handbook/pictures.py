"""The pictures of the handbook: parts of the admin's screens, taken in each language by ``make handbook-pictures``.

With each is kept a digest of the words that were seen in it. The browser tests look at the same place again; where the words are
others now, the picture is old and they fail.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from pages.line_by_line import read_rows, write_rows

PICTURES = Path(__file__).parent / "pictures.json"
"""``language/name`` → width, height and digest."""
FOLDER = "admin/handbook"
"""Of the files (WebP), among the static files: a folder a language."""

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT_MONTHS = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
_PASSING = re.compile(
    rf"\b(?:{_MONTHS}|{_SHORT_MONTHS}|[ap]\.?m\.?)\b"
    r"|just now|刚刚|\d+\W*(?:seconds?|minutes?|hours?) ago|\d+\s*(?:秒|分钟|小时)\s*之?前|上午|下午|\d+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Picture:
    """Sizes are in pixels."""

    key: str
    """``zh-hans/bin``"""
    width: int
    height: int
    words: str
    """Digest of what was read in it."""

    @property
    def file(self) -> str:
        """As ``static()`` wants it."""
        return f"{FOLDER}/{self.key}.webp"


def digest_of_words(words: str) -> str:
    """The same for the same words, whatever day and hour it is: numbers, months and how long ago are left out."""
    lasting = re.sub(r"\W+", " ", _PASSING.sub(" ", words)).strip()
    return hashlib.sha256(lasting.encode()).hexdigest()[:16]


def key_of(language: str, name: str) -> str:
    return f"{language}/{name}"


def picture(language: str, name: str) -> Picture | None:
    """None until it has been taken."""
    return _pictures().get(key_of(language, name))


@lru_cache(maxsize=1)
def _pictures() -> dict[str, Picture]:
    return read_pictures()


def read_pictures() -> dict[str, Picture]:
    """All of them, by their keys; as they are on disk now."""
    return {key: Picture(key, *row) for key, row in read_rows(PICTURES).items()}


def write_pictures(pictures: dict[str, Picture]) -> None:
    write_rows(PICTURES, {key: [each.width, each.height, each.words] for key, each in pictures.items()})


def picture_file(key: str) -> Path:
    """Where a picture is in the sources."""
    return settings.BASE_DIR / "static" / FOLDER / f"{key}.webp"
