"""The admin's first page says what is mine to do: by my rights, in my language, in a fixed number of queries."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pages.models import BasePage, StandardPage
from pages.models.workflow_tasks import EditorialTask
from pages.people.dashboard import ToDoPanel
from pages.people.to_do import to_do
from sessions_archive.models import Figure, SessionPage
from sessions_archive.models.content_load import ContentLoad
from sessions_archive.to_do import counted_otherwise
from tests.pages.staff import CHINESE, ENGLISH, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_content")]


def person(role: str, language: str = ENGLISH) -> Any:
    sign_in(role, language)
    return get_user_model().objects.get(username=f"{role}-{language}")


def again(user: Any) -> Any:
    """Without what Wagtail remembers of their rights."""
    return get_user_model().objects.get(pk=user.pk)


def headings(user: Any) -> list[str]:
    return [each.heading for each in to_do(again(user))]


def entries(user: Any, heading: str) -> list[Any]:
    return [entry for each in to_do(again(user)) if each.heading.startswith(heading) for entry in each.entries]


def new_page(number: int = 1) -> StandardPage:
    page = StandardPage(title_en=f"Tickets {number}", title_zh_hans=f"门票{number}", slug=f"tickets-{number}")
    BasePage.objects.get(slug="about").add_child(instance=page)
    return page


def draft_of(user: Any, number: int = 1) -> StandardPage:
    page = new_page(number)
    page.title_en += " anew"
    page.save_revision(user=user)
    return page


def in_review(user: Any, number: int = 1) -> StandardPage:
    page = draft_of(user, number)
    page.get_workflow().start(page, user)
    return page


def at_the_second_task(page: StandardPage, by: Any) -> None:
    task = page.current_workflow_task_state
    if not isinstance(task.task.specific, EditorialTask):
        task.approve(user=by)


def test_an_editor_finds_their_drafts_and_nobody_elses() -> None:
    editor, other = person("editor"), person("english_editor")
    draft_of(editor, 1)
    draft_of(other, 2)
    assert [each.title for each in entries(editor, "Your drafts")] == ["Tickets 1 anew"]
    assert [each.title for each in entries(other, "Your drafts")] == ["Tickets 2 anew"]


def test_what_was_sent_back_stands_with_its_reason() -> None:
    editor, moderator = person("editor"), person("moderator")
    page = in_review(editor)
    assert "Your drafts" not in headings(editor), "it is in review"
    page.current_workflow_state.current_task_state.reject(user=moderator, comment="The prices are last year's.")
    [entry] = entries(editor, "Sent back to you")
    assert entry.note == "moderator-en: “The prices are last year's.”"
    assert entry.address == f"/admin/pages/{page.pk}/edit/"
    assert "Sent back to you" not in headings(moderator)


def test_what_is_scheduled_is_said_in_beijing_time() -> None:
    editor, page = person("editor"), new_page()
    page.go_live_at = datetime(2030, 9, 6, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
    page.save_revision().publish()
    [entry] = entries(editor, "Scheduled")
    assert entry.note == "6 September 2030 at 09:00 Beijing time"
    assert "Scheduled" not in headings(person("translator"))


def test_a_moderator_reads_how_many_wait_and_since_when() -> None:
    editor, moderator = person("editor"), person("moderator", CHINESE)
    pages = [in_review(editor, number) for number in (1, 2)]
    for page in pages:
        at_the_second_task(page, moderator)
    assert [each.title for each in entries(moderator, "Waiting for your approval")] == ["2 pages"]
    assert "Waiting for your approval" not in headings(person("english_editor"))
    client = Client()
    client.force_login(moderator)
    soup = BeautifulSoup(client.get("/admin/").content, "lxml")
    listed = soup.select_one("#awaiting-review-section").select("td.title a")
    assert [each.text for each in listed] == ["门票1", "门票2"], "oldest first"


def test_a_translator_finds_numbers_that_lead_to_just_these_pages() -> None:
    translator = person("translator", CHINESE)
    new_page().save_revision().publish()
    page = StandardPage(title_en="Untranslated", slug="untranslated")
    BasePage.objects.get(slug="about").add_child(instance=page)
    found = entries(translator, "Pages to translate")
    missing = next(each for each in found if each.title.startswith("missing"))
    client = Client()
    client.force_login(translator)
    listed = client.get(missing.address)
    assert listed.status_code == 200
    assert f"missing: {listed.context['object_list'].count()}" == missing.title
    assert not entries(person("english_editor"), "Pages to translate"), "no right to Chinese"


def test_figures_without_a_source_lead_to_their_session() -> None:
    session = SessionPage.objects.live().order_by("number").last()
    figure = Figure.objects.filter(session=session).first()
    figure.sources.clear()
    figure.save()
    editor = person("editor")
    found = entries(editor, "Dates or figures without a source")
    assert f"/admin/pages/{session.pk}/edit/" in {each.address for each in found}
    assert "Dates or figures without a source" not in headings(person("translator"))


def add_session() -> None:
    last = SessionPage.objects.live().order_by("number").last()
    last.get_parent().add_child(instance=SessionPage(title_en="Next", slug="99", number=99, year=2027))
    now = timezone.now() + timedelta(minutes=1)
    SessionPage.objects.filter(number=99).update(first_published_at=now, last_published_at=now)


def test_a_page_that_counts_sessions_is_due_once_there_is_one_more() -> None:
    editor, overview = person("editor"), BasePage.objects.get(slug="overview")
    assert "Due for review" not in "".join(headings(editor))
    add_session()
    found = {each.address: each.note for each in entries(editor, "Due for review")}
    number = SessionPage.objects.live().count()
    assert found[f"/admin/pages/{overview.pk}/edit/"] == f"says “five sessions”; there are {number} now"
    assert not any("sessions/" in address for address in found)
    overview.specific.save_revision().publish()
    BasePage.objects.filter(pk=overview.pk).update(last_published_at=timezone.now() + timedelta(minutes=2))
    assert f"/admin/pages/{overview.pk}/edit/" not in {each.address for each in entries(editor, "Due for review")}
    assert "Due for review" not in "".join(headings(person("translator")))


def test_content_that_came_together_is_not_due() -> None:
    add_session()
    ContentLoad.objects.update(loaded_at=timezone.now() + timedelta(minutes=5))
    assert not any(each.startswith("Due") for each in headings(person("editor")))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("There have been five sessions.", "five sessions"),
        ("科博会已成功举办十三届，", "十三届"),
        ("已举办12届", "12届"),
        ("fourteen sessions, and 14届", ""),
        ("第五届科博会", ""),
        ("前五届共有5万人", ""),
        ("the first five sessions", ""),
        ("10,964 less sessions 1 to 4", ""),
        ("several sessions of talks, many sessions", ""),
        ("二十届", "二十届"),
    ],
)
def test_what_counts_sessions_otherwise(text: str, words: str) -> None:
    assert counted_otherwise(text, 14) == words


@pytest.mark.parametrize(
    "role",
    [
        "editor",
        "moderator",
        pytest.param("english_editor", marks=pytest.mark.long),
        pytest.param("translator", marks=pytest.mark.long),
    ],
)
def test_everything_listed_opens_for_the_person(role: str) -> None:
    """Nothing is shown that they may not do, and it is in their language."""
    client = sign_in(role, CHINESE)
    user = get_user_model().objects.get(username=f"{role}-zh-hans")
    draft_of(user, 1)
    add_session()
    soup = BeautifulSoup(client.get("/admin/").content, "lxml")
    panel = soup.select_one("#to-do-section")
    assert "待办" in panel.get_text()
    links = [each.select_one("a")["href"] for each in panel.select(".people-to-do")]
    assert links
    for link in links:
        assert client.get(link).status_code == 200, link


def test_nothing_to_do_is_said() -> None:
    client = sign_in("english_editor", ENGLISH)
    panel = BeautifulSoup(client.get("/admin/").content, "lxml").select_one("#to-do-section")
    assert "Nothing waits for you" in panel.get_text()
    assert not panel.select("li")


def test_when_the_scheduler_last_ran_is_said(settings, tmp_path) -> None:
    settings.VAR_DIR = tmp_path
    client = sign_in("editor", ENGLISH)
    assert "has not run on this machine yet" in client.get("/admin/").content.decode()
    long_ago = '{"publish scheduled pages": {"started": "2026-01-05T01:00:00+00:00"}}'
    (tmp_path / "scheduler.json").write_text(long_ago)
    page = client.get("/admin/").content.decode()
    assert "last ran on 5 January 2026 at 09:00 Beijing time" in page
    assert "That is too long ago" in page


@pytest.mark.long
@pytest.mark.parametrize("role", ["translator", "moderator"])
def test_the_queries_do_not_grow_with_what_there_is(role: str) -> None:
    user, moderator = person(role), person("moderator", CHINESE)
    add_session()

    def asked() -> int:
        request = SimpleNamespace(user=again(user))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            ToDoPanel().get_context_data({"request": request})
        return len(queries)

    fill(user, moderator, 1)
    asked()
    few = asked()
    fill(user, moderator, 3)
    assert asked() == few
    assert few <= 24


def fill(user: Any, moderator: Any, many: int) -> None:
    """So many of each kind."""
    base = StandardPage.objects.count() * 100
    for number in range(many):
        draft_of(user, base + number * 4)
        at_the_second_task(in_review(user, base + number * 4 + 1), moderator)
        back = in_review(user, base + number * 4 + 2)
        back.current_workflow_state.current_task_state.reject(user=moderator, comment="No.")
        page = new_page(base + number * 4 + 3)
        page.go_live_at = timezone.now() + timedelta(days=1)
        page.save_revision().publish()
