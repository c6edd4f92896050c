"""The file with all drawn pictures, ``static/img/art.svg``: one request, kept by browsers, whatever the page shows."""

from collections.abc import Iterator

from pages.art.numerals import drawn, numeral_path
from pages.art.waves import SOURCES, rings, waves

SESSIONS_IN_SPRITE = 13
"""Later sessions are drawn inside the page; raise this and run ``scripts/draw_art.py`` to take them in."""
VIEW_BOX = 'viewBox="-200 -200 400 400"'
NOTE = """<!-- Written by scripts/draw_art.py. Session n is its numeral and n wavefronts at equal distance from it.
     A line is a stroke of the ink under a narrower one of the ground, so lines merge where waves meet. -->"""


def sprite() -> str:
    """The whole file as text."""
    return "\n".join(['<svg xmlns="http://www.w3.org/2000/svg">', NOTE, *_shared(), *_symbols(), "</svg>", ""])


def _shared() -> Iterator[str]:
    yield "<defs>"
    for number in range(1, SESSIONS_IN_SPRITE + 1):
        yield f'<path id="n{number}" d="{numeral_path(number)}"/>'
    yield from rings()
    yield "</defs>"


def _symbols() -> Iterator[str]:
    for number in range(1, SESSIONS_IN_SPRITE + 1):
        for suffix, fine in (("", False), ("-fine", True)):
            picture = drawn(number, f'<use href="#n{number}"', fine=fine)
            yield f'<symbol id="session-{number}{suffix}" {VIEW_BOX}>{picture}</symbol>'
    for name in SOURCES:
        yield f'<symbol id="{name}" {VIEW_BOX}>{waves(name)}</symbol>'
