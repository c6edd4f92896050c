"""The text of a page in one language, from its ordinary search fields; no page type names a language here.

Translated fields are read from the language's own column: no English ever stands in a Chinese row. Everything else (a
method, a date) is read while the language is active. Weights: ``A`` the title, ``B`` headings of the body, ``C``
summary, rows and facts, ``D`` the running text.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models
from django.utils import translation
from django.utils.html import strip_tags
from modeltranslation.manager import get_translatable_fields_for_model
from wagtail.blocks import StreamValue
from wagtail.rich_text import get_text_for_indexing
from wagtail.search.index import RelatedFields, SearchField

from pages.bilingual.fields import translated_field_names
from pages.bilingual.languages import LANGUAGES, column
from pages.figure_source import figure_source

Part = tuple[str, str]
"""(text, weight)"""


def parts_of(page: Any, language: str) -> list[Part]:
    """Everything search reads of a specific page in ``language``, the title first."""
    with translation.override(language), figure_source().kept():
        found = [part for part in _parts(page, type(page).search_fields, language) if part[0].strip()]
    return sorted(found, key=lambda part: part[1] != "A")


def _parts(instance: models.Model, fields: Iterable[Any], language: str) -> Iterator[Part]:
    translated = _original_names(type(instance))
    seen: set[str] = set()
    for field in fields:
        name = getattr(field, "field_name", "")
        original = translated.get(name, name)
        if original in seen:
            continue
        if isinstance(field, RelatedFields):
            for related in _related(instance, name):
                yield from _parts(related, field.fields, language)
        elif isinstance(field, SearchField):
            seen.add(original)
            weight = "A" if original == "title" else "C"
            if original in translated.values():
                value = getattr(instance, column(original, language))
            else:
                value = getattr(instance, name, None)
                value = value() if callable(value) else value
            yield from _texts(value, weight, instance, original)


def _original_names(model: type[models.Model]) -> dict[str, str]:
    """Column of each language → the translated field; the unsuffixed name stands for itself."""
    if get_translatable_fields_for_model(model) is None:
        return {}
    names = translated_field_names(model)
    return {key: name for name in names for key in (name, *(column(name, code) for code in LANGUAGES))}


def _related(instance: models.Model, name: str) -> Iterable[models.Model]:
    related = getattr(instance, name)
    if hasattr(related, "all"):
        return related.all()
    return [related] if related else []


def _texts(value: Any, weight: str, instance: models.Model, name: str) -> Iterator[Part]:
    if isinstance(value, StreamValue):
        for child in value:
            texts = [str(text) for text in child.block.get_searchable_content(child.value) if text]
            yield " ".join(texts), "B" if child.block_type == "heading" else "D"
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield str(each), weight
    elif value not in (None, ""):
        text = str(value)
        yield (get_text_for_indexing(text) if "<" in text and strip_tags(text) != text else text), weight
