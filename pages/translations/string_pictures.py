"""The picture of where a string stands: a part of a page, and the string's place in it. ``make string-pictures`` takes them."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from pages.line_by_line import read_rows, write_rows

PICTURES = Path(__file__).parent / "string_pictures.json"
"""Digest of a string → its picture. Several strings share one file."""
FOLDER = "admin/string-pictures"
"""Of the files (WebP), among the static files."""


class Frame(NamedTuple):
    """A string's place, in pixels from the picture's upper left corner."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class StringPicture:
    """Where a reader meets a string. Sizes are in pixels."""

    name: str
    """Of the file, without its ending."""
    page: str
    """Address on which it was taken, without the host."""
    width: int
    height: int
    frame: Frame

    @property
    def file(self) -> str:
        """As ``static()`` wants it."""
        return f"{FOLDER}/{self.name}.webp"


def picture_of(digest: str) -> StringPicture | None:
    """None for what no public page shows as one opens it."""
    return _pictures().get(digest)


@lru_cache(maxsize=1)
def _pictures() -> dict[str, StringPicture]:
    return read_pictures()


def read_pictures() -> dict[str, StringPicture]:
    """All of them, by the digest of their string; as they are on disk now."""
    return {
        digest: StringPicture(name, page, width, height, Frame(*frame))
        for digest, (name, page, width, height, *frame) in read_rows(PICTURES).items()
    }


def write_pictures(pictures: dict[str, StringPicture]) -> None:
    write_rows(PICTURES, {digest: [p.name, p.page, p.width, p.height, *p.frame] for digest, p in pictures.items()})


def picture_file(name: str) -> Path:
    """Where a picture is in the sources."""
    return settings.BASE_DIR / "static" / FOLDER / f"{name}.webp"
