"""What was published otherwise before: corrections, older editions of the profile, and the session that comes next."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pages.bilingual.languages import default_language
from pages.keep_edition import keep_edition
from pages.models import OverviewEditionPage, OverviewPage
from sessions_archive.ledger import SESSION_MEASURES
from sessions_archive.models import Correction, Figure, SessionPage
from sessions_archive.next_session import next_session
from tests.pages.staff import CHINESE, ENGLISH, sign_in

pytestmark = pytest.mark.usefixtures("site_content")


def publish_with(number: int, measure: str, **values: Any) -> None:
    """Change a figure in the draft of a session and publish it, as the editor does."""
    page: Any = SessionPage.objects.get(number=number).get_latest_revision_as_object()
    rows = list(page.figures.all())
    for row in rows:
        if row.measure == measure:
            for name, value in values.items():
                setattr(row, name, value)
            break
    page.figures = rows
    with default_language():
        page.save_revision().publish()


def test_a_published_figure_that_changes_is_listed(visitor: Client) -> None:
    assert "None so far." in visitor.get("/en/sessions/").content.decode()
    publish_with(5, "projects", value=3066, reason_en="Recounted by the organizer", reason_zh_hans="主办方重新统计")
    correction = Correction.objects.get()
    assert (correction.session, correction.old_value, correction.new_value) == (5, 3065, 3066)
    for code, old, new, reason in (
        ("en", "3,065", "3,066", "Recounted by the organizer"),
        ("zh-hans", "3065", "3066", "主办方重新统计"),
    ):
        listed = visitor.get(f"/{code}/sessions/").content.decode().split('id="corrections"')[1].split("</section>")[0]
        assert all(said in listed for said in (old, new, reason))


def test_publishing_without_a_change_or_a_draft_leaves_no_trace() -> None:
    publish_with(5, "projects", note_en="Only the note")
    page: Any = SessionPage.objects.get(number=5).get_latest_revision_as_object()
    rows = list(page.figures.all())
    rows[0].value = 1
    page.figures = rows
    page.save_revision()
    assert not Correction.objects.exists()


def test_an_old_reason_is_not_used_again() -> None:
    publish_with(5, "projects", value=3066, reason_en="Recounted")
    publish_with(5, "projects", value=3067)
    assert [each.reason_en for each in Correction.objects.order_by("pk")] == ["Recounted", ""]


def test_a_figure_that_is_taken_away_is_listed_as_withdrawn(visitor: Client) -> None:
    page: Any = SessionPage.objects.get(number=5).get_latest_revision_as_object()
    page.figures = [row for row in page.figures.all() if row.measure != "exhibits"]
    with default_language():
        page.save_revision().publish()
    assert [(each.measure, each.new_value) for each in Correction.objects.all()] == [("exhibits", None)]
    assert "withdrawn" in visitor.get("/en/sessions/").content.decode()


def test_deleting_a_session_or_publishing_one_first_is_no_correction() -> None:
    SessionPage.objects.get(number=6).delete()
    page = next_session(SessionPage.objects.get(number=5).get_parent().specific)
    Figure.objects.create(session=page, measure="projects", value=1)
    publish_with(14, "projects", value=2)
    assert not Correction.objects.exists()


def test_the_next_session_starts_from_the_structure_of_the_last(visitor: Client) -> None:
    client = sign_in("editor", CHINESE)
    assert client.get("/admin/sessions/next/").status_code == 200
    assert not SessionPage.objects.filter(number=14).exists()
    response = client.post("/admin/sessions/next/")
    page = SessionPage.objects.get(number=14)
    assert response["Location"] == f"/admin/pages/{page.pk}/edit/"
    assert (page.live, page.year, page.status, page.title_zh_hans) == (False, 2026, "announced", "第十四届科博会")
    assert (page.start_date, page.theme, page.figures.count()) == (None, "", 0)
    assert visitor.get("/en/sessions/14/").status_code == 404
    drafted: Any = page.get_latest_revision_as_object()
    assert [(row.measure, row.value) for row in drafted.figures.all()] == [(key, None) for key in SESSION_MEASURES]
    assert client.get(response["Location"]).status_code == 200
    assert "未见记载" in drafted.make_preview_request(preview_mode="zh-hans").content.decode()


def test_the_next_session_takes_over_the_hosts() -> None:
    for number in range(6, 14):
        SessionPage.objects.get(number=number).delete()
    page = next_session(SessionPage.objects.get(number=5).get_parent().specific)
    assert [row.organization.key for row in page.organizations.all()] == ["most", "sichuan"]


@pytest.fixture
def edition() -> OverviewEditionPage:
    """The profile is kept, then rewritten in one paragraph."""
    overview: Any = OverviewPage.objects.get()
    kept = keep_edition(overview)
    for name in ("body_en", "body_zh_hans"):
        raw = list(getattr(overview, name).raw_data)
        text = next(block for block in raw if block["type"] == "text")
        text["value"] = "<p>A new paragraph / 新的一段</p>" + text["value"]
        setattr(overview, name, getattr(overview, name).stream_block.to_python(raw))
    with default_language():
        overview.save_revision().publish()
    return kept


def test_an_older_edition_keeps_an_address_and_says_what_it_describes(
    visitor: Client, words: Any, edition: OverviewEditionPage
) -> None:
    english = words(visitor.get("/en/about/overview/as-of-session-5/"))
    assert "This is an older edition of the profile, as of the 5th session, 2017" in english
    assert "A new paragraph" in english.split("What the next edition changed")[1]
    chinese = words(visitor.get("/zh-hans/about/overview/as-of-session-5/"))
    assert "新的一段" in chinese
    assert "/about/overview/as-of-session-5/" in visitor.get("/en/about/overview/").content.decode()


@pytest.mark.long
def test_an_edition_that_nothing_followed_differs_in_nothing() -> None:
    kept = keep_edition(OverviewPage.objects.get())
    assert kept.difference == []
    again = keep_edition(OverviewPage.objects.get())
    assert again.slug == "as-of-session-5-2"


def test_the_next_edition_takes_an_address_that_is_free() -> None:
    overview = OverviewPage.objects.get()
    first, second = keep_edition(overview), keep_edition(overview)
    first.delete()
    kept = [keep_edition(OverviewPage.objects.get()).slug for _ in range(2)]
    assert [second.slug, *kept] == ["as-of-session-5-2", "as-of-session-5", "as-of-session-5-3"]


def test_staff_keep_an_edition_by_a_button(visitor: Client) -> None:
    overview = OverviewPage.objects.get()
    client = sign_in("moderator", ENGLISH)
    assert client.get(f"/admin/profile/{overview.pk}/keep-edition/").status_code == 200
    assert client.post(f"/admin/profile/{overview.pk}/keep-edition/").status_code == 302
    assert visitor.get("/zh-hans/about/overview/as-of-session-5/").status_code == 200
    assert sign_in("translator", ENGLISH).post(f"/admin/profile/{overview.pk}/keep-edition/").status_code in (302, 403)
    assert OverviewEditionPage.objects.count() == 1


@pytest.mark.long
def test_editions_keep_to_the_budget_of_queries(client: Client, edition: OverviewEditionPage) -> None:
    for path in ("/en/about/overview/", "/zh-hans/about/overview/as-of-session-5/"):
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        assert len(queries) <= 12, f"{path}: {len(queries)}"
