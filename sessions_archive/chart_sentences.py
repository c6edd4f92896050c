"""One sentence that says what a chart shows, made from the same figures, in the active language.

It claims only what was stated: for how many sessions a figure is recorded, between which stated figures they lie, and
how many of them were announced or derived. It never says that more was signed, shown or visited than is recorded.
"""

from collections.abc import Iterable

from babel.lists import format_list
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pages.locales import babel_locale, language_or_active
from pages.measures import MEASURES, Kind, Quality
from pages.numbers import Stated, say
from sessions_archive.ledger import Ledger
from sessions_archive.records import RecordedFigure


def chart_sentence(ledger: Ledger, measure: str) -> str:
    """“Amount signed is recorded for 7 of 13 sessions, from RMB 48.65 billion (2013) to …; 2 of them are derived.”"""
    figures = {number: ledger.figure(measure, number) for number in ledger.sessions}
    known = {number: figure for number, figure in figures.items() if figure}
    label = str(MEASURES[measure].label)
    if not known:
        return _("{measure}: no figure is recorded for any session.").format(measure=label)
    return pgettext("sentence of a chart", "{measure}: recorded for {known} of {all} sessions, {range}{sure}.").format(
        measure=label, known=len(known), all=len(figures), range=_range(ledger, known), sure=_how_sure(known.values())
    )


def lowest_and_highest(figures: Iterable[RecordedFigure]) -> tuple[Stated, Stated]:
    """The extremes as they were stated; “more than 100” lies above 100."""
    ordered = sorted((figure.stated for figure in figures), key=_order)
    return ordered[0], ordered[-1]


def _order(stated: Stated) -> tuple[int, bool]:
    return stated.value, stated.quality is Quality.MORE_THAN


def _range(ledger: Ledger, known: dict[int, RecordedFigure]) -> str:
    lowest, highest = lowest_and_highest(known.values())

    def said(extreme: Stated) -> str:
        alike = [number for number, figure in known.items() if _order(figure.stated) == _order(extreme)]
        years = format_list(
            [str(ledger.sessions[number].page.year) for number in alike], locale=babel_locale(language_or_active(None))
        )
        # Translators: a figure and the years of the sessions that it belongs to: “RMB 111.4 billion (2017)”.
        return pgettext("sentence of a chart", "{figure} ({years})").format(figure=say(extreme), years=years)

    if _order(lowest) == _order(highest):
        if len(known) == 1:
            return said(lowest)
        return pgettext("sentence of a chart", "always {figure}").format(figure=said(lowest))
    return pgettext("sentence of a chart", "from {lowest} to {highest}").format(
        lowest=said(lowest), highest=said(highest)
    )


def _how_sure(figures: Iterable[RecordedFigure]) -> str:
    kinds = [figure.kind for figure in figures]
    announced, derived = kinds.count(Kind.ANNOUNCED), kinds.count(Kind.DERIVED)
    if announced and derived:
        pattern = pgettext("sentence of a chart", "; announced in advance: {announced}, derived: {derived}")
    elif announced:
        pattern = pgettext("sentence of a chart", "; announced in advance: {announced}")
    elif derived:
        pattern = pgettext("sentence of a chart", "; derived: {derived}")
    else:
        return ""
    return pattern.format(announced=announced, derived=derived)
