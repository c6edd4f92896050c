"""Both languages of a page beside each other, paragraph against paragraph, for a preview of that."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.text import capfirst
from modeltranslation.settings import DEFAULT_LANGUAGE
from wagtail.fields import StreamField

from pages.bilingual.fields import translated_field_names
from pages.bilingual.languages import LANGUAGES, column, html_code
from pages.bilingual.merge import woven
from pages.bilingual.reading import reading

BOTH = "both"
"""Name of the preview mode."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one language: ``html`` is "" where there is nothing yet."""

    lang: str
    html: Any


@dataclass(frozen=True, slots=True)
class Pair:
    """One paragraph, or one field, in all languages. ``label`` names a field; a block of a body has none."""

    cells: list[Cell]
    label: str = ""


def pairs(page: Any) -> Iterator[Pair]:
    """Field by field in the order of the page's form, bodies block by block; what is empty in every language is left out."""
    for name in _reading_order(translated_field_names(type(page))):
        field = page._meta.get_field(column(name, DEFAULT_LANGUAGE))
        if isinstance(field, StreamField):
            yield from _blocks(page, name)
            continue
        cells = []
        for code in LANGUAGES:
            with translation.override(code):
                cells.append(Cell(html_code(code), reading(field, getattr(page, column(name, code)))))
        if any(cell.html for cell in cells):
            yield Pair(cells, capfirst(str(page._meta.get_field(name).verbose_name)))


def _reading_order(names: list[str]) -> list[str]:
    """The title and what stands below it, the page's own fields, then what only search engines read."""
    first = [name for name in ("title", "summary") if name in names]
    last = [name for name in ("seo_title", "search_description") if name in names]
    return first + [name for name in names if name not in {*first, *last}] + last


def _blocks(page: Any, name: str) -> Iterator[Pair]:
    streams = {code: {block.id: block for block in getattr(page, column(name, code)) or []} for code in LANGUAGES}
    order: list[str] = []
    for blocks in streams.values():
        order = woven(order, blocks)
    for key in order:
        yield Pair([Cell(html_code(code), _rendered(blocks.get(key), code)) for code, blocks in streams.items()])


def _rendered(block: Any, code: str) -> str:
    if block is None:
        return ""
    with translation.override(code):
        return str(block.render())
