"""Whether a page can be read in a language.

English is the language every page is written in. In another language a page is ready when its title is there, and its
body wherever the English has one; a page that is not ready is served in English at that language's address, and says so.
"""

from collections.abc import Iterator

from django.db import models
from modeltranslation.settings import DEFAULT_LANGUAGE

from pages.bilingual.fields import is_blank, translated_field_names
from pages.bilingual.languages import LANGUAGES, column

REQUIRED_WHERE_ENGLISH_HAS_IT = ("title", "body")


class TranslatedPageMixin(models.Model):
    """Readiness of a page, per language, from its fields."""

    class Meta:
        abstract = True

    def missing_fields(self, language: str) -> Iterator[str]:
        """Names of required fields that English has and ``language`` has not."""
        names = translated_field_names(type(self))
        for name in REQUIRED_WHERE_ENGLISH_HAS_IT:
            if name in names and not self._is_blank(name, DEFAULT_LANGUAGE) and self._is_blank(name, language):
                yield name

    def is_ready_in(self, language: str) -> bool:
        return language == DEFAULT_LANGUAGE or next(self.missing_fields(language), None) is None

    def ready_languages(self) -> list[str]:
        return [language for language in LANGUAGES if self.is_ready_in(language)]

    def language_served(self, language: str) -> str:
        """The language whose text a visitor gets at the address of ``language``."""
        return language if self.is_ready_in(language) else DEFAULT_LANGUAGE

    def _is_blank(self, name: str, language: str) -> bool:
        field = self._meta.get_field(column(name, language))
        return is_blank(field, getattr(self, field.attname))
