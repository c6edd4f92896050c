"""Filters and charts of the archive: chosen in the address, true to the figures, never a fault."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from pages.measures import MEASURES, Kind
from pages.numbers import say, say_in_column
from sessions_archive.archive_choice import ArchiveChoice
from sessions_archive.chart_sentences import chart_sentence, lowest_and_highest
from sessions_archive.charts import BASE, RULES, TOP, chart_of, charted_measures, rule_step
from sessions_archive.ledger import Ledger
from sessions_archive.models import Figure

pytestmark = pytest.mark.usefixtures("site_content")

HOSTILE = [
    "from=abc&to=99999&guest=XX&recorded=nothing&chart=nothing",
    "from=٢٠١٧&chart=%00",
    "chart=" + "a" * 5000,
    "guest=IL&guest=CZ&from=2017",
    "from=-1&to=2e3",
    "chart[]=visitors&sessions=<script>",
]


def numbers(query: dict[str, str]) -> list[int]:
    return [each.page.number for each in ArchiveChoice(Ledger(), query).sessions]


def test_sessions_are_chosen_by_year_guest_and_what_is_recorded() -> None:
    assert numbers({}) == list(range(1, 14))
    assert numbers({"from": "2015", "to": "2017"}) == [3, 4, 5]
    assert numbers({"guest": "IL"}) == [5]
    assert numbers({"recorded": "visitors"}) == [2, 3, 5]
    assert numbers({"recorded": "visitors", "from": "2016"}) == [5]
    assert numbers({"from": "2030"}) == []


def test_visitor_sees_the_chosen_sessions_and_how_many(visitor: Client, words: Any) -> None:
    read = words(visitor.get("/en/sessions/?recorded=visitors&from=2016"))
    assert "1 of 13 sessions" in read
    timeline = visitor.get("/en/sessions/?recorded=visitors&from=2016").content.decode()
    timeline = re.search(r'<ol class="timeline".*?</ol>', timeline, re.DOTALL).group()  # type: ignore[union-attr]
    assert re.findall(r'href="/en/sessions/(\d+)/"', timeline) == ["5"]
    assert "全部13届中的1届" in words(visitor.get("/zh-hans/sessions/?recorded=visitors&from=2016"))


def test_charts_are_switched_by_links_that_keep_the_filters(visitor: Client) -> None:
    page = visitor.get("/en/sessions/?guest=IL&chart=visitors").content.decode()
    assert 'href="?guest=IL&amp;chart=exhibitors#charts"' in page
    assert re.search(r'href="\?guest=IL&amp;chart=visitors#charts"\s+aria-current="true"', page)
    assert "Visits, by session" in page


@pytest.mark.parametrize("query", HOSTILE)
def test_no_address_breaks_the_archive(visitor: Client, query: str) -> None:
    for code in ("en", "zh-hans"):
        assert visitor.get(f"/{code}/sessions/?{query}").status_code == 200


@pytest.mark.parametrize("code", ["en", "zh-hans"])
def test_each_chart_draws_what_its_table_says(code: str) -> None:
    ledger = Ledger()
    with translation.override(code):
        for measure in charted_measures(ledger):
            chart = chart_of(ledger, measure)
            step = rule_step(max(f.stated.value for n in ledger.sessions if (f := ledger.figure(measure, n))), measure)
            assert [bar.number for bar in chart.bars] == list(ledger.sessions)
            for bar in chart.bars:
                figure = ledger.figure(measure, bar.number)
                assert bar.is_recorded == (figure is not None)
                if figure:
                    assert bar.text == say_in_column(figure.stated)
                    height = (BASE - bar.top) / (BASE - TOP) * RULES * step
                    assert height == pytest.approx(figure.stated.value, abs=step * RULES / 4000)
                    assert bar.is_open == (figure.stated.quality == "more_than")
                    assert (
                        bar.css
                        == {
                            Kind.REPORTED: "chart-solid",
                            Kind.DERIVED: "chart-outline",
                            Kind.ANNOUNCED: "chart-hatched",
                        }[figure.kind]
                    )


def test_a_gap_is_labelled_and_never_a_zero(visitor: Client) -> None:
    page = visitor.get("/en/sessions/?chart=signed_amount_cny").content.decode()
    drawing = re.search(r'<svg class="drawing".*?</svg>', page, re.DOTALL).group()  # type: ignore[union-attr]
    assert drawing.count("not recorded") == drawing.count("chart-gap") == 6
    assert 'href="#' not in drawing


@pytest.mark.parametrize("code", ["en", "zh-hans"])
def test_each_sentence_is_true(code: str) -> None:
    """Every claim of the sentence is counted again here, straight from the rows."""
    ledger = Ledger()
    with translation.override(code):
        for measure in charted_measures(ledger):
            shown = [figure for number in ledger.sessions if (figure := ledger.figure(measure, number))]
            sentence = chart_sentence(ledger, measure)
            assert str(MEASURES[measure].label) in sentence
            with_rows = Figure.objects.filter(measure=measure, session__live=True).values("session").distinct().count()
            counts = [int(found) for found in re.findall(r"\d+", sentence)[:3]]
            assert with_rows in counts
            assert len(ledger.sessions) in counts
            lowest, highest = lowest_and_highest(shown)
            assert say(lowest) in sentence
            assert say(highest) in sentence
            assert lowest.value == min(figure.stated.value for figure in shown)
            assert highest.value == max(figure.stated.value for figure in shown)
            for kind in (Kind.ANNOUNCED, Kind.DERIVED):
                count = sum(figure.kind is kind for figure in shown)
                words = {"en": {"announced": "announced in advance", "derived": "derived"}}.get(code)
                if words:
                    assert (f"{words[kind.value]}: {count}" in sentence) == bool(count)


def test_the_sentence_of_the_amount_signed() -> None:
    assert chart_sentence(Ledger(), "signed_amount_cny") == (
        "Amount signed: recorded for 7 of 13 sessions, from RMB 48.65 billion (2013) to RMB 111.4 billion (2017); "
        "derived: 2."
    )


def test_an_unrecorded_measure_is_said_so() -> None:
    Figure.objects.filter(measure="visitors").delete()
    assert chart_sentence(Ledger(), "visitors") == "Visits: no figure is recorded for any session."


def test_guests_of_honor_by_country_with_the_first_recorded(visitor: Client, words: Any) -> None:
    assert "Israel 5th session 2017" in words(visitor.get("/en/sessions/"))
    from sessions_archive.models import SessionGuest, SessionPage

    SessionGuest.objects.create(session=SessionPage.objects.get(number=8), country="IL")
    assert "Israel 5th session 2017 first recorded 8th session 2020" in words(visitor.get("/en/sessions/"))
    assert "以色列 第五届" in words(visitor.get("/zh-hans/sessions/"))


def test_letters_and_honors_are_records_with_sources(visitor: Client, words: Any) -> None:
    read = words(visitor.get("/en/sessions/"))
    assert "Benjamin Netanyahu Prime Minister of Israel" in read
    assert "China's Top 10 Exhibition Brands" in read
    assert "three years in a row, as of 2017" in read
    assert "全国十佳品牌展会" in words(visitor.get("/zh-hans/sessions/"))


def test_each_measure_has_one_chart() -> None:
    measures = charted_measures(Ledger())
    assert len(measures) == len(set(measures)) == 9
    assert measures[0] == "signed_amount_cny"
