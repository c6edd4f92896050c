"""Dates and spans of days read as each language writes them, and mean the same days."""

import calendar
import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pages.dates import last_possible_day, say_date, say_date_range, say_month, say_partial_date, say_year

LANGUAGES = ("en", "zh-hans")
MONTHS = list(calendar.month_name)


@pytest.mark.parametrize(
    ("start", "end", "english", "chinese"),
    [
        ("2017-09-07", "2017-09-09", "7–9 September 2017", "2017年9月7日至9日"),
        ("2015-09-17", "2015-09-20", "17–20 September 2015", "2015年9月17日至20日"),
        ("2014-10-16", "2014-10-18", "16–18 October 2014", "2014年10月16日至18日"),
        ("2020-09-21", "2020-09-25", "21–25 September 2020", "2020年9月21日至25日"),
        ("2023-11-22", "2023-11-26", "22–26 November 2023", "2023年11月22日至26日"),
        ("2017-09-30", "2017-10-02", "30 September – 2 October 2017", "2017年9月30日至10月2日"),
        ("2017-12-30", "2018-01-02", "30 December 2017 – 2 January 2018", "2017年12月30日至2018年1月2日"),
        ("2017-09-07", "2017-09-07", "7 September 2017", "2017年9月7日"),
        ("2025-09-26", None, "from 26 September 2025", "2025年9月26日起"),
        ("2021-09-08", None, "from 8 September 2021", "2021年9月8日起"),
    ],
)
def test_spans_are_written_as_approved(start: str, end: str | None, english: str, chinese: str) -> None:
    first, last = date.fromisoformat(start), date.fromisoformat(end) if end else None
    assert [say_date_range(first, last, language) for language in LANGUAGES] == [english, chinese]


@pytest.mark.parametrize(
    ("stated", "english", "chinese", "last"),
    [
        ("2013", "2013", "2013年", "2013-12-31"),
        ("2014-10", "October 2014", "2014年10月", "2014-10-31"),
        ("2016-02", "February 2016", "2016年2月", "2016-02-29"),
        ("2017-09-11", "11 September 2017", "2017年9月11日", "2017-09-11"),
    ],
)
def test_dates_are_said_as_exactly_as_they_are_known(stated: str, english: str, chinese: str, last: str) -> None:
    assert [say_partial_date(stated, language) for language in LANGUAGES] == [english, chinese]
    assert last_possible_day(stated).isoformat() == last


@pytest.mark.parametrize("wrong", ["", "17", "2017-13", "2017-02-30", "2017-9", "2017-09-", "0000", "next year"])
def test_what_no_calendar_has_is_refused(wrong: str) -> None:
    for read in (say_partial_date, last_possible_day):
        with pytest.raises(ValueError, match="."):
            read(wrong)


def test_a_span_does_not_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="ends before"):
        say_date_range(date(2017, 9, 9), date(2017, 9, 7))


def test_month_and_year_alone() -> None:
    assert [say_month(2017, 9, language) for language in LANGUAGES] == ["September 2017", "2017年9月"]
    assert [say_year(2013, language) for language in LANGUAGES] == ["2013", "2013年"]


@settings(deadline=None)  # the first example loads CLDR
@given(st.dates())
def test_both_languages_say_the_same_day(day: date) -> None:
    assert read_english(say_date(day, "en")) == (day, day)
    assert read_chinese(say_date(day, "zh-hans")) == (day, day)


@settings(deadline=None)  # the first example loads CLDR
@given(st.dates(), st.one_of(st.integers(0, 60), st.integers(0, 10_000)))
def test_both_languages_say_the_same_span(start: date, days: int) -> None:
    end = date.fromordinal(min(start.toordinal() + days, date.max.toordinal()))
    assert read_english(say_date_range(start, end, "en")) == (start, end)
    assert read_chinese(say_date_range(start, end, "zh-hans")) == (start, end)


def read_english(text: str) -> tuple[date, date]:
    """Read a day or a span; what the first day does not say, it shares with the last."""
    first, _, last = (part.strip() for part in text.rpartition("–"))
    day, month, year = last.split()
    end = date(int(year), MONTHS.index(month), int(day))
    said = first.split()
    if not said:
        return end, end
    return (
        date(
            int(said[2]) if len(said) > 2 else end.year,
            MONTHS.index(said[1]) if len(said) > 1 else end.month,
            int(said[0]),
        ),
        end,
    )


def read_chinese(text: str) -> tuple[date, date]:
    """Read a day or a span; what the last day does not say, it shares with the first."""
    first, _, last = text.partition("至")
    found = re.fullmatch(r"(\d+)年(\d+)月(\d+)日", first)
    assert found
    start = date(*(int(part) for part in found.groups()))
    if not last:
        return start, start
    found = re.fullmatch(r"(?:(\d+)年)?(?:(\d+)月)?(\d+)日", last)
    assert found
    return start, date(int(found[1] or start.year), int(found[2] or start.month), int(found[3]))
