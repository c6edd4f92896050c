"""Numbers, dates and ordinals in running text of either language, each as one lexeme that means the same in both.

``#456500000000`` is “456.5 billion” and “4565亿”; ``@2017-09-07`` and ``@2017-09`` are “7 September 2017” and
“2017年9月7日”; ``%5`` is “5th”, “fifth” and “第五届”. Reads folded text; no Django settings are needed.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pages.ordinals import from_chinese_numeral

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_COUNTED = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth twentieth"
)
_ORDINAL_WORDS = {word: number for number, word in enumerate(_COUNTED.split(), start=1)}
_SCALES = {
    "thousand": 10**3, "million": 10**6, "mn": 10**6, "billion": 10**9, "bn": 10**9, "trillion": 10**12,
    "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12,
}  # fmt: skip

_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DASH = r"\s*(?:[-–—~至到]|to)\s*"
_YEAR = r"(?:19|20)\d\d"
_DIGITS = "零一二两三四五六七八九十百千"
_PATTERNS = re.compile(
    "|".join(
        (
            rf"(?<!\d)(?P<iso>(?P<iy>{_YEAR})[-./](?P<im>\d\d?)(?:[-./](?P<id>\d\d?))?)(?![\d./-]*\d)",
            rf"(?P<zh>(?P<zy>{_YEAR})\s*年\s*(?P<zm>\d\d?)\s*月(?:\s*(?P<zd>\d\d?)\s*[日号]?(?:{_DASH}(?P<zd2>\d\d?)\s*[日号])?)?)",
            rf"(?P<dmy>\b(?:(?P<dd>\d\d?)(?:st|nd|rd|th)?(?:{_DASH}(?P<dd2>\d\d?)(?:st|nd|rd|th)?)?\s+(?:of\s+)?)?"
            rf"(?P<dm>{_MONTH})\.?,?\s+(?P<dy>{_YEAR})\b)",
            rf"(?P<mdy>\b(?P<mm>{_MONTH})\.?\s+(?P<md>\d\d?)(?:st|nd|rd|th)?(?:{_DASH}(?P<md2>\d\d?))?,?\s+(?P<my>{_YEAR})\b)",
            rf"第\s*(?P<zo>\d{{1,4}}|[{_DIGITS}]+)\s*[届次]?",
            r"(?<!\d)(?P<zs>\d{1,2})\s*届",
            r"\b(?P<eo>\d{1,4})(?:st|nd|rd|th)\b",
            rf"\b(?P<ew>{'|'.join(_ORDINAL_WORDS)})\b",
            rf"(?<![\d.])(?P<year>{_YEAR})\s*年",
            r"(?:(?:rmb|cny|¥)\s*)?(?<![\d.a-z])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\d]*[a-z]+\d)"
            r"(?:\s*[余多+]?\s*(?P<scale>thousand\b|million\b|billion\b|trillion\b|mn\b|bn\b|万亿|百万|千万|亿|万|千))?"
            r"(?:\s*[余多]?\s*(?:yuan\b|rmb\b|元))?",
        )
    )
)

# Most sentences have none of these, and are not worth the long look.
_ANY = re.compile(rf"\d|第|{'|'.join(_ORDINAL_WORDS)}")


@dataclass(frozen=True, slots=True)
class Quantity:
    """What stands at ``start`` to ``end`` of the folded text; the first lexeme is the most exact one."""

    start: int
    end: int
    lexemes: tuple[str, ...]


def quantities(folded: str) -> Iterator[Quantity]:
    """Each number, date and ordinal of a folded text, from left to right, without overlap."""
    if not _ANY.search(folded):
        return
    for found in _PATTERNS.finditer(folded):
        lexemes = _lexemes(found)
        if lexemes:
            # A trailing space belongs to nobody.
            yield Quantity(found.start(), found.start() + len(found.group().rstrip()), lexemes)


def _lexemes(found: re.Match[str]) -> tuple[str, ...]:
    if found["iso"]:
        return _date(found["iy"], found["im"], found["id"], None)
    if found["zh"]:
        return _date(found["zy"], found["zm"], found["zd"], found["zd2"])
    if found["dmy"]:
        return _date(found["dy"], str(_MONTHS[found["dm"]]), found["dd"], found["dd2"])
    if found["mdy"]:
        return _date(found["my"], str(_MONTHS[found["mm"]]), found["md"], found["md2"])
    if ordinal := found["zo"] or found["zs"] or found["eo"]:
        return _ordinal(ordinal)
    if found["ew"]:
        return (f"%{_ORDINAL_WORDS[found['ew']]}",)
    if found["year"]:
        return (f"#{found['year']}",)
    return _number(found["number"], found["scale"])


def _date(year: str, month: str, day: str | None, last_day: str | None) -> tuple[str, ...]:
    """The days, the month, the year; nothing for a month or a day that no calendar has."""
    try:
        first = datetime.date(int(year), int(month), int(day or 1))
        last = first.replace(day=int(last_day)) if last_day else first
    except ValueError:
        return ()
    days = range(first.day, last.day + 1) if day else ()
    return (*(f"@{first.replace(day=each)}" for each in days), f"@{first:%Y-%m}", f"#{year}")


def _ordinal(written: str) -> tuple[str, ...]:
    try:
        number = int(written) if written.isascii() else from_chinese_numeral(written)
    except ValueError:
        return ()
    return (f"%{number}",)


def _number(digits: str, scale: str | None) -> tuple[str, ...]:
    """The value; then the digits as they stand, so that “4565” finds “4565亿”."""
    plain = Decimal(digits.replace(",", "")[:30])
    lexemes = [f"#{_written(plain * _SCALES[scale])}"] if scale else []
    return (*lexemes, f"#{_written(plain)}")


def _written(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
