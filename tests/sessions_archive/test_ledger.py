"""Which figure is shown, and how often the database is asked."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Site

from pages.figure_source import figure_source
from pages.measures import Kind, Quality
from pages.numbers import Stated
from sessions_archive.ledger import Ledger, ledger, precedence
from sessions_archive.models import CumulativeFigure, Figure, SessionPage, SessionsArchivePage, Source
from sessions_archive.records import RecordedFigure, session_as_drafted


def recorded(value: int, kind: Kind, *, is_preferred: bool = True, position: int = 0) -> RecordedFigure:
    return RecordedFigure(Stated("projects", value), kind, is_preferred, (), {}, frozenset(), position)


def test_preferred_then_reported_then_derived_then_announced() -> None:
    figures = [
        recorded(1, Kind.REPORTED, is_preferred=False, position=0),
        recorded(2, Kind.ANNOUNCED, position=1),
        recorded(3, Kind.DERIVED, position=2),
        recorded(4, Kind.REPORTED, position=3),
        recorded(5, Kind.REPORTED, position=4),
    ]
    assert [figure.stated.value for figure in sorted(figures, key=precedence)] == [4, 5, 3, 2, 1]


@pytest.mark.usefixtures("site_content")
class TestRecordedFigures:
    def test_the_preferred_report_is_shown(self) -> None:
        assert [figure.stated.value for figure in ledger().figures("visitors", 3)] == [563_000, 510_000]
        assert ledger().figure("signed_amount_cny", 5) == ledger().figures("signed_amount_cny", 5)[0]

    def test_what_is_not_recorded_is_nothing(self) -> None:
        assert ledger().figure("area_m2", 5) is None
        assert ledger().figure("projects", 99) is None
        assert figure_source().session_figure("area_m2", 5) is None

    def test_totals_are_never_computed(self) -> None:
        assert ledger().total("signed_projects", 5) is not None
        CumulativeFigure.objects.filter(measure="signed_projects", through_session=5).delete()
        assert ledger().total("signed_projects", 5) is None
        assert figure_source().total("activities", 5) is None

    def test_a_session_that_is_not_live_does_not_count(self) -> None:
        SessionPage.objects.get(number=5).unpublish()
        assert 5 not in ledger().sessions
        assert figure_source().session_figure("projects", 5) is None
        assert figure_source().stamp(5) == ""

    def test_a_figure_comes_with_its_sources(self) -> None:
        figure = figure_source().session_figure("signed_projects", 5)
        assert figure is not None
        assert (figure.stated.value, figure.kind, figure.stated.quality) == (665, Kind.REPORTED, Quality.EXACT)
        assert [source.publisher for source in figure.sources] == ["Report on the 5th session (repost)"]
        with translation.override("zh-hans"):
            figure = figure_source().session_figure("signed_projects", 5)
            assert figure is not None
            assert (figure.sources[0].publisher, figure.sources[0].date) == (
                "第五届科博会报道（转载）",
                "2017年9月11日",
            )

    def test_stamps_and_periods_in_both_languages(self) -> None:
        assert figure_source().stamp(5) == "as of the 5th session, 2017"
        assert figure_source().period(5) == "Totals from 2013 to 2017."
        with translation.override("zh-hans"):
            assert figure_source().stamp(5) == "截至第五届，2017年"
            assert figure_source().period(5) == "2013年至2017年累计。"

    def test_every_recorded_figure_can_be_referred_to(self) -> None:
        references = figure_source().references()
        assert ("signed_amount_cny", 0, 5) in references
        assert ("visitors", 3, 0) in references
        # 68 figures, of which three are alternatives of others; 11 totals.
        assert len(references) == 68 - 3 + 11

    def test_sessions_come_oldest_first(self) -> None:
        cards = figure_source().sessions(None)
        assert [card.number for card in cards] == list(range(1, 14))
        assert (cards[4].name, cards[4].when, cards[4].path) == (
            "The 5th High-Tech Expo",
            "7–9 September 2017",
            "/en/sessions/5/",
        )
        assert figure_source().archive_path(None) == "/en/sessions/"

    def test_without_an_archive_figures_keep_their_sources(self) -> None:
        SessionsArchivePage.objects.get().unpublish()
        figure = figure_source().session_figure("projects", 5)
        assert figure is not None
        assert figure.sources
        assert figure_source().archive_path(None) == ""

    def test_two_queries_a_request_whatever_is_asked(
        self, one_request: None, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        Site.get_site_root_paths()  # kept by Wagtail for an hour
        with django_assert_num_queries(2):
            for number in range(1, 14):
                figure_source().session_figure("projects", number)
                figure_source().total("projects", number)
                figure_source().stamp(number)
            figure_source().sessions(None)
            figure_source().references()

    def test_a_change_is_seen_within_the_request(self, one_request: None, change_figure: Callable[..., Figure]) -> None:
        assert ledger().figure("projects", 5) is not None
        change_figure(5, "projects", value=3066)
        figure = ledger().figure("projects", 5)
        assert figure is not None
        assert figure.stated.value == 3066
        kept = ledger()
        Source.objects.get(key="S17").save()
        assert ledger() is not kept

    def test_outside_of_a_request_nothing_is_kept(self) -> None:
        assert ledger() is not ledger()

    def test_a_request_leaves_no_ledger_behind(self, visitor: Client) -> None:
        visitor.get("/en/sessions/5/")
        assert ledger() is not ledger()

    def test_a_draft_in_memory_reads_like_what_is_live(self) -> None:
        live = Ledger().sessions[5]
        drafted = session_as_drafted(SessionPage.objects.get(number=5).latest_revision.as_object())
        assert (drafted.figures, drafted.guests, drafted.bodies) == (live.figures, live.guests, live.bodies)


@pytest.mark.usefixtures("site_content")
def test_a_measure_that_the_vocabulary_lost_is_left_out(visitor: Client, words: Any) -> None:
    Figure.objects.filter(session__number=5, measure="projects").update(measure="forgotten")
    assert "3,065" not in words(visitor.get("/en/sessions/5/"))
