"""The site's languages: their codes in addresses, in HTML, and as columns."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from functools import cache

from django.utils import translation
from modeltranslation.settings import AVAILABLE_LANGUAGES, DEFAULT_LANGUAGE
from modeltranslation.utils import build_localized_fieldname

LANGUAGES: tuple[str, ...] = tuple(AVAILABLE_LANGUAGES)
"""Codes as in addresses and the cookie (``en``, ``zh-hans``), the default language first."""

TRANSLATED = tuple(code for code in LANGUAGES if code != DEFAULT_LANGUAGE)
"""The languages that texts are translated into."""

NAMES = {"en": "English", "zh-hans": "简体中文"}
"""Each language's name for itself."""

SHORT_NAMES = {"en": "English", "zh-hans": "中文"}
"""The same, for the narrow switch on top of a page."""

HTML_CODES = {"en": "en", "zh-hans": "zh-Hans"}
"""BCP 47 tags as HTML's ``lang`` and ``hreflang`` carry them."""


def current_language() -> str:
    """The active language if it is one of the site's, else the default one (an active ``zh-cn`` must not read English)."""
    code = translation.get_language() or DEFAULT_LANGUAGE
    if code in LANGUAGES:
        return code
    return "zh-hans" if code.lower().startswith("zh") else DEFAULT_LANGUAGE


def other_language(code: str) -> str:
    """The language that a page in ``code`` offers to switch to."""
    return next(language for language in LANGUAGES if language != code)


def html_code(code: str) -> str:
    """``zh-Hans`` for ``zh-hans``."""
    return HTML_CODES[code]


@cache
def column(field_name: str, code: str) -> str:
    """The column of a translated field in one language: ``title``, ``zh-hans`` → ``title_zh_hans``."""
    return build_localized_fieldname(field_name, code)


def default_language() -> AbstractContextManager[None]:
    """While active, unsuffixed attributes of translated models mean the default language, whoever is asking."""
    return translation.override(DEFAULT_LANGUAGE)


_language_of_links: ContextVar[str | None] = ContextVar("language_of_links", default=None)


@contextmanager
def links_in(code: str) -> Iterator[None]:
    """While active, addresses of pages are in ``code``, whatever language texts are read in.

    A page that is served in English at its Chinese address still leads to the Chinese addresses of others.
    """
    token = _language_of_links.set(code)
    try:
        yield
    finally:
        _language_of_links.reset(token)


def language_of_links() -> str:
    return _language_of_links.get() or current_language()
