"""Breaks a line of text for a picture by the rules of its language, and measures it."""

import re
from collections.abc import Sequence
from html import unescape

from PIL.ImageFont import FreeTypeFont

from pages.kept_words import kept_words

NOT_AT_START = "，。、：；！？·…）》”’〉」—％"
"""GB/T 15834—2011, 5.1.9: what must not begin a line."""
NOT_AT_END = "（《“‘〈「"
ELLIPSIS = "…"


def pieces(text: str, language: str) -> list[str]:
    """What may stand on lines of their own: words of a Chinese title, or English words with the space after them."""
    marked = str(kept_words(text))
    if language == "zh-hans":
        return [unescape(piece) for piece in marked.split("<wbr>")]
    whole = re.sub(r'<span class="whole">(.*?)</span>', lambda found: found[1].replace(" ", "\u00a0"), marked)
    # A no-break space is no place to part, though it is white space to a regular expression.
    return [unescape(piece) for piece in re.findall(r"(?:\S|\u00a0)+[^\S\u00a0]*", whole)]


def lines_within(parts: Sequence[str], font: FreeTypeFont, width: float) -> list[str]:
    """The parts on as few lines as they need; a part that is wider than the line is broken between characters."""
    lines = [""]
    for part in parts:
        if font.getlength((lines[-1] + part).rstrip()) <= width:
            lines[-1] += part
        elif font.getlength(part.rstrip()) <= width:
            lines.append(part)
        else:
            _break_inside(part, lines, font, width)
    return [line.rstrip() for line in lines if line.strip()]


def _break_inside(part: str, lines: list[str], font: FreeTypeFont, width: float) -> None:
    for character in part:
        # Punctuation hangs over the edge rather than begin a line; an opening bracket moves on with what it opens.
        if font.getlength(lines[-1] + character) <= width or character in NOT_AT_START:
            lines[-1] += character
        else:
            kept = lines[-1].rstrip(NOT_AT_END)
            lines.append(lines[-1][len(kept) :] + character)
            lines[-2] = kept


def balanced(parts: Sequence[str], font: FreeTypeFont, width: float) -> list[str]:
    """As few lines as fit, of about the same length."""
    lines = lines_within(parts, font, width)
    # Never narrower than a part that fits: it would be broken for the sake of the line's length.
    fitting = [length for part in parts if (length := font.getlength(part.rstrip())) <= width]
    narrow, wide = max([width / max(len(lines), 1), *fitting]), width
    while wide - narrow > 4:
        middle = (narrow + wide) / 2
        tried = lines_within(parts, font, middle)
        if len(tried) <= len(lines) and all(font.getlength(line) <= width for line in tried):
            wide = middle
        else:
            narrow = middle
    return lines_within(parts, font, wide)


def cut(lines: Sequence[str], most: int, font: FreeTypeFont, width: float) -> list[str]:
    """At most so many lines, the last one ending in “…” where something was left out."""
    if len(lines) <= most:
        return list(lines)
    last = lines[most - 1]
    while last and font.getlength(last + ELLIPSIS) > width:
        last = last[:-1]
    return [*lines[: most - 1], last.rstrip(" ，。、；：,.;:") + ELLIPSIS]
