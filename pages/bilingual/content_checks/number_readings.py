"""Other numbers that say the same: ``3 p.m.`` and ``15时``, ``the 1980s`` and ``20世纪80年代``, ``25,000`` and ``二万五千``."""

import re
from collections.abc import Iterator
from decimal import Decimal

from pages.numbers_typed import SCALES
from pages.ordinals import from_chinese_numeral

_NUMERALS = "一二两三四五六七八九十百千"
_TWO_SCALES = re.compile(r"(\d+)亿(\d+)万")
_FULL_HOUR = re.compile(r"(?<=\d):00(?!\d)")
_AFTERNOON = re.compile(
    r"\b(\d{1,2})(?:[:.]\d{2})?\s*p\.?\s?m\b|(?:下午|傍晚|晚上|晚)(\d{1,2})(?=[:时点])", re.IGNORECASE
)
_OF_24_HOURS = re.compile(r"(?<!\d)(1[3-9]|2[0-3])(?=[:时点])")
_DECADE = re.compile(r"\b(\d{2})(\d0)s\b")
_DECADE_OF_CENTURY = re.compile(rf"(\d{{1,2}}|[{_NUMERALS}]+)世纪(\d0|[{_NUMERALS}]+)年代")
_COMPOUND = re.compile(rf"([{_NUMERALS}]+)([万亿])零?([{_NUMERALS}]+)")


def in_one_number(text: str) -> str:
    """``1亿2000万`` as ``120000000``, and ``9:00`` as ``9``; of text whose wide forms have become narrow (NFKC)."""
    joined = _TWO_SCALES.sub(lambda match: str(int(match[1]) * SCALES["亿"] + int(match[2]) * SCALES["万"]), text)
    return _FULL_HOUR.sub("", joined)


def other_readings(text: str) -> set[Decimal]:
    """What the numbers of a text may be in the other language, besides themselves. Of narrow text, before ``in_one_number``."""
    return {Decimal(number).normalize() for number in _readings(text)}


def _readings(text: str) -> Iterator[int]:
    for match in _AFTERNOON.finditer(text):
        hour = int(match[1] or match[2])
        if hour < 12:
            yield hour + 12
    for match in _OF_24_HOURS.finditer(text):
        yield int(match[1]) - 12
    for match in _DECADE.finditer(text):
        yield from (int(match[1]) + 1, int(match[2]))
    for match in _DECADE_OF_CENTURY.finditer(text):
        if (century := _value(match[1])) and (decade := _value(match[2])):
            yield (century - 1) * 100 + decade
    for match in _COMPOUND.finditer(text):
        if (first := _value(match[1])) and (rest := _value(match[3])):
            yield first * SCALES[match[2]] + rest
    if "百分之百" in text:
        yield 100


def _value(written: str) -> int:
    """0 for what is no number."""
    try:
        return int(written) if written.isdecimal() else from_chinese_numeral(written)
    except ValueError:
        return 0
