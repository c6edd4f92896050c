"""The numbers that a text says, whatever words it says them in.

``6,000`` and ``6000余`` are one number, and so are ``456.5 billion`` and ``4565亿``, ``5th`` and ``第五``, ``September`` and
``9月``, ``50%`` and ``百分之五十``.
"""

import re
import unicodedata
from decimal import Decimal

from pages.bilingual.content_checks.number_readings import in_one_number, other_readings
from pages.numbers_typed import SCALES
from pages.ordinals import from_chinese_numeral

_SCALES = {**SCALES, "bn": 10**9, "mn": 10**6}
_ANY_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_DIGITS = re.compile(
    r"(?<!\d[.,])(?<![\dA-Za-z])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?:\s?[余多]?\s?(?P<scale>{_ANY_SCALE})(?![A-Za-z]))?",
    re.IGNORECASE,
)
_CHINESE = re.compile(rf"(?P<number>[零〇一二两三四五六七八九十百千]+)[余多]?(?P<scale>{_ANY_SCALE})?")
_FROM_THE_FIRST = re.compile(r"\b1\s*(?:to|through|[-–])\s*(?=\d)")
_WORDS = {
    word: number
    for number, words in {
        1: "one first January Jan once single",
        2: "two second February Feb twice both pair",
        3: "three third March Mar",
        4: "four fourth April Apr",
        5: "five fifth May",
        6: "six sixth June Jun",
        7: "seven seventh July Jul",
        8: "eight eighth August Aug",
        9: "nine ninth September Sept Sep",
        10: "ten tenth October Oct",
        11: "eleven eleventh November Nov",
        12: "twelve twelfth December Dec dozen",
        13: "thirteen thirteenth",
        14: "fourteen fourteenth",
        15: "fifteen fifteenth",
        16: "sixteen sixteenth",
        17: "seventeen seventeenth",
        18: "eighteen eighteenth",
        19: "nineteen nineteenth",
        20: "twenty twentieth",
        30: "thirty thirtieth",
        40: "forty",
        50: "fifty half",
        100: "hundred hundreds",
        1000: "thousand thousands",
    }.items()
    for word in words.split()
}
_WORD = re.compile(r"\b(?:" + "|".join(_WORDS) + r")\b", re.IGNORECASE)
_LOWERCASE_WORDS = {word.casefold(): number for word, number in _WORDS.items()}


def numbers_in_digits(text: str) -> dict[Decimal, str]:
    """Value → as it is written first, of every number in digits; two decimals of one magnitude are one number."""
    found: dict[Decimal, str] = {}
    for match in _DIGITS.finditer(in_one_number(unicodedata.normalize("NFKC", text))):
        number = Decimal(match["number"].replace(",", ""))
        scale = _SCALES[match["scale"].lower()] if match["scale"] else 1
        found.setdefault((number * scale).normalize(), match.group().strip())
    return found


def numbers_in_words(text: str) -> set[Decimal]:
    """Every number that words or Chinese numerals say, and what else its numbers may be called."""
    text = unicodedata.normalize("NFKC", text)
    found = other_readings(text) | {
        Decimal(_LOWERCASE_WORDS[match.group().casefold()]) for match in _WORD.finditer(text)
    }
    for match in _CHINESE.finditer(text):
        numbers = _numerals_in(match["number"].replace("〇", "零"))
        found |= numbers
        if match["scale"] and numbers:
            found |= {number * _SCALES[match["scale"]] for number in numbers}
    return {number.normalize() for number in found}


def _numerals_in(run: str) -> set[Decimal]:
    """The numbers of a run of Chinese numerals, the longest first: 十二五 is twelve and five, as plans are called."""
    found: set[Decimal] = set()
    while run:
        for end in range(len(run), 0, -1):
            try:
                found.add(Decimal(from_chinese_numeral(run[:end])))
            except ValueError:
                continue
            break
        else:
            end = 1
        run = run[end:]
    return found


def differing_numbers(english: str, translated: str) -> tuple[list[str], list[str]]:
    """(numbers in digits of the English that the translation does not say, and the other way round), as written."""
    # “Sessions 1 to 3” are 前三届: a range from the first says its end alone.
    ours, theirs = numbers_in_digits(_FROM_THE_FIRST.sub("", english)), numbers_in_digits(translated)
    said_ours, said_theirs = set(ours) | numbers_in_words(english), set(theirs) | numbers_in_words(translated)
    return (
        [written for value, written in ours.items() if value not in said_theirs],
        [written for value, written in theirs.items() if value not in said_ours],
    )
