"""What the archive refuses, and how it says so in both languages."""

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.test.utils.form_data import querydict_from_html

from sessions_archive.models import Figure, SessionPage, SessionsArchivePage, Source
from sessions_archive.session_checks import FigureEntry, problems_of_figures, problems_of_session

OPENING = date(2017, 9, 7)


def entry(
    measure: str = "projects", *, kind: str = "reported", rank: str = "preferred", day: date = OPENING
) -> FigureEntry:
    return FigureEntry(measure, kind, rank, (day,))


def problems(*entries: FigureEntry, opening: date | None = OPENING) -> list[tuple[int, str]]:
    return [(each.position, each.field) for each in problems_of_figures(entries, opening=opening, year=2017)]


def test_one_preferred_figure_a_measure() -> None:
    assert problems(entry(), entry("exhibits"), entry(rank="alternative")) == []
    assert problems(entry(), entry("exhibits"), entry()) == [(2, "rank")]


def test_nothing_is_reported_before_the_opening() -> None:
    assert problems(entry(day=date(2017, 9, 6))) == [(0, "kind")]
    assert problems(entry(day=date(2017, 9, 6), kind="announced")) == []
    assert problems(entry(day=date(2016, 12, 31)), opening=None) == [(0, "kind")]
    assert problems(entry(day=date(2017, 1, 1)), opening=None) == []


@pytest.mark.usefixtures("site_content")
def test_the_shipped_sessions_keep_the_rules() -> None:
    assert [problems_of_session(session) for session in SessionPage.objects.all()] == [[]] * 13


@pytest.mark.usefixtures("site_content")
class TestPage:
    @pytest.mark.parametrize(
        ("values", "field", "english", "chinese"),
        [
            (
                {"end_date": date(2017, 9, 6)},
                "end_date",
                "The last day is before the first.",
                "最后一天早于第一天。",
            ),
            ({"start_date": None}, "start_date", "A last day needs a first day.", "有最后一天，就要有第一天。"),
            ({"year": 2016}, "year", "The first day lies in another year.", "第一天在另一年。"),
            ({"number": 6}, "number", None, None),
        ],
    )
    def test_dates_and_number(
        self, values: dict[str, Any], field: str, english: str | None, chinese: str | None
    ) -> None:
        page = SessionPage.objects.get(number=5)
        for name, value in values.items():
            setattr(page, name, value)
        with pytest.raises(ValidationError) as refused:
            page.full_clean()
        messages = refused.value.message_dict
        assert field in messages
        if english:
            assert english in messages[field]
            _assert_translated(english)

    def test_the_address_is_the_number(self) -> None:
        page = SessionPage(number=14, year=2026, title_en="The 14th", slug="something-else")
        SessionsArchivePage.objects.get().add_child(instance=page)
        assert page.slug == "14"
        assert page.get_url().endswith("/sessions/14/")

    @pytest.mark.parametrize("slug", ["compare", "data"])
    def test_reserved_addresses_are_refused(self, slug: str) -> None:
        page = SessionPage(number=14, year=2026, title_en="The 14th", slug=slug)
        with pytest.raises(ValidationError, match="taken by another part of the archive"):
            page.full_clean()
        _assert_translated("This address is taken by another part of the archive.")

    def test_a_new_session_has_the_next_number(self) -> None:
        assert SessionPage().number == 14

    def test_the_database_refuses_too(self) -> None:
        for change in ({"value": -1}, {"precision": 0}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Figure.objects.filter(session__number=5, measure="projects").update(**change)
        with pytest.raises(IntegrityError), transaction.atomic():
            SessionPage.objects.filter(number=5).update(end_date=date(2017, 1, 1))


@pytest.mark.usefixtures("site_content")
class TestFigure:
    @pytest.mark.parametrize(
        ("values", "field", "english"),
        [
            ({"value": -1}, "value", "A figure is never negative."),
            ({"precision": 0}, "precision", "The precision is 1 or more."),
            ({"kind": "derived"}, "note_en", "A derived figure needs a note that says how it was derived."),
            ({"derived_from": [5]}, "derived_from", "Only a derived figure comes from totals."),
            ({"measure": "happiness"}, "measure", None),
        ],
    )
    def test_each_rule_has_its_message(self, values: dict[str, Any], field: str, english: str | None) -> None:
        figure = Figure.objects.filter(session__number=5, measure="projects").get()
        for name, value in values.items():
            setattr(figure, name, value)
        with pytest.raises(ValidationError) as refused:
            figure.full_clean()
        assert field in refused.value.message_dict
        if english:
            assert english in refused.value.message_dict[field]
            _assert_translated(english)


class TestSource:
    @pytest.mark.parametrize(
        ("values", "message"),
        [
            ({"day": 3}, "A day needs its month."),
            ({"month": 2, "day": 30}, "There is no such date."),
            ({"month": 13}, "There is no such date."),
        ],
    )
    def test_dates_that_no_calendar_has(self, values: dict[str, int], message: str) -> None:
        with pytest.raises(ValidationError, match=message):
            Source(key="S99", publisher="Somebody", year=2017, **values).clean()
        _assert_translated(message)

    def test_a_date_is_said_as_exactly_as_it_is_known(self) -> None:
        assert Source(year=2017, month=9).date == "September 2017"
        assert Source(year=2017, month=9).last_day == date(2017, 9, 30)
        assert Source(year=2017, grade="profile").date == ""


@pytest.mark.usefixtures("site_content")
class TestEditor:
    @pytest.fixture
    def editor(self, admin_client: Client) -> Client:
        return admin_client

    def opened(self, editor: Client) -> Any:
        """What a browser would post of the form, untouched."""
        shown = editor.get(self.address())
        assert shown.status_code == 200
        posted = querydict_from_html(shown.content.decode(), form_id="page-edit-form")
        # The bodies, which are empty, are put into the form by a script.
        bodies = {f"body_{code}-count": "0" for code in ("en", "zh_hans")}
        posted.update({"action-publish": "action-publish", **bodies})
        return posted

    def address(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[SessionPage.objects.get(number=5).pk])

    def submit(self, editor: Client, posted: Any, changes: Mapping[str, str] = MappingProxyType({})) -> Any:
        # The client would send only the last of several values of a query dictionary.
        return editor.post(self.address(), dict(posted.lists()) | dict(changes), follow=True)

    def test_a_session_opens_and_is_published_unchanged(self, editor: Client) -> None:
        before = [(row.measure, row.value, row.kind) for row in SessionPage.objects.get(number=5).figures.all()]
        response = self.submit(editor, self.opened(editor))
        page = SessionPage.objects.get(number=5)
        assert [(row.measure, row.value, row.kind) for row in page.figures.all()] == before
        assert page.revisions.count() == 2, _errors(response)
        assert [len(row.sources.all()) for row in page.figures.all()] == [1, 1, 1, 1, 1, 1, 2, 1, 1]
        assert (page.slug, page.title_zh_hans) == ("5", "第五届科博会")

    def test_what_breaks_a_rule_is_refused_in_words(self, editor: Client) -> None:
        posted = self.opened(editor)
        for changes, words in (
            ({"figures-6-rank": "preferred"}, "Another figure of this measure is preferred"),
            ({"start_date": "2017-09-20", "end_date": "2017-09-21"}, "cannot report a result"),
            ({"figures-0-value": "-5"}, "A figure is never negative."),
        ):
            assert words in self.submit(editor, posted, changes).content.decode()
        assert SessionPage.objects.get(number=5).revisions.count() == 1

    def test_sources_and_organizations_have_their_lists(self, editor: Client) -> None:
        for name in ("source", "organization"):
            assert editor.get(reverse(f"wagtailsnippets_sessions_archive_{name}:list")).status_code == 200


@pytest.mark.usefixtures("site_content")
def test_a_source_saved_in_a_chinese_admin_keeps_its_english() -> None:
    with translation.override("zh-hans"):
        source = Source.objects.get(key="S17")
        source.publisher_zh_hans = "另一名称"
        source.save()
    stored = (
        Source.objects.filter(key="S17").rewrite(False).values("publisher", "publisher_en", "publisher_zh_hans").get()
    )
    assert stored == {
        "publisher": "Report on the 5th session (repost)",
        "publisher_en": "Report on the 5th session (repost)",
        "publisher_zh_hans": "另一名称",
    }


@pytest.mark.usefixtures("site_content")
def test_a_copied_session_gets_a_number_of_its_own() -> None:
    copy = SessionPage.objects.get(number=5).copy(update_attrs={"slug": "copy", "title_en": "A copy"})
    copy.refresh_from_db()
    assert (copy.number, copy.slug, copy.figures.count()) == (14, "14", 9)
    assert SessionPage.objects.get(number=5).figures.count() == 9


@pytest.mark.usefixtures("site_content")
def test_editors_work_on_sources_and_only_moderators_delete_them() -> None:
    for name, may_delete in (("Editors", False), ("Moderators", True)):
        held = set(Group.objects.get(name=name).permissions.values_list("codename", flat=True))
        assert {"add_source", "change_source", "add_organization"} <= held
        assert ("delete_source" in held) is may_delete


def _assert_translated(message: str) -> None:
    with translation.override("zh-hans"):
        chinese = translation.gettext(message)
    assert chinese != message
    assert not chinese.isascii()


def _errors(response: Any) -> list[str]:
    return re.findall(r"error-message[^>]*>([^<]+)", response.content.decode())
