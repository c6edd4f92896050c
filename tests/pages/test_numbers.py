"""A visitor reads the same number in both languages, written as each language writes it."""

import pytest
from django.utils import translation
from hypothesis import given, settings

from pages.measures import MEASURES, Quality
from pages.numbers import Stated, column_unit, say, say_difference, say_in_column, say_in_prose, say_parts
from pages.numbers_typed import read_figure
from tests.pages.approved_numbers import APPROVED, APPROVED_PARTS, APPROVED_SENTENCES
from tests.pages.facts_file import FACTS
from tests.pages.figures_at_random import stated_figures

LANGUAGES = ("en", "zh-hans")


@pytest.mark.parametrize("figure", APPROVED, ids=str)
def test_figures_are_written_as_approved(figure: tuple[str, int, Quality]) -> None:
    stated = Stated(*figure)
    forms = (say_in_column, say)
    assert tuple(form(stated, language) for form in forms for language in LANGUAGES) == APPROVED[figure]


def test_every_figure_of_the_content_is_in_the_approved_table() -> None:
    rows = [figure for session in FACTS["sessions"] for figure in session["figures"]] + FACTS["cumulative"]
    assert {(row["measure"], row["value"], Quality(row["quality"])) for row in rows} == set(APPROVED)


@pytest.mark.parametrize("figure", APPROVED_PARTS, ids=str)
def test_large_numerals_are_taken_apart_as_approved(figure: tuple[str, int, Quality]) -> None:
    parts = [say_parts(Stated(*figure), language) for language in LANGUAGES]
    assert tuple((part.before, part.number, part.after) for part in parts) == APPROVED_PARTS[figure]


@pytest.mark.parametrize("figure", APPROVED_SENTENCES, ids=str)
def test_sentences_of_the_profile_come_out_word_for_word(figure: tuple[str, int, Quality]) -> None:
    for language, (typed, read) in zip(LANGUAGES, APPROVED_SENTENCES[figure], strict=True):
        assert typed.format(say_in_prose(Stated(*figure), language)) == read


@settings(deadline=None)  # the first example loads CLDR
@given(stated_figures())
def test_both_languages_say_the_same_exact_value(stated: Stated) -> None:
    for language in LANGUAGES:
        for form in (say, say_in_prose):
            assert read_figure(form(stated, language), stated.unit) == (stated.value, stated.quality)


@settings(deadline=None)  # the first example loads CLDR
@given(stated_figures())
def test_a_numeral_taken_apart_says_the_same_value(stated: Stated) -> None:
    for language in LANGUAGES:
        parts = say_parts(stated, language)
        assert read_figure(f"{parts.before} {parts.number} {parts.after}", stated.unit) == (
            stated.value,
            stated.quality,
        )
        assert parts.number[0].isdigit()


@settings(deadline=None)  # the first example loads CLDR
@given(stated_figures())
def test_a_column_says_the_same_value_in_the_unit_of_its_head(stated: Stated) -> None:
    for language in LANGUAGES:
        cell, head = say_in_column(stated, language), column_unit(MEASURES[stated.measure], language)
        sign = next((sign for sign in "+余" if cell.endswith(sign)), "")
        written = f"{cell.removesuffix(sign)} {head.removeprefix('RMB')}{sign}" if "RMB" in head else f"{cell} {head}"
        assert read_figure(written, stated.unit) == (stated.value, stated.quality)


@pytest.mark.parametrize(
    ("yuan", "english", "chinese"),
    [
        (0, "RMB 0", "0元"),
        (1, "RMB 1", "1元"),
        (123, "RMB 123", "123元"),
        (9_999, "RMB 9,999", "9999元"),
        (500_000, "RMB 500,000", "50万元"),
        (12_345_678, "RMB 12,345,678", "1234.5678万元"),
        (100_000_000, "RMB 100 million", "1亿元"),
        (1_245_680_000_000, "RMB 1,245.68 billion", "12456.8亿元"),
        (1_200_000_000_000, "RMB 1.2 trillion", "1.2万亿元"),
        (1_234_567_890_123, "RMB 1,234,567,890,123", "1234567890123元"),
    ],
)
def test_amounts_that_no_scale_says_shortly_are_written_in_full(yuan: int, english: str, chinese: str) -> None:
    stated = Stated("signed_amount_cny", yuan)
    assert (say(stated, "en"), say(stated, "zh-hans")) == (english, chinese)


@pytest.mark.parametrize(
    ("count", "english", "chinese"),
    [
        (9_000, "9,000", "9000"),
        (10_000, "10,000", "1万"),
        (10_319, "10,319", "10319"),
        (10_500, "10,500", "10500"),
        (35_000, "35,000", "3.5万"),
        (1_250_000, "1,250,000", "125万"),
        (100_000_000, "100,000,000", "1亿"),
    ],
)
def test_chinese_counts_whole_thousands_in_units_of_ten_thousand(count: int, english: str, chinese: str) -> None:
    stated = Stated("exhibits", count)
    assert (say(stated, "en"), say(stated, "zh-hans")) == (english, chinese)


def test_differences_stay_in_the_scale_of_the_column() -> None:
    amount, projects = MEASURES["signed_amount_cny"], MEASURES["signed_projects"]
    assert [say_difference(amount, 100_000_000, language) for language in LANGUAGES] == ["RMB 0.1 billion", "1亿元"]
    assert [say_difference(projects, 1_200, language) for language in LANGUAGES] == ["1,200", "1200"]


def test_heads_of_columns_name_the_unit() -> None:
    heads = {key: [column_unit(MEASURES[key], language) for language in LANGUAGES] for key in MEASURES}
    assert heads["signed_amount_cny"] == ["RMB billion", "亿元"]
    assert heads["area_m2"] == ["m²", "平方米"]
    assert heads["exhibitors"] == ["", ""]


def test_without_a_language_the_page_language_is_spoken() -> None:
    stated = Stated("signed_amount_cny", 456_500_000_000)
    with translation.override("zh-hans"):
        assert say(stated) == "4565亿元"
        assert say(stated, "en") == "RMB 456.5 billion"
        assert translation.get_language() == "zh-hans"
    with translation.override("en"):
        assert say(stated) == "RMB 456.5 billion"


@pytest.mark.parametrize("wrong", [("people", 1), ("exhibitors", -1), ("exhibitors", 1, "roughly")])
def test_what_cannot_be_a_figure_is_refused(wrong: tuple[object, ...]) -> None:
    with pytest.raises(ValueError, match="."):
        Stated(*wrong)  # type: ignore[arg-type]


def test_precision_is_positive_and_a_quality_may_be_its_stored_value() -> None:
    with pytest.raises(ValueError, match="never negative"):
        Stated("projects", 1, precision=0)
    assert Stated("projects", 1, "more_than").quality is Quality.MORE_THAN  # type: ignore[arg-type]
