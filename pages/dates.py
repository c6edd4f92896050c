"""How each language says a day, a span of days, and a date that is known only to the month or the year.

English puts the day first (“7–9 September 2017”), Chinese the year (“2017年9月7日至9日”). CLDR's interval formats put the
month first in American English and a dash between Chinese days, so the patterns are ours; the months' names are CLDR's.
"""

import calendar
import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import pgettext

from pages.locales import babel_locale, language_or_active, speaking

BEIJING = ZoneInfo("Asia/Shanghai")
_STATED = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")


def say_date(day: date, language: str | None = None) -> str:
    """Say a day: ``7 September 2017``, ``2017年9月7日``."""
    language = language_or_active(language)
    with speaking(language):
        # Translators: {month} is a name, “September” in English and “9月” in Chinese.
        pattern = pgettext("date", "{day} {month} {year}")
        return pattern.format(day=day.day, month=_month(day.month, language), year=day.year)


def say_moment(moment: datetime, language: str | None = None) -> str:
    """Say a minute in Beijing time: ``7 September 2017, 15:30 (Beijing time)``, ``2017年9月7日15:30（北京时间）``."""
    language = language_or_active(language)
    here = moment.astimezone(BEIJING)
    with speaking(language):
        # Translators: {date} is a day, {time} hours and minutes.
        pattern = pgettext("moment", "{date}, {time} (Beijing time)")
        return pattern.format(date=say_date(here.date(), language), time=f"{here:%H:%M}")


def say_date_range(start: date, end: date | None = None, language: str | None = None) -> str:
    """Say a span of days, its last day included: ``7–9 September 2017``, ``2017年9月7日至9日``.

    Without ``end`` only the first day is known: ``from 26 September 2025``. Raises ``ValueError`` where ``end`` comes
    before ``start``.
    """
    language = language_or_active(language)
    if end is None:
        with speaking(language):
            # Translators: the last day is not known.
            return pgettext("date", "from {date}").format(date=say_date(start, language))
    if end < start:
        raise ValueError(f"ends before it starts: {start} to {end}")
    if end == start:
        return say_date(start, language)
    with speaking(language):
        if (start.year, start.month) == (end.year, end.month):
            pattern = pgettext("date", "{first_day}–{last_day} {last_month} {last_year}")
        elif start.year == end.year:
            pattern = pgettext("date", "{first_day} {first_month} – {last_day} {last_month} {last_year}")
        else:
            pattern = pgettext("date", "{first_day} {first_month} {first_year} – {last_day} {last_month} {last_year}")
        return pattern.format(
            first_day=start.day,
            first_month=_month(start.month, language),
            first_year=start.year,
            last_day=end.day,
            last_month=_month(end.month, language),
            last_year=end.year,
        )


def say_month(year: int, month: int, language: str | None = None) -> str:
    """Say a month: ``September 2017``, ``2017年9月``."""
    language = language_or_active(language)
    with speaking(language):
        return pgettext("date", "{month} {year}").format(month=_month(month, language), year=year)


def say_year(year: int, language: str | None = None) -> str:
    """Say a year that stands alone: ``2013``, ``2013年``."""
    with speaking(language_or_active(language)):
        return pgettext("date", "{year}").format(year=year)


def say_partial_date(stated: str, language: str | None = None) -> str:
    """Say a date as exactly as it is known; ``stated`` is ISO 8601: ``2017``, ``2017-09`` or ``2017-09-07``.

    Raises ``ValueError`` for anything else.
    """
    year, month, day = _partial(stated)
    if month is None:
        return say_year(year, language)
    if day is None:
        return say_month(year, month, language)
    return say_date(date(year, month, day), language)


def last_possible_day(stated: str) -> date:
    """Give the last day a partial date can mean: of ``2014-10``, 31 October 2014. Raises ``ValueError`` as above."""
    year, month, day = _partial(stated)
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def _partial(stated: str) -> tuple[int, int | None, int | None]:
    found = _STATED.fullmatch(stated)
    if found is None:
        raise ValueError(f"not a year, a month or a day: {stated!r}")
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    date(year, month or 1, day or 1)  # raises ValueError for a day that no calendar has
    return year, month, day


def _month(month: int, language: str) -> str:
    locale = babel_locale(language)
    # A Chinese date writes “9月”; the wide name, “九月”, belongs to dates all in characters.
    return str(locale.months["format"]["abbreviated" if locale.language == "zh" else "wide"][month])
