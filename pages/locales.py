"""Which Babel locale and which catalog stand behind a language of the site."""

from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.utils import translation


def language_or_active(language: str | None = None) -> str:
    """Give ``language``, or the active language where it is ``None``: a site code such as ``"en"`` or ``"zh-hans"``."""
    return language or translation.get_language() or settings.LANGUAGE_CODE


@lru_cache(maxsize=32)
def babel_locale(language: str) -> Locale:
    """Give the Babel locale of a site code. A variety that CLDR does not know, such as ``en-xa``, is its language."""
    try:
        return Locale.parse(language, sep="-")
    except UnknownLocaleError:
        return Locale.parse(language.partition("-")[0])


def speaking(language: str) -> AbstractContextManager[None]:
    """Make ``language`` the active one inside the block, so that lazy texts come from its catalog."""
    if translation.get_language() == language:
        return nullcontext()
    return translation.override(language)
