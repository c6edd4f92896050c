"""Which session: ordinals, number words and the names that are made of them, in each language.

CLDR has rules for neither ``第十三`` nor ``13th`` that Babel could apply, so both are written here; the names around them
are catalog strings.
"""

from django.utils.translation import pgettext, pgettext_lazy

from pages.locales import babel_locale, language_or_active, speaking

HIGHEST = 9_999
_DIGITS = "零一二三四五六七八九"
_PLACES = ((1000, "千"), (100, "百"), (10, "十"), (1, ""))
_PLACE_VALUES = {name: value for value, name in _PLACES if name}

# Translators: small numbers written as words inside a sentence, as in “five sessions”.
_WORDS = (
    pgettext_lazy("number word", "one"),
    pgettext_lazy("number word", "two"),
    pgettext_lazy("number word", "three"),
    pgettext_lazy("number word", "four"),
    pgettext_lazy("number word", "five"),
    pgettext_lazy("number word", "six"),
    pgettext_lazy("number word", "seven"),
    pgettext_lazy("number word", "eight"),
    pgettext_lazy("number word", "nine"),
)


def chinese_numeral(number: int) -> str:
    """Write 1 … 9,999 in Chinese characters: ``十三``, ``一百零一``. Raises ``ValueError`` outside of that.

    As GB/T 15835-2011 writes numbers in characters: one 零 for any run of inner zeros, and 十 without 一 at the front.
    """
    _check(number)
    written, rest, gap = "", number, False
    for place, name in _PLACES:
        digit, rest = divmod(rest, place)
        if digit:
            written += ("零" if gap else "") + _DIGITS[digit] + name
            gap = False
        else:
            gap = bool(written)
    return written.removeprefix("一") if written.startswith("一十") else written


def from_chinese_numeral(text: str) -> int:
    """Read what :func:`chinese_numeral` writes, and 两 for 二. Raises ``ValueError`` for anything else."""
    number, digit = 0, 0
    for character in text.replace("两", "二"):
        if character in _PLACE_VALUES:
            number += (digit or 1) * _PLACE_VALUES[character]
            digit = 0
        else:
            digit = _DIGITS.find(character)
            if digit < 0:
                raise ValueError(f"not a Chinese numeral: {text!r}")
    number += digit
    if not 1 <= number <= HIGHEST or chinese_numeral(number) != text.replace("两", "二"):
        raise ValueError(f"not a Chinese numeral: {text!r}")
    return number


def ordinal(number: int, language: str | None = None) -> str:
    """Say which one in a row: ``5th``, ``第五``. Raises ``ValueError`` outside of 1 … 9,999."""
    _check(number)
    if babel_locale(language_or_active(language)).language == "zh":
        return f"第{chinese_numeral(number)}"
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def number_word(number: int, language: str | None = None) -> str:
    """Say how many in a word, as prose does: ``five``, ``13``; ``五``, ``十三``, and ``两`` before a classifier.

    English spells out one to nine, Chinese all. Raises ``ValueError`` outside of 1 … 9,999.
    """
    _check(number)
    language = language_or_active(language)
    if babel_locale(language).language == "zh":
        return "两" if number == 2 else chinese_numeral(number)
    if number > len(_WORDS):
        return str(number)
    with speaking(language):
        return str(_WORDS[number - 1])


def sessions_counted(number: int, language: str | None = None) -> str:
    """Say how many sessions: ``five sessions``, ``五届``."""
    language = language_or_active(language)
    word = number_word(number, language)
    with speaking(language):
        if number == 1:
            return pgettext("how many", "{number} session").format(number=word)
        return pgettext("how many", "{number} sessions").format(number=word)


def session_ordinal(number: int, language: str | None = None) -> str:
    """Say which session, without the expo's name, for the inside of a sentence: ``5th session``, ``第五届``."""
    language = language_or_active(language)
    with speaking(language):
        return pgettext("which session", "{ordinal} session").format(ordinal=ordinal(number, language))


def session_name(number: int, language: str | None = None, *, short: bool = True, in_sentence: bool = False) -> str:
    """Name a session: ``The 5th High-Tech Expo``, ``第五届科博会``; with ``short=False`` by the expo's official name.

    ``in_sentence`` gives the form for the inside of a sentence: ``the 5th High-Tech Expo``.
    """
    language = language_or_active(language)
    with speaking(language):
        if short and in_sentence:
            name = pgettext("inside a sentence", "the {ordinal} High-Tech Expo")
        elif short:
            name = pgettext("name of a session", "The {ordinal} High-Tech Expo")
        elif in_sentence:
            name = pgettext(
                "inside a sentence",
                "the {ordinal} China (Mianyang) Science & Technology City International High-Tech Expo",
            )
        else:
            name = pgettext(
                "name of a session",
                "The {ordinal} China (Mianyang) Science & Technology City International High-Tech Expo",
            )
        return name.format(ordinal=ordinal(number, language))


def _check(number: int) -> None:
    if not 1 <= number <= HIGHEST:
        raise ValueError(f"an ordinal is 1 to {HIGHEST}: {number!r}")
