"""The pictures of the features: waves from one source, two or many, as SVG text in a box of 400."""

import math
from collections.abc import Iterable

from pages.art.numerals import brief

SPACING = {"rings": 20, "wide": 28}
"""Between two rings around a source: wider where many sources meet."""
REACH = 480
"""Rings are drawn this far, so that they fill the box from any source."""
SOURCE_RADIUS = 5


def _circle_of_five(radius: float) -> list[tuple[float, float]]:
    turns = [math.tau * (step / 5 - 1 / 4) for step in range(5)]
    return [(radius * math.cos(turn), radius * math.sin(turn)) for turn in turns]


SOURCES: dict[str, tuple[str, list[tuple[float, float]]]] = {
    "wave-one": ("rings", [(0, 0)]),
    "wave-two": ("rings", [(-80, 0), (80, 0)]),
    "wave-many": ("wide", _circle_of_five(86)),
}
"""By the picture's name, as feature pages store it: which rings, and where the sources are."""


def rings() -> Iterable[str]:
    """The shared rings, one group for each spacing."""
    for name, spacing in SPACING.items():
        circles = "".join(f'<circle r="{radius}"/>' for radius in range(spacing, REACH, spacing))
        yield f'<g id="{name}">{circles}</g>'


def waves(name: str) -> str:
    """The picture as an SVG group that uses the shared rings. Raises ``KeyError`` for an unknown name."""
    shared, sources = SOURCES[name]
    places = [(brief(x), brief(y)) for x, y in sources]
    spreading = "".join(f'<use href="#{shared}" x="{x}" y="{y}"/>' for x, y in places)
    dots = "".join(
        f'<circle cx="{x}" cy="{y}" r="{SOURCE_RADIUS}" fill="var(--accent)" stroke="none"/>' for x, y in places
    )
    return f'<g fill="none" stroke="currentColor">{spreading}{dots}</g>'
