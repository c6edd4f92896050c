"""The digits of a stored integer, exactly, in the shape each language gives them: ``48.65 billion``, ``486.5亿``.

The names of scales, separators and digits are CLDR's, read through Babel. Babel's own compact formatting is not used:
it rounds, and with as many decimals as exactness needs it writes ``1.23456万亿`` where ``12345.6亿`` is read at a glance.
Nothing here knows what is counted; ``numbers.py`` adds currency, unit, “more than” and “about”.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from babel.numbers import format_decimal

from pages.locales import babel_locale


@dataclass(frozen=True, slots=True)
class Habits:
    """How a language writes large numbers, where CLDR leaves the choice open."""

    compact_format: str = "long"
    grouping: bool = True
    # No more decimals than one step between the language's scales: beyond that a smaller scale reads better.
    decimals: int = 3
    # Amounts of money are shortened from here on, in yuan.
    amounts_from: int = 10**6
    # Counts are shortened when they are whole multiples of `counts_step`, from `counts_from` on; never where it is 0.
    counts_from: int = 0
    counts_step: int = 1
    # Amounts stand in tables in this many yuan.
    column_scale: int = 10**9
    # Whether a number is followed by a measure word (量词) before what it counts.
    classifiers: bool = False


_HABITS = {
    "en": Habits(),
    # CLDR has no long compact form for Chinese. Chinese counts in steps of 万 (10,000), and its press writes four digits
    # without grouping, so five are written so too.
    "zh": Habits(
        compact_format="short",
        grouping=False,
        decimals=4,
        amounts_from=10**4,
        counts_from=10**4,
        counts_step=1000,
        column_scale=10**8,
        classifiers=True,
    ),
}


def habits(language: str) -> Habits:
    """Give how ``language`` writes large numbers; a language without an entry writes them as English does."""
    return _HABITS.get(babel_locale(language).language, _HABITS["en"])


@lru_cache(maxsize=32)
def scales(language: str) -> dict[int, str]:
    """Give CLDR's names of scales, largest first: ``{10**12: "{} trillion", 10**9: "{} billion", …}``."""
    patterns = babel_locale(language).compact_decimal_formats[habits(language).compact_format]["other"]
    found: dict[int, str] = {}
    for magnitude, pattern in patterns.items():
        zeros = pattern.pattern.count("0")
        name = pattern.pattern.replace("0" * zeros, "{}")
        if name != "{}":
            found.setdefault(int(magnitude) // 10 ** (zeros - 1), name)
    return dict(sorted(found.items(), reverse=True))


def plain(value: int | Decimal, language: str) -> str:
    """Write every digit of ``value``, grouped where the language groups: ``10,964``, ``10964``."""
    return str(
        format_decimal(
            value,
            locale=babel_locale(language),
            group_separator=habits(language).grouping,
            decimal_quantization=False,
        )
    )


def in_scale(value: int, scale: int, language: str) -> str:
    """Write ``value`` as a number of ``scale``, without its name: 48650000000 in 10⁹ is ``48.65``. Never rounds."""
    return plain(_divided(value, scale), language)


def named_scale(number: str, scale: int, language: str) -> str:
    """Add the name of ``scale``, a key of :func:`scales`, to a written number: ``48.65 billion``."""
    return scales(language)[scale].format(number)


def _divided(value: int, scale: int) -> Decimal:
    """Divide by a power of ten by moving the decimal point: exact whatever the decimal context's precision."""
    return Decimal(value).scaleb(-(len(str(scale)) - 1)).normalize()


def _shortened(value: int, smallest: int, language: str) -> str:
    """Write ``value`` in the largest scale that keeps it exact and short, else in full."""
    larger = None
    for scale, name in scales(language).items():
        exact = value * 10 ** habits(language).decimals % scale == 0
        # “12456.8亿” still reads at a glance, “123456789.0123万” does not.
        readable = larger is None or value < scale * 10**5
        if smallest <= scale <= value and exact and readable:
            return name.format(in_scale(value, scale, language))
        larger = scale
    return plain(value, language)


@lru_cache(maxsize=4096)
def amount(value: int, language: str) -> str:
    """Write a sum of money without its currency: ``48.65 billion``, ``486.5亿``, ``500,000``, ``50万``."""
    return _shortened(value, habits(language).amounts_from, language)


@lru_cache(maxsize=4096)
def count(value: int, language: str) -> str:
    """Write a count: ``10,964``, ``10964``; in Chinese whole thousands from 10,000 up are ``3.5万``, ``56.3万``."""
    manner = habits(language)
    if manner.counts_from and value >= manner.counts_from and value % manner.counts_step == 0:
        return _shortened(value, manner.counts_from, language)
    return plain(value, language)
