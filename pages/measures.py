"""The vocabulary of figures: what is counted, how surely it is known, and how it came to be known.

A figure in the database stores a measure's key; everything that never changes about a measure stands here. Labels are
lazily translated, so the same table serves both languages. This module knows no model and no page.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy


class Quality(TextChoices):
    """How a source stated a value."""

    EXACT = "exact", pgettext_lazy("quality of a figure", "exact")
    MORE_THAN = "more_than", pgettext_lazy("quality of a figure", "more than")
    ABOUT = "about", pgettext_lazy("quality of a figure", "about")


class Kind(TextChoices):
    """How a value came to be known."""

    REPORTED = "reported", pgettext_lazy("kind of a figure", "reported")
    ANNOUNCED = "announced", pgettext_lazy("kind of a figure", "announced")
    DERIVED = "derived", pgettext_lazy("kind of a figure", "derived")


class Unit(Enum):
    """What one of a stored integer is: a thing, a yuan, a square meter, or a person's visit."""

    COUNT = "count"
    YUAN = "yuan"
    SQUARE_METRES = "m2"
    VISITS = "visits"


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that sessions are measured by.

    ``label`` heads tables; ``strip_label`` stands beside a large numeral of one session, ``total_label`` beside the same
    measure over several sessions, where Chinese says more fully what was counted. ``classifier`` is the Chinese measure
    word (量词) that follows the number in a strip; it is empty where the label or the unit already says it.
    ``summable`` is false where the same ones come again from one session to the next, so that adding sessions would
    count them twice.
    """

    key: str
    label: str | Promise
    strip_label: str | Promise
    total_label: str | Promise
    unit: Unit = Unit.COUNT
    classifier: str = ""
    summable: bool = False


# The order is the order of every table.
_ALL = (
    Measure(
        key="exhibitors",
        label=pgettext_lazy("measure", "Exhibitors"),
        strip_label=pgettext_lazy("figure strip", "exhibitors"),
        total_label=pgettext_lazy("figure strip, several sessions", "exhibitors"),
        classifier="家",
    ),
    Measure(
        key="projects",
        label=pgettext_lazy("measure", "Projects"),
        strip_label=pgettext_lazy("figure strip", "projects shown"),
        total_label=pgettext_lazy("figure strip, several sessions", "projects shown"),
        classifier="个",
        summable=True,
    ),
    Measure(
        key="exhibits",
        label=pgettext_lazy("measure", "Exhibits"),
        strip_label=pgettext_lazy("figure strip", "exhibits"),
        total_label=pgettext_lazy("figure strip, several sessions", "exhibits"),
        classifier="件",
    ),
    Measure(
        key="countries",
        label=pgettext_lazy("measure", "Countries and regions"),
        strip_label=pgettext_lazy("figure strip", "countries and regions"),
        total_label=pgettext_lazy("figure strip, several sessions", "countries and regions"),
        classifier="个",
    ),
    Measure(
        key="signed_projects",
        label=pgettext_lazy("measure", "Projects signed"),
        strip_label=pgettext_lazy("figure strip", "projects signed"),
        total_label=pgettext_lazy("figure strip, several sessions", "projects signed"),
        classifier="个",
        summable=True,
    ),
    Measure(
        key="signed_amount_cny",
        label=pgettext_lazy("measure", "Amount signed"),
        strip_label=pgettext_lazy("figure strip", "worth of projects signed"),
        total_label=pgettext_lazy("figure strip, several sessions", "worth of projects signed"),
        unit=Unit.YUAN,
        summable=True,
    ),
    Measure(
        key="area_m2",
        label=pgettext_lazy("measure", "Exhibition area"),
        strip_label=pgettext_lazy("figure strip", "of exhibition area"),
        total_label=pgettext_lazy("figure strip, several sessions", "of exhibition area"),
        unit=Unit.SQUARE_METRES,
    ),
    Measure(
        key="activities",
        label=pgettext_lazy("measure", "Activities"),
        strip_label=pgettext_lazy("figure strip", "activities"),
        total_label=pgettext_lazy("figure strip, several sessions", "activities"),
        classifier="项",
        summable=True,
    ),
    Measure(
        key="visitors",
        label=pgettext_lazy("measure", "Visits"),
        strip_label=pgettext_lazy("figure strip", "visits"),
        total_label=pgettext_lazy("figure strip, several sessions", "visits"),
        unit=Unit.VISITS,
    ),
    Measure(
        key="launched_achievements",
        label=pgettext_lazy("measure", "Achievements and patents launched"),
        strip_label=pgettext_lazy("figure strip", "achievements and patents launched"),
        total_label=pgettext_lazy("figure strip, several sessions", "achievements and patents launched"),
        classifier="项",
        summable=True,
    ),
    Measure(
        key="theoretical_results",
        label=pgettext_lazy("measure", "Theoretical results"),
        strip_label=pgettext_lazy("figure strip", "theoretical results"),
        total_label=pgettext_lazy("figure strip, several sessions", "theoretical results"),
        classifier="项",
        summable=True,
    ),
    Measure(
        key="military_industrial_groups",
        label=pgettext_lazy("measure", "Military-industrial groups"),
        strip_label=pgettext_lazy("figure strip", "military-industrial groups"),
        total_label=pgettext_lazy("figure strip, several sessions", "military-industrial groups"),
        classifier="家",
    ),
)

MEASURES: dict[str, Measure] = {measure.key: measure for measure in _ALL}


def measure_choices() -> Iterator[tuple[str, str | Promise]]:
    """Give ``(key, label)`` for each measure. A model field takes this function itself, so no migration lists labels."""
    return ((measure.key, measure.label) for measure in _ALL)
