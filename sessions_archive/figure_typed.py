"""A figure's value as people type it: “1,114亿”, “111.4 billion”, “三千余”. Understood, or refused with an example."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pages.bilingual.languages import LANGUAGES
from pages.measures import MEASURES, Quality, Unit
from pages.numbers import Stated, say
from pages.numbers_typed import read_figure, read_precision

EXAMPLES = {
    Unit.YUAN: "111.4 billion, 1,114亿元, RMB 500,000",
    Unit.SQUARE_METRES: "70,000, 7万平方米, 35,000 m²",
    Unit.VISITS: "563,000, 56.3万人次, 四十万余",
    Unit.COUNT: "3,700+, 三千余, 10964",
}
HIGHEST = 2**63 - 1
"""What the database holds of a value (bigint)."""


@dataclass(frozen=True, slots=True)
class TypedFigure:
    """What was understood. ``quality`` is what the text says; exact where it says nothing. ``precision``: of the last digit."""

    value: int
    quality: Quality
    precision: int

    def quality_beside(self, chosen: str) -> Quality:
        """What the text says of it; where it says nothing, what is chosen in the row's own field."""
        says_nothing = self.quality is Quality.EXACT and chosen in Quality.values
        return Quality(chosen) if says_nothing else self.quality


def understand(text: str, measure: str) -> TypedFigure:
    """Read a typed value of a measure. Raises ValidationError, with an example, for whatever is not one figure."""
    unit = MEASURES[measure].unit if measure in MEASURES else Unit.COUNT
    if text.strip().startswith(("-", "−", "－", "负")):
        raise ValidationError(_("A figure is never negative."))
    try:
        value, quality = read_figure(text, unit)
    except ValueError:
        message = _("“%(text)s” is not understood as a figure. Type it like one of these: %(examples)s.")
        raise ValidationError(message % {"text": text[:60], "examples": EXAMPLES[unit]}) from None
    if value > HIGHEST:
        raise ValidationError(_("This figure is larger than can be recorded."))
    return TypedFigure(value, quality, read_precision(text, unit) if unit is Unit.YUAN else 1)


def shown_back(measure: str, value: int, quality: str = Quality.EXACT) -> str:
    """How pages will say it, in each language: “RMB 111.4 billion · 1114亿元”."""
    stated = Stated(measure, value, Quality(quality))
    return " · ".join(say(stated, code) for code in LANGUAGES)
