"""Digits that an editor typed although the archive records the figure: they would not follow a correction.

Only what can hardly mean anything else is reported: a value of 1,000 or more that equals a recorded one and is no bare
year, said with its scale, unit or grouping in either language.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from wagtail.blocks import RichTextBlock, StreamValue
from wagtail.fields import RichTextField, StreamField
from wagtail.rich_text import get_text_for_indexing

from pages.bilingual.fields import translated_field_names
from pages.bilingual.languages import LANGUAGES, column
from pages.figure_source import figure_source
from pages.measures import Unit
from pages.numbers_typed import read_figure
from pages.rich_text.reference import FigureReference

SMALLEST = 1_000
YEARS = range(1900, 2101)
_SCALE = r"(?:\s?(?:thousand|million|billion|trillion)\b|\s?(?:百万|千万|万亿|[千万亿])?[余多]?(?:万亿|[万亿])?)"
_WRITTEN = re.compile(
    rf"(?<![\d.,])(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<scale>{_SCALE})(?![\d%])", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class TypedFigure:
    """``text`` as the editor typed it, and the recorded figures it repeats."""

    text: str
    references: tuple[FigureReference, ...]


def recorded_values() -> dict[int, list[FigureReference]]:
    """Every recorded value of 1,000 or more, with what it is the figure of."""
    recorded: dict[int, list[FigureReference]] = {}
    for key, value in figure_source().values().items():
        if value >= SMALLEST:
            recorded.setdefault(value, []).append(FigureReference(*key))
    return recorded


def typed_figures(html: str, recorded: dict[int, list[FigureReference]] | None = None) -> list[TypedFigure]:
    """Find typed digits in a stored rich text that repeat recorded figures; each text once, in order.

    ``recorded`` saves asking the archive again for each of many texts.
    """
    if recorded is None:
        recorded = recorded_values()
    found: dict[str, TypedFigure] = {}
    for text, value in _values_written(get_text_for_indexing(html)):
        if value in recorded:
            found.setdefault(text, TypedFigure(text, tuple(recorded[value])))
    return list(found.values())


def typed_figures_on(page: models.Model) -> list[TypedFigure]:
    """The same for every translated rich text and body of a page, in all languages."""
    html = " ".join(_rich_texts_of(page))
    return typed_figures(html) if any(character.isdigit() for character in html) else []


def _values_written(text: str) -> Iterator[tuple[str, int]]:
    for found in _WRITTEN.finditer(unicodedata.normalize("NFKC", text)):
        written = found.group().strip()
        try:
            value, _quality = read_figure(written, Unit.COUNT)
        except ValueError:
            continue
        is_year = written.isdecimal() and value in YEARS
        if value >= SMALLEST and not is_year:
            yield written, value


def _rich_texts_of(page: models.Model) -> Iterator[str]:
    for name in translated_field_names(type(page)):
        for code in LANGUAGES:
            field = page._meta.get_field(column(name, code))
            value = field.value_from_object(page)
            if isinstance(field, StreamField):
                yield from rich_texts_in(value)
            elif isinstance(field, RichTextField):
                yield value or ""


def rich_texts_in(value: StreamValue) -> Iterator[str]:
    """Every stored rich text of a body, also inside lists and groups of blocks."""
    for block in value:
        yield from _rich_texts_in_block(block.block, block.value)


def _rich_texts_in_block(block: Any, value: Any) -> Iterator[str]:
    if isinstance(block, RichTextBlock):
        yield value.source if value else ""
    elif isinstance(value, StreamValue):
        yield from rich_texts_in(value)
    elif hasattr(block, "child_blocks"):
        for name, child in block.child_blocks.items():
            yield from _rich_texts_in_block(child, value.get(name))
    elif hasattr(block, "child_block"):
        for item in value or []:
            yield from _rich_texts_in_block(block.child_block, item)
