"""Which language is translated into."""

from collections.abc import Mapping

from pages.bilingual.languages import TRANSLATED


def target_language(parameters: Mapping[str, str]) -> str:
    """The one that an address asks for with ``language``, or the first there is."""
    asked = parameters.get("language", "")
    return asked if asked in TRANSLATED else TRANSLATED[0]
