"""What a share picture shows, and the name that follows from it. Without anything that draws: every page asks for the name."""

from dataclasses import astuple, dataclass
from hashlib import sha256

DESIGN = "1"
"""Raise it when the drawing changes: every page then gets a new picture, at a new address."""
WIDTH, HEIGHT = 1200, 630
"""Pixels, as Open Graph readers expect them."""


@dataclass(frozen=True, slots=True)
class SharePictureContent:
    """``motif`` is a session's number or a name such as ``wave-one``; ``language`` is that of the text."""

    title: str
    line: str
    name: str
    other_name: str
    motif: int | str
    language: str

    @property
    def key(self) -> str:
        """The same content in the same design always has the same name."""
        return sha256(repr((DESIGN, *astuple(self))).encode()).hexdigest()[:20]
