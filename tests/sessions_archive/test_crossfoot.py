"""Parts against stated totals: what agrees, what only rounds, and what cannot be checked and why."""

from collections.abc import Callable

import pytest
from django.utils import translation

from sessions_archive.crossfoot import Check, Outcome, check
from sessions_archive.ledger import Ledger
from sessions_archive.models import CumulativeFigure, Figure

pytestmark = pytest.mark.usefixtures("site_content")


def checked(measure: str, through: int) -> Check:
    ledger = Ledger()
    total = ledger.total(measure, through)
    assert total is not None
    return check(total, ledger)


@pytest.mark.parametrize(
    ("measure", "through", "outcome", "english", "chinese"),
    [
        ("signed_projects", 5, Outcome.AGREES, "agrees", "相符"),
        (
            "signed_amount_cny",
            5,
            Outcome.WITHIN_ROUNDING,
            "differs by RMB 0.1 billion, within rounding",
            "相差1亿元，在取整误差之内",
        ),
        (
            "projects",
            5,
            Outcome.DERIVED_PART,
            "cannot be checked: the 4th session was derived from this total",
            "无法核对：第四届由此累计数推算",
        ),
        (
            "signed_projects",
            4,
            Outcome.DERIVED_PART,
            "cannot be checked: the 4th session was derived from this total",
            "无法核对：第四届由此累计数推算",
        ),
        (
            "signed_amount_cny",
            4,
            Outcome.DERIVED_PART,
            "cannot be checked: the 4th session was derived from this total",
            "无法核对：第四届由此累计数推算",
        ),
        (
            "signed_amount_cny",
            7,
            Outcome.MISSING_PART,
            "cannot be checked: the 6th session is not recorded",
            "无法核对：第六届未见记载",
        ),
        ("exhibitors", 5, Outcome.NEVER_SUMMED, "never summed: the same ones come again", "不作累加：历届有重复"),
        ("countries", 5, Outcome.NEVER_SUMMED, "never summed: the same ones come again", "不作累加：历届有重复"),
    ],
)
def test_each_stated_total(measure: str, through: int, outcome: Outcome, english: str, chinese: str) -> None:
    result = checked(measure, through)
    assert (result.outcome, result.sentence) == (outcome, english)
    with translation.override("zh-hans"):
        assert result.sentence == chinese


def test_an_agreement_says_what_was_added() -> None:
    result = checked("signed_projects", 5)
    assert result.base is not None
    assert (result.base.through, result.base.stated.value, result.parts_sum) == (4, 2107, 2772)


def test_amounts_within_rounding_come_to_456_4_of_456_5_billion() -> None:
    result = checked("signed_amount_cny", 5)
    assert (result.parts_sum, result.difference) == (456_400_000_000, 100_000_000)


def test_a_count_off_by_one_is_no_rounding(change_figure: Callable[..., Figure]) -> None:
    change_figure(5, "signed_projects", value=666)
    result = checked("signed_projects", 5)
    assert (result.outcome, result.difference, result.sentence) == (Outcome.DIFFERS, 1, "differs by 1")


def test_an_amount_beyond_rounding_differs(change_figure: Callable[..., Figure]) -> None:
    change_figure(5, "signed_amount_cny", value=111_300_000_000)
    assert checked("signed_amount_cny", 5).outcome is Outcome.DIFFERS


def test_announced_or_inexact_parts_are_not_added(change_figure: Callable[..., Figure]) -> None:
    change_figure(5, "signed_projects", kind="announced")
    assert checked("signed_projects", 5).outcome is Outcome.ANNOUNCED_PART
    change_figure(5, "signed_projects", kind="reported", quality="more_than")
    assert checked("signed_projects", 5).outcome is Outcome.INEXACT_PART


def test_more_than_is_reached_by_a_larger_sum() -> None:
    CumulativeFigure.objects.filter(measure="signed_projects", through_session=5).update(
        quality="more_than", value=2700
    )
    assert checked("signed_projects", 5).outcome is Outcome.AGREES
    CumulativeFigure.objects.filter(measure="signed_projects", through_session=5).update(value=2800)
    assert checked("signed_projects", 5).outcome is Outcome.DIFFERS


def test_a_total_said_as_about_is_not_checked() -> None:
    CumulativeFigure.objects.filter(measure="signed_projects", through_session=5).update(quality="about")
    assert checked("signed_projects", 5).outcome is Outcome.INEXACT_TOTAL


def test_without_an_earlier_total_all_sessions_are_added() -> None:
    CumulativeFigure.objects.filter(measure="signed_projects", through_session=4).delete()
    result = checked("signed_projects", 5)
    assert (result.outcome, result.base, result.parts_sum) == (Outcome.AGREES, None, 214 + 945 + 314 + 634 + 665)


def test_every_shipped_total_has_a_sentence_in_both_languages() -> None:
    ledger = Ledger()
    for total in ledger.totals:
        english = check(total, ledger).sentence
        with translation.override("zh-hans"):
            chinese = check(total, ledger).sentence
        assert english.isascii()
        assert not chinese.isascii()
