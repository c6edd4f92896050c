"""Figures, sessions and days as the active language says them."""

import datetime
from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import pgettext

from pages import dates, numbers, ordinals
from pages.bilingual.languages import current_language
from pages.figure_source import SessionCard, ShownFigure, SourceName
from pages.measures import Quality

register = template.Library()

register.filter("say", numbers.say)
register.filter("say_in_column", numbers.say_in_column)
register.filter("column_unit", numbers.column_unit)
register.filter("year", dates.say_year)
register.filter("moment", dates.say_moment)
register.filter("session_ordinal", ordinals.session_ordinal)


@register.filter
def large_numeral(figure: numbers.Stated | numbers.Parts) -> SafeString:
    """A figure with its number set large and what belongs to it set small."""
    parts = figure if isinstance(figure, numbers.Parts) else numbers.say_parts(figure)
    # Spaces are set small too. Chinese writes none; the style sheet makes the gap.
    space = "" if current_language() == "zh-hans" else " "
    before = format_html('<small class="before">{}{}</small>', parts.before, space) if parts.before else ""
    after = format_html("<small>{}{}</small>", space, parts.after) if parts.after else ""
    return format_html("{}{}{}", before, parts.number, after)


@register.filter
def kind_classes(figure: ShownFigure) -> str:
    """Classes of the sign that says how a figure is known: ``kind announced more-than``."""
    more = " more-than" if figure.stated.quality is Quality.MORE_THAN else ""
    return f"kind {figure.kind.value}{more}"


@register.filter
def sources_of(figures: Iterable[tuple[Any, ShownFigure]]) -> list[SourceName]:
    """Each source of (measure, figure) pairs once, in their order."""
    return list(dict.fromkeys(source for _measure, figure in figures for source in figure.sources))


@register.filter
def source_line(sources: Iterable[SourceName]) -> SafeString:
    """“Source: People's Daily, Xinhua.”, each a link where there is an address."""
    # Translators: between the names of sources.
    separator = pgettext("between sources", ", ")
    links = (
        (format_html('<a href="{}">{}</a>', source.url, source.publisher) if source.url else source.publisher,)
        for source in sources
    )
    # Translators: below figures; {sources} are names of publishers.
    return format_html(
        pgettext("below figures", "Source: {sources}."), sources=format_html_join(separator, "{}", links)
    )


@register.filter
def as_sentence(text: str) -> str:
    """A stamp or phrase that stands alone: “As of the 5th session, 2017.”"""
    # Translators: a phrase that stands alone, with what ends a sentence.
    return pgettext("phrase as a sentence", "{phrase}.").format(phrase=capfirst(text)) if text else ""


@register.filter
def sessions_in_figures(number: int) -> str:
    """Heading over totals: “Five sessions in figures”."""
    # Translators: {sessions} is “five sessions”, “五届”.
    return capfirst(pgettext("heading", "{sessions} in figures").format(sessions=ordinals.sessions_counted(number)))


@register.filter
def session_in_figures(number: int) -> str:
    """Heading over one session's figures: “The 5th session in figures”."""
    # Translators: {session} is “5th session”, “第五届”.
    return pgettext("heading", "The {session} in figures").format(session=ordinals.session_ordinal(number))


@register.filter
def day(moment: datetime.datetime | datetime.date) -> str:
    """A day in Beijing time: “7 September 2017”."""
    return dates.say_date(localdate(moment) if isinstance(moment, datetime.datetime) else moment)


STATUSES = {
    "announced": lambda: pgettext("status of a session", "announced"),
    "upcoming": lambda: pgettext("status of a session", "coming up"),
    "on": lambda: pgettext("status of a session", "on now"),
    "postponed": lambda: pgettext("status of a session", "postponed"),
    "canceled": lambda: pgettext("status of a session", "canceled"),
}


@register.filter
def status_said(session: SessionCard) -> str:
    """What stands beside a session's date: nothing for one that was held."""
    return STATUSES[session.status]() if session.status in STATUSES else ""
