"""A figure in prose as visitors get it, and as the search index reads it."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.html import format_html
from wagtail.rich_text import EmbedHandler
from wagtail.rich_text import get_text_for_indexing as text_without_markup
from wagtail.rich_text.rewriters import extract_attrs

from pages.bilingual.languages import current_language
from pages.numbers import say_in_prose
from pages.rich_text.reference import EMBED_TYPE, FigureReference, not_recorded

_FIGURE_ELEMENT = re.compile(rf'<embed\b(?=[^>]*\bembedtype="{EMBED_TYPE}")([^>]*?)/?>')


class FigureEmbedHandler(EmbedHandler):
    """Writes each reference in the active language: ``<data value="456500000000" class="figure">4565亿元</data>``."""

    identifier = EMBED_TYPE

    @staticmethod
    def expand_db_attributes(attrs: Mapping[str, Any]) -> str:
        reference = FigureReference.from_attributes(attrs)
        figure = reference.figure() if reference else None
        if figure is None:
            return format_html('<span class="figure none">{}</span>', not_recorded())
        said = say_in_prose(figure.stated, current_language())
        return format_html('<data value="{}" class="figure">{}</data>', str(figure.stated.value), said)


def with_figures_said(html: str) -> str:
    """A stored rich text with every reference replaced by plain words in the active language, other markup kept.

    What is not recorded adds nothing: nobody searches for it.
    """

    def said(found: re.Match[str]) -> str:
        reference = FigureReference.from_attributes(extract_attrs(found.group(1)))
        figure = reference.figure() if reference else None
        return say_in_prose(figure.stated, current_language()) if figure else ""

    return _FIGURE_ELEMENT.sub(said, html)


def text_for_search(html: str) -> str:
    """The words of a stored rich text as a visitor reads them in the active language, figures included."""
    return text_without_markup(with_figures_said(html))
