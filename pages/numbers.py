"""How each language says a figure: ``RMB 456.5 billion`` and ``4565亿元`` are one stored integer.

Every integer is said exactly, in every language. One figure has four forms, because tables, columns, prose and large
numerals ask for different ones:

=====================  =============================  ==================
form                   English                        Chinese
=====================  =============================  ==================
``say``                3,700+ · RMB 456.5 billion     3700余 · 4565亿元
``say_in_column``      3,700+ · 456.5                 3700余 · 4565
``say_in_prose``       more than 3,700 · 35,000       3700余 · 3.5万平方米
                       square meters
``say_parts``          RMB | 456.5 | billion          3700 | 余家
=====================  =============================  ==================

In prose a figure is the number, its quality and the unit of money or area: never the classifier or the noun, which the
sentence chooses and types itself (“more than 3,700” + “ exhibitors”, “3700余” + “家企业、高校和科研院所”).

Languages are the site's codes, ``"en"`` and ``"zh-hans"``; without one the active language is meant.
"""

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from pages import number_shapes
from pages.locales import language_or_active, speaking
from pages.measures import MEASURES, Measure, Quality, Unit


@dataclass(frozen=True, slots=True)
class Stated:
    """A number as a source stated it: whole yuan, whole square meters, or a count.

    ``precision`` is the unit of the last digit that was stated (10⁸ for “RMB 456.5 billion”); it serves checks of sums
    and does not change how the number is said. Raises ``ValueError`` for an unknown measure or quality, a negative value
    or a precision below 1.
    """

    measure: str
    value: int
    quality: Quality = Quality.EXACT
    precision: int = 1

    def __post_init__(self) -> None:
        if self.measure not in MEASURES:
            raise ValueError(f"unknown measure: {self.measure!r}")
        if self.value < 0 or self.precision < 1:
            raise ValueError(f"a figure is never negative: {self.value!r}, stated to {self.precision!r}")
        object.__setattr__(self, "quality", Quality(self.quality))

    @property
    def unit(self) -> Unit:
        return MEASURES[self.measure].unit


@dataclass(frozen=True, slots=True)
class Parts:
    """A figure taken apart for large numerals: ``number`` is set large, what stands around it small. Never padded."""

    before: str
    number: str
    after: str


type Patterns = dict[Quality, str | Promise]

# Translators: {number} is the number alone, as the language writes it. These stand in tables and beside large numerals.
_COUNT: Patterns = {
    Quality.EXACT: "{number}",
    Quality.MORE_THAN: pgettext_lazy("figure", "{number}+"),
    Quality.ABOUT: pgettext_lazy("figure", "about {number}"),
}
_COUNT_IN_PROSE: Patterns = {
    **_COUNT,
    Quality.MORE_THAN: pgettext_lazy("figure", "more than {number}"),
}
# Translators: {number} contains the scale: “456.5 billion”, “4565亿”.
_YUAN: Patterns = {
    Quality.EXACT: pgettext_lazy("figure", "RMB {number}"),
    Quality.MORE_THAN: pgettext_lazy("figure", "more than RMB {number}"),
    Quality.ABOUT: pgettext_lazy("figure", "about RMB {number}"),
}
_AREA: Patterns = {
    Quality.EXACT: pgettext_lazy("figure", "{number} m²"),
    Quality.MORE_THAN: pgettext_lazy("figure", "{number}+ m²"),
    Quality.ABOUT: pgettext_lazy("figure", "about {number} m²"),
}
_AREA_IN_PROSE: Patterns = {
    Quality.EXACT: pgettext_lazy("figure", "{number} square meters"),
    Quality.MORE_THAN: pgettext_lazy("figure", "more than {number} square meters"),
    Quality.ABOUT: pgettext_lazy("figure", "about {number} square meters"),
}

_IN_TABLES = {Unit.COUNT: _COUNT, Unit.VISITS: _COUNT, Unit.YUAN: _YUAN, Unit.SQUARE_METRES: _AREA}
_IN_PROSE = {
    Unit.COUNT: _COUNT_IN_PROSE,
    Unit.VISITS: _COUNT_IN_PROSE,
    Unit.YUAN: _YUAN,
    Unit.SQUARE_METRES: _AREA_IN_PROSE,
}

# Translators: the unit at the head of a column of amounts; {scale} is “billion” or “亿”.
_YUAN_COLUMN = pgettext_lazy("unit of a column", "RMB {scale}")
_AREA_COLUMN = pgettext_lazy("unit of a column", "m²")

# The numeral with the sign that belongs to it (“3,700+”); all else is set small.
_NUMERAL = re.compile(r"\d(?:[\d.,\s]*\d)?\+?")


def say(stated: Stated, language: str | None = None) -> str:
    """Say a figure with its unit, as a table's cell does: ``RMB 456.5 billion``, ``3,700+``, ``3.5万平方米``."""
    return _fill(_IN_TABLES[stated.unit], stated, language_or_active(language))


def say_in_prose(stated: Stated, language: str | None = None) -> str:
    """Say a figure inside a sentence: ``more than 3,700``, ``3700余``; the sentence adds noun and classifier."""
    return _fill(_IN_PROSE[stated.unit], stated, language_or_active(language))


def say_in_column(stated: Stated, language: str | None = None) -> str:
    """Say a figure under a head that names the unit (:func:`column_unit`): ``48.65`` under ``RMB billion``."""
    language = language_or_active(language)
    if stated.unit is Unit.YUAN:
        number = number_shapes.in_scale(stated.value, number_shapes.habits(language).column_scale, language)
    else:
        number = number_shapes.count(stated.value, language)
    return _with_quality(_COUNT, stated.quality, number, language)


def column_unit(measure: Measure, language: str | None = None) -> str:
    """Name the unit of a column of figures: ``RMB billion``, ``亿元``, ``m²``; empty for counts."""
    language = language_or_active(language)
    with speaking(language):
        if measure.unit is Unit.YUAN:
            scale = number_shapes.named_scale("", number_shapes.habits(language).column_scale, language).strip()
            return str(_YUAN_COLUMN).format(scale=scale)
        return str(_AREA_COLUMN) if measure.unit is Unit.SQUARE_METRES else ""


def say_parts(stated: Stated, language: str | None = None) -> Parts:
    """Take a figure apart for a large numeral: ``RMB`` ``456.5`` ``billion``; in Chinese with its classifier."""
    language = language_or_active(language)
    text = say(stated, language)
    if number_shapes.habits(language).classifiers:
        text += MEASURES[stated.measure].classifier
    numeral = _NUMERAL.search(text)
    if numeral is None:  # a catalog pattern without its placeholder
        return Parts("", text, "")
    return Parts(text[: numeral.start()].strip(), numeral.group(), text[numeral.end() :].strip())


def say_difference(measure: Measure, difference: int, language: str | None = None) -> str:
    """Say how far two figures of a measure lie apart, amounts in a column's scale: ``RMB 0.1 billion``, ``1亿元``.

    Raises ``ValueError`` where ``difference`` is negative.
    """
    stated = Stated(measure.key, difference)
    if stated.unit is not Unit.YUAN:
        return say(stated, language)
    language = language_or_active(language)
    scale = number_shapes.habits(language).column_scale
    number = number_shapes.named_scale(number_shapes.in_scale(difference, scale, language), scale, language)
    return _with_quality(_YUAN, Quality.EXACT, number, language)


def _fill(patterns: Patterns, stated: Stated, language: str) -> str:
    shape = number_shapes.amount if stated.unit is Unit.YUAN else number_shapes.count
    return _with_quality(patterns, stated.quality, shape(stated.value, language), language)


def _with_quality(patterns: Patterns, quality: Quality, number: str, language: str) -> str:
    # Only the digits are cached: the words around them may change while the site runs.
    with speaking(language):
        return str(patterns[quality]).format(number=number)
