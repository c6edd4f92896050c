"""What a visitor types, and what comes of it, on the shipped content."""

import pytest

from pages.search.query import Step
from tests.pages.search.conftest import Finder

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "language", "first"),
    [
        ("overview", "en", "overview"),
        ("概况", "zh-hans", "overview"),
        ("military-civilian integration", "en", "military-civilian-integration"),
        ("軍民融合", "zh-hans", "military-civilian-integration"),
        ("科技创新", "zh-hans", "innovation"),
        ("guest of honour Israel", "en", "5"),
        ("第十三届", "zh-hans", "13"),
        ("13", "en", "13"),
        ("7 September 2017", "en", "5"),
        ("1024.89亿", "en", "11"),
        ("Austria", "zh-hans", "7"),
    ],
)
def test_the_page_about_it_comes_first(find: Finder, text: str, language: str, first: str) -> None:
    assert find(text, language)[0] == first


@pytest.mark.parametrize(
    ("text", "language", "step", "shown"),
    [
        ("Isreal", "en", Step.CORRECTED, "Israel"),
        ("guestofhonor", "en", Step.CORRECTED, "Guest of Honor"),
        ("junminronghe", "zh-hans", Step.CORRECTED, "军民融合"),
        ("军民容合", "zh-hans", Step.CORRECTED, "军民融合"),
        ("绵羊", "zh-hans", Step.CORRECTED, "绵阳"),
        ("主宾国", "en", Step.COUNTERPART, "Guest of Honor"),
        ("zhubinguo", "en", Step.COUNTERPART, "Guest of Honor"),
        ("cooperat", "en", Step.PARTS, ""),
        ("quantum Israel", "en", Step.ANY, ""),
    ],
)
def test_it_says_what_it_did(find: Finder, text: str, language: str, step: Step, shown: str) -> None:
    outcome = find.outcome(text, language)
    assert (outcome.step, outcome.shown) == (step, shown)
    assert outcome.page_ids


def test_what_only_the_other_language_has_is_found_there(find: Finder) -> None:
    outcome = find.outcome("keyboard", "zh-hans")
    assert (outcome.step, outcome.language) == (Step.OTHER_LANGUAGE, "en")
    assert find("keyboard", "zh-hans") == ["accessibility"]


@pytest.mark.parametrize(("text", "language"), [("国会", "zh-hans"), ("qwrtpsdf", "en"), ("", "en"), ("of the", "en")])
def test_nothing_is_found_where_there_is_nothing(find: Finder, text: str, language: str) -> None:
    assert find(text, language) == []


def test_american_and_british_spelling_find_the_same(find: Finder) -> None:
    assert find("guest of honour") == find("guest of honor") != []


def test_quotation_marks_want_the_words_side_by_side(find: Finder) -> None:
    assert find("“Guest of Honor: Israel”") == ["5"]
    assert find("“Israel Guest”") == []
