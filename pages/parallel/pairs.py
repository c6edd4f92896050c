"""Puts the two languages of a page side by side."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from pages.bilingual.languages import html_code
from pages.models import BasePage
from pages.parallel.parts import Part


@dataclass(frozen=True, slots=True)
class Cell:
    """One language's side; empty ``html`` where this language has nothing."""

    lang: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class Pair:
    """What says the same. ``anchor`` is there once for each part."""

    anchor: str
    cells: tuple[Cell, ...]
    is_heading: bool


def pairs(page: BasePage, languages: list[str]) -> list[Pair]:
    """All parts of the page's text, in the order of the first language, with what only another one has at the end."""
    by_language = [_parts(page, code) for code in languages]
    keys = list(dict.fromkeys(key for parts in by_language for key in parts))
    return [pair for key in keys for pair in _paired(key, [parts.get(key) for parts in by_language], languages)]


def _parts(page: BasePage, code: str) -> dict[str, Part]:
    with translation.override(code):
        return {part.key: part for part in page.parallel_parts()}


def _paired(key: str, parts: list[Part | None], languages: list[str]) -> Iterator[Pair]:
    """A pair a paragraph where both languages have as many; else the part whole, so that nothing is paired wrongly."""
    texts = [part.paragraphs if part else () for part in parts]
    if len({len(text) for text in texts if text}) > 1:
        texts = [(mark_safe("".join(text)),) if text else () for text in texts]  # noqa: S308 - joined from safe parts
    is_heading = any(part.is_heading for part in parts if part)
    for place, row in enumerate(zip_longest(*texts, fillvalue=SafeString(""))):
        cells = tuple(Cell(html_code(code), html) for code, html in zip(languages, row, strict=True))
        yield Pair("" if place else key[:10], cells, is_heading)
