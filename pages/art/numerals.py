"""A session's picture: its numeral, sending out as many wavefronts as its number.

Pure geometry, given as SVG text. A digit is a single stroke, 125 units high in a box of 400. A wavefront is drawn as a
wide stroke of ink under one of the ground that is narrower by two line widths, so that lines merge where waves meet;
the outermost comes first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

HEIGHT = 125.0
GAP = 38.0
"""Between two digits."""
BOX = 400.0
NUMERAL_STROKE = 11
FIRST_WAVE = 8.5
"""From the middle of the stroke; each further wave lies one step beyond."""
STEP = 9.0
FURTHEST = 117.0
"""All steps together, from the session on whose waves would no longer fit."""
LINE, FINE_LINE = 1.2, 0.7
MARGIN = 24.0
"""Around the last wave, where a picture is shown close up."""


@dataclass(frozen=True, slots=True)
class Digit:
    """One stroke: where the pen starts, its way from there (relative SVG path commands), how wide the digit is."""

    start: tuple[float, float]
    way: str
    width: float


DIGITS = {
    "0": Digit((37.5, 0), "a37.5 37.5 0 0 1 37.5 37.5v50a37.5 37.5 0 0 1-75 0v-50a37.5 37.5 0 0 1 37.5-37.5z", 75),
    "1": Digit((0, 30), "l32.5-30v125", 32.5),
    "2": Digit((0.62, 35.62), "a35.62 35.62 0 1 1 61.38 24.63l-62 64.75h72.5", 72.5),
    "3": Digit((3.75, 25), "a33.12 30 0 1 1 32.5 34.38h-6.25m6.25 0a36.25 32.81 0 1 1-35.63 39.37", 72.5),
    "4": Digit((56.25, 125), "v-125l-56.25 92.5h75", 75),
    "5": Digit((65, 0), "h-53.75l-5 60a36.88 36.88 0 1 1-5 42.5", 72.5),
    "6": Digit((56.25, 0), "l-48.75 65a37.5 37.5 0 1 0 30-15", 75),
    "7": Digit((0, 0), "h70l-47.5 125", 70),
    "8": Digit((37.38, 58.75), "a29.38 29.38 0 1 1 .24 0a33.12 33.12 0 1 1-.24 0", 75),
    "9": Digit((18.75, 125), "l48.75-65a37.5 37.5 0 1 0-30 15", 75),
}


def numeral_path(number: int) -> str:
    """The strokes of a number as one SVG path around the middle of the box. Raises ``ValueError`` below 1."""
    if number < 1:
        raise ValueError(f"sessions count from 1: {number!r}")
    x, written = -numeral_width(number) / 2, []
    for digit in (DIGITS[name] for name in str(number)):
        start_x, start_y = digit.start
        written.append(f"M{brief(x + start_x)} {brief(start_y - HEIGHT / 2)}{digit.way}")
        x += digit.width + GAP
    return "".join(written)


def numeral_width(number: int) -> float:
    digits = [DIGITS[name] for name in str(number)]
    return sum(digit.width for digit in digits) + GAP * (len(digits) - 1)


def wavefronts(number: int) -> list[float]:
    """Distances of the waves from the numeral's stroke, innermost first: as many as the number says."""
    step = min(STEP, FURTHEST / number)
    return [FIRST_WAVE + step * wave for wave in range(1, number + 1)]


def line_width(number: int, *, fine: bool = False) -> float:
    """Width of a wave's line: ``fine`` for pictures over 300 pixels; never more than half of what lies between two."""
    waves = wavefronts(number)
    closest = min((outer - inner for inner, outer in pairwise(waves)), default=STEP)
    return min(FINE_LINE if fine else LINE, closest / 2)


def strokes(number: int, *, fine: bool = False) -> Iterator[tuple[float, str]]:
    """(width, color) of each stroke along the numeral's path, in the order they are drawn. "" is the color of ink."""
    line = line_width(number, fine=fine)
    for distance in reversed(wavefronts(number)):
        yield distance * 2, ""
        yield distance * 2 - 2 * line, "var(--ground)"
    yield NUMERAL_STROKE, "var(--accent)"


def box_size(number: int, *, close: bool = False) -> float:
    """Side of the square that holds the picture: 400, more for wide numbers; ``close`` leaves a margin and no more."""
    reach = wavefronts(number)[-1] + LINE + max(numeral_width(number), HEIGHT) / 2
    if close:
        return min(BOX, 2 * (reach + MARGIN)) if 2 * reach <= BOX else 2 * reach
    return max(BOX, 2 * reach)


def brief(value: float) -> str:
    """A coordinate with up to two decimals: ``-16.25``, ``35``, ``0``."""
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


@lru_cache(maxsize=1024)
def drawn(number: int, shape: str, *, fine: bool = False) -> str:
    """The picture as an SVG group; ``shape`` is the element to stroke, without its end: ``<path d="…"``."""
    each = []
    for width, color in strokes(number, fine=fine):
        ink = f' stroke="{color}"' if color else ""
        each.append(f'{shape}{ink} stroke-width="{brief(width)}"/>')
    return (
        '<g fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round">' + "".join(each) + "</g>"
    )
