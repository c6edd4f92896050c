"""The way back: a figure as a person writes it, in either language, to the integer it means.

Reads whatever ``numbers.py`` says, and the common ways of typing the same: ``1,114亿``, ``111.4 billion``, ``三千余``,
``超6000亿元``. It is strict: a character that is not understood is an error, and nothing is rounded.
"""

import re
import unicodedata
from decimal import Decimal

from pages.measures import Quality, Unit
from pages.ordinals import from_chinese_numeral

SCALES = {
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "千": 10**3,
    "万": 10**4,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "万亿": 10**12,
}
_ANY_SCALE = "|".join(sorted(SCALES, key=len, reverse=True))
_MORE_BEFORE, _MORE_AFTER = r"more than|over|超过|超", r"\+|余|多"
_ABOUT = r"about|approximately|大约|约"
_CURRENCY = r"RMB|CNY|¥|人民币"
_UNITS = {
    Unit.COUNT: r"家|个|项|件",
    Unit.VISITS: r"visits?|人次",
    Unit.YUAN: r"yuan|元",
    Unit.SQUARE_METRES: r"m2|square met(?:er|re)s?|平方米",
}
# “6000余亿” and “6000亿余” both occur, so the sign may stand on either side of the scale.
_FIGURE = re.compile(
    rf"(?:(?P<more>{_MORE_BEFORE})|(?P<about>{_ABOUT}))?\s*"
    rf"(?P<currency>{_CURRENCY})?\s*"
    r"(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|[零一二两三四五六七八九十百千]+?)\s*"
    rf"(?P<inner>{_MORE_AFTER})?\s*(?P<scale>{_ANY_SCALE})?\s*(?P<outer>{_MORE_AFTER})?\s*"
    rf"(?:(?P<yuan>{_UNITS[Unit.YUAN]})|(?P<m2>{_UNITS[Unit.SQUARE_METRES]})|(?P<visits>{_UNITS[Unit.VISITS]})"
    rf"|(?P<count>{_UNITS[Unit.COUNT]}))?",
    re.IGNORECASE,
)


def read_figure(text: str, unit: Unit) -> tuple[int, Quality]:
    """Read one written figure of a known unit: its value (yuan, square meters, visits or a count) and its quality.

    Raises ``ValueError`` where the text is not one figure, names another unit, says its quality twice, or is no whole
    number of the unit.
    """
    # Makes full-width digits and commas plain, and ² a 2.
    found = _FIGURE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        raise ValueError(f"not a figure: {text!r}")
    named = {group for group in ("yuan", "m2", "visits", "count") if found[group]} | (
        {"yuan"} if found["currency"] else set()
    )
    if named - {unit.value}:
        raise ValueError(f"a figure of another unit than {unit.value}: {text!r}")
    signs = [found[group] for group in ("more", "about", "inner", "outer") if found[group]]
    if len(signs) > 1:
        raise ValueError(f"the quality is said more than once: {text!r}")
    quality = Quality.EXACT if not signs else Quality.ABOUT if found["about"] else Quality.MORE_THAN
    return _whole(found["number"], found["scale"], text), quality


def _whole(number: str, scale: str | None, text: str) -> int:
    digits = number.replace(",", "")
    value = Decimal(digits) if digits[0].isascii() else Decimal(from_chinese_numeral(digits))
    if scale:
        # scaleb moves the decimal point, so it is exact at any length.
        value = value.scaleb(len(str(SCALES[scale.lower()])) - 1)
    if value != value.to_integral_value():
        raise ValueError(f"not a whole number: {text!r}")
    return int(value)


def read_precision(text: str, unit: Unit) -> int:
    """The unit of the last digit that was typed: 10⁸ for ``RMB 456.5 billion``, 1 for ``10,964``.

    Raises ``ValueError`` as :func:`read_figure`.
    """
    read_figure(text, unit)
    found = _FIGURE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    assert found is not None
    decimals = len(found["number"].partition(".")[2])
    scale = SCALES[found["scale"].lower()] if found["scale"] else 1
    return max(scale // 10**decimals, 1)
