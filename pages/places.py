"""How each language names a country or region, by ISO 3166-1 code: CLDR's names under a few of our own."""

import re
from collections.abc import Iterable
from functools import lru_cache

from django.utils.translation import pgettext_lazy

from pages.locales import babel_locale, language_or_active, speaking

# Where the expo's own texts, or official usage in China, name a place differently from CLDR.
_OURS = {
    "CZ": pgettext_lazy("country or region", "Czech Republic"),
    "HK": pgettext_lazy("country or region", "Hong Kong, China"),
    "MO": pgettext_lazy("country or region", "Macao, China"),
    "TW": pgettext_lazy("country or region", "Taiwan, China"),
}
# Two letters that CLDR names but ISO 3166-1 does not: reserved codes, groups of countries, pseudo-locales.
_NOT_COUNTRIES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"})
# Names that take an article inside an English sentence.
# fmt: off
_WITH_ARTICLE = frozenset({
    "AE", "AX", "BS", "CC", "CF", "CK", "CZ", "DO", "FK", "FO", "GB", "GM", "IM", "IO", "KM", "KY", "MH", "MP", "MV",
    "NL", "PH", "PN", "SB", "SC", "TC", "UM", "US", "VG", "VI",
})
# fmt: on


def say_country(code: str, language: str | None = None, *, in_prose: bool = False) -> str:
    """Name a country or region: ``Czech Republic``, ``捷克``; in prose ``the Czech Republic``.

    Raises ``ValueError`` for a code that ISO 3166-1 does not have.
    """
    language = language_or_active(language)
    locale = babel_locale(language)
    if code in _NOT_COUNTRIES or not re.fullmatch("[A-Z]{2}", code) or code not in locale.territories:
        raise ValueError(f"not a country or region of ISO 3166-1: {code!r}")
    if code in _OURS:
        with speaking(language):
            name = str(_OURS[code])
    else:
        name = str(locale.territories[code])
    return f"the {name}" if in_prose and locale.language == "en" and code in _WITH_ARTICLE else name


def country_choices(language: str | None = None) -> list[tuple[str, str]]:
    """List ``(code, name)`` of every country and region, in the order the language looks names up in."""
    return in_order_of_names(_codes(), language)


def in_order_of_names(codes: Iterable[str], language: str | None = None) -> list[tuple[str, str]]:
    """List ``(code, name)`` of some countries and regions, in the order the language looks names up in."""
    language = language_or_active(language)
    named = ((code, say_country(code, language)) for code in codes)
    return sorted(named, key=lambda choice: _collated(choice[1], language))


@lru_cache(maxsize=1)
def _codes() -> tuple[str, ...]:
    territories = babel_locale("en").territories
    codes = (str(code) for code in territories)
    return tuple(code for code in codes if re.fullmatch("[A-Z]{2}", code) and code not in _NOT_COUNTRIES)


def _collated(name: str, language: str) -> bytes | str:
    # GB 2312 lists the common characters by pinyin, and GB 18030 keeps its order.
    return name.encode("gb18030") if babel_locale(language).language == "zh" else name.replace("Å", "A").casefold()
