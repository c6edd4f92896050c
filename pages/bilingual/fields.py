"""Translated fields: what counts as empty, and how search and the reference index see them."""

import copy
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils import translation
from django.utils.html import strip_tags
from modeltranslation.translator import translator
from wagtail.fields import RichTextField, StreamField
from wagtail.search.index import BaseField, SearchField

from pages.bilingual.languages import LANGUAGES, column

CONTENT_WITHOUT_TEXT = ("<embed", "<img", "<hr")


def is_blank(field: models.Field, value: Any) -> bool:
    """Whether an editor would call this value empty.

    Draftail stores an emptied text as ``<p data-block-key="…"></p>``, which is not.
    """
    if value is None or value == "":
        return True
    if isinstance(field, StreamField):
        return len(value) == 0
    if isinstance(field, RichTextField):
        return not strip_tags(value).strip() and not any(tag in value for tag in CONTENT_WITHOUT_TEXT)
    return isinstance(value, str) and not value.strip()


def blank_to_empty(instance: models.Model) -> None:
    """Make every blank rich text of a translated model ``""``, so that the fallback to English works."""
    for fields in translator.get_options_for_model(type(instance)).all_fields.values():
        for field in fields:
            if isinstance(field, RichTextField) and is_blank(field, field.value_from_object(instance)):
                setattr(instance, field.name, "")


def translated_field_names(model: type[models.Model]) -> list[str]:
    """Names of the translated fields of a model and its parents, without suffix, in the order they were declared."""
    return list(translator.get_options_for_model(model).all_fields)


def search_fields_per_language(search_fields: Iterable[BaseField], names: set[str]) -> list[BaseField]:
    """The same search fields, with one for each language after each that stands on a translated field."""
    result: list[BaseField] = []
    for search_field in search_fields:
        result.append(search_field)
        if getattr(search_field, "field_name", None) in names:
            for language in LANGUAGES:
                localized = copy.copy(search_field)
                localized.field_name = column(search_field.field_name, language)
                result.append(localized)
    return result


class SearchFieldInLanguage(SearchField):
    """One language's column of a translated field, indexed in the words of that language.

    Figures in prose are stored as references: what they say depends on the active language, which while indexing is
    that of whoever saved the page.
    """

    def __init__(self, name: str, code: str, **kwargs: Any) -> None:
        super().__init__(column(name, code), **kwargs)
        self.code = code

    def get_value(self, obj: models.Model) -> Any:
        with translation.override(self.code):
            return super().get_value(obj)


def keep_original_out_of_references(model: type[models.Model]) -> None:
    """The unsuffixed column repeats the English one; without this each link and picture would count twice."""
    for name in translator.get_options_for_model(model).local_fields:
        field = model._meta.get_field(name)
        if hasattr(field, "extract_references"):
            field.extract_references = lambda value: ()
