"""A language whose strings say which they are, so that each can be found where a reader meets it."""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from babel.messages.catalog import Catalog
from django.conf import settings
from django.core.cache import cache
from django.test import override_settings
from django.utils.translation import to_locale

from pages.translations.catalogs import (
    catalog_path,
    compiled_bytes,
    forms_of,
    is_translated,
    key_of,
    messages_of,
    read_catalog,
    write_aside,
)
from pages.translations.loaded import reload_translations
from pages.translations.shipped_strings import digest_of

_PRIVATE = 0xF0000
"""A number is one character of private use: digits would be taken for a figure, letters for a format of dates."""
_BEGINNING = re.compile(f"⟦([{chr(_PRIVATE)}-{chr(_PRIVATE + 0xFFFD)}])⟧")


@contextmanager
def marked_strings(language: str) -> Iterator[list[str]]:
    """Inside, each string of the catalog stands between two marks with its number: ``⟦N⟧文字⟦/N⟧``.

    Gives the digests of the strings by their numbers. One without a translation is shown, and marked, in English.
    """
    catalog = read_catalog(catalog_path(to_locale(language), "django"))
    marked = Catalog(locale=catalog.locale, domain="django")
    digests = []
    for number, message in enumerate(messages_of(catalog)):
        source = (message.id,) if isinstance(message.id, str) else message.id[-1:]
        name = chr(_PRIVATE + number)
        forms = [f"⟦{name}⟧{form}⟦/{name}⟧" for form in (forms_of(message) if is_translated(message) else source)]
        marked.add(message.id, forms[0] if isinstance(message.id, str) else forms, context=message.context)
        digests.append(digest_of("django", *key_of(message)))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_aside(catalog_path(to_locale(language), "django", folder).with_suffix(".mo"), compiled_bytes(marked))
        try:
            with override_settings(LOCALE_PATHS=[folder, *settings.LOCALE_PATHS]):
                reload_translations()
                cache.clear()
                yield digests
        finally:
            reload_translations()
            cache.clear()


def numbers_in(html: str) -> list[int]:
    """The strings of a page by their numbers, each once, in the order they begin."""
    return [ord(name) - _PRIVATE for name in dict.fromkeys(_BEGINNING.findall(html))]
