"""The vocabulary of figures is the one the content was collected in."""

import pytest

from pages.locales import speaking
from pages.measures import MEASURES, Kind, Measure, Quality, Unit, measure_choices
from tests.pages.facts_file import FACTS


def test_measures_are_those_of_the_facts_in_their_order() -> None:
    assert list(MEASURES) == list(FACTS["measures"])
    assert all(key == measure.key for key, measure in MEASURES.items())


@pytest.mark.parametrize(("language", "short"), [("en", "en"), ("zh-hans", "zh")])
def test_labels_are_those_of_the_facts(language: str, short: str) -> None:
    with speaking(language):
        labels = {key: str(label) for key, label in measure_choices()}
    assert labels == {key: texts[short] for key, texts in FACTS["measures"].items()}


@pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES.keys())
def test_every_label_beside_a_numeral_is_chinese_on_a_chinese_page(measure: Measure) -> None:
    with speaking("zh-hans"):
        for label in (measure.strip_label, measure.total_label):
            assert not str(label).isascii()


def test_a_strip_names_companies_universities_and_institutes_in_full_over_several_sessions() -> None:
    with speaking("zh-hans"):
        assert str(MEASURES["exhibitors"].strip_label) == "参展单位"
        assert str(MEASURES["exhibitors"].total_label) == "参展企业、高校和科研院所"
        assert str(MEASURES["countries"].total_label) == "参展参会国家和地区"
    with speaking("en"):
        assert str(MEASURES["signed_amount_cny"].strip_label) == "worth of projects signed"


def test_the_facts_use_no_other_quality_or_kind() -> None:
    figures = [figure for session in FACTS["sessions"] for figure in session["figures"]]
    assert {figure["quality"] for figure in figures} <= set(Quality.values)
    assert {figure["kind"] for figure in figures} <= set(Kind.values)


def test_who_comes_again_is_never_summed() -> None:
    """The same countries, visitors and exhibitors come to several sessions."""
    assert not any(MEASURES[key].summable for key in ("countries", "visitors", "exhibitors"))
    assert MEASURES["signed_amount_cny"].summable
    assert MEASURES["signed_projects"].summable


def test_units() -> None:
    special = {key: measure.unit for key, measure in MEASURES.items() if measure.unit is not Unit.COUNT}
    assert special == {"signed_amount_cny": Unit.YUAN, "area_m2": Unit.SQUARE_METRES, "visitors": Unit.VISITS}


def test_a_thing_has_a_classifier_and_money_area_and_visits_have_none() -> None:
    assert all(bool(measure.classifier) == (measure.unit is Unit.COUNT) for measure in MEASURES.values())
