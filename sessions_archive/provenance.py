"""How a figure came to be known, in words: what it was stated as, by whom, what else was reported, and why it is shown."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pages.locales import language_or_active
from pages.measures import MEASURES, Unit
from pages.number_shapes import plain
from pages.numbers import say, say_difference
from sessions_archive.presentation import Provenance, SourceRef
from sessions_archive.records import RecordedFigure

type Refs = Callable[[Iterable[int | None]], tuple[SourceRef, ...]]


def provenance(figure: RecordedFigure, figures: list[RecordedFigure], refs: Refs) -> Provenance:
    """Of one of the figures of a measure; ``figures`` are all of them, the shown one first."""
    stated = figure.stated
    said = say(stated)
    digits = _digits(figure)
    return Provenance(
        stated=said,
        digits="" if digits in said else digits,
        precision=say_difference(MEASURES[stated.measure], stated.precision) if stated.precision > 1 else "",
        quality=stated.quality.label,
        kind=figure.kind.label,
        why_shown=why_shown(figures),
        sources=refs(figure.sources),
        others=tuple(_other(other) for other in figures if other is not figure),
    )


def why_shown(figures: list[RecordedFigure]) -> str:
    """Why the first of several figures comes before the next; "" where there is only one."""
    if len(figures) < 2:
        return ""
    shown, other = figures[:2]
    if shown.is_preferred and not other.is_preferred:
        return _("The editors of the archive prefer it; the others are kept as alternatives.")
    if shown.kind is not other.kind:
        return _("A reported figure comes before a derived one, and that before an announced one.")
    return _("It was entered first; neither is preferred.")


def _digits(figure: RecordedFigure) -> str:
    written = plain(figure.stated.value, language_or_active(None))
    if figure.stated.unit is Unit.YUAN:
        return pgettext("all digits of an amount", "{digits} yuan").format(digits=written)
    return written


def _other(figure: RecordedFigure) -> str:
    # Translators: {figure} is a figure, {kind} “reported”, “announced” or “derived”.
    return pgettext("another report", "{figure} ({kind})").format(figure=say(figure.stated), kind=figure.kind.label)
