"""Which language is translated into."""

from collections.abc import Mapping

from modeltranslation.settings import DEFAULT_LANGUAGE

from pages.bilingual.languages import LANGUAGES

TARGETS = tuple(code for code in LANGUAGES if code != DEFAULT_LANGUAGE)


def target_language(parameters: Mapping[str, str]) -> str:
    """The one that an address asks for with ``language``, or the first there is."""
    asked = parameters.get("language", "")
    return asked if asked in TARGETS else TARGETS[0]
