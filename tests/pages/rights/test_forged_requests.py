"""What a translator's browser sends that its form never offered: nothing changes, and nothing is published.

Each class of attack says why it is tried. Where an attack could fail for another reason than the rights, somebody who
has the rights sends the same, and it works.
"""

import json
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import (
    Comment,
    GroupApprovalTask,
    Revision,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from pages.groups import CHINESE_TRANSLATORS, MODERATORS
from pages.models import BasePage, FeaturePage, StandardPage
from sessions_archive.models import SessionPage
from tests.pages.rights.conftest import Opens, entries, latest, live, whole_state
from tests.pages.rights.open_form import OpenForm
from tests.pages.staff import CHINESE, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.long]
WHATEVER = "HACKED"


def test_english_fields(opens: Opens, feature: FeaturePage) -> None:
    """Reason: Wagtail hides a field by its panel and would still take what is posted for it."""
    before = latest(feature)
    for by_hand in (True, False):
        form = opens("translator")
        form.type(title_zh_hans=f"好{by_hand}", title_en=WHATEVER, seo_title_en=WHATEVER, summary_en=WHATEVER)
        form.type(title=WHATEVER, summary=WHATEVER, body_en__count="0", search_description_en=WHATEVER)
        assert form.save().status_code == 302 if by_hand else form.autosave()["success"]
        page = latest(feature)
        assert page.title_zh_hans == f"好{by_hand}"
        for name in ("title", "title_en", "seo_title_en", "summary", "summary_en", "search_description_en"):
            assert getattr(page, name) == getattr(before, name), name
        assert page.body_en.get_prep_value() == before.body_en.get_prep_value()


def test_slug_schedule_and_what_exists_once(opens: Opens, feature: FeaturePage) -> None:
    """Reason: these are columns of the same table, and each moves or publishes something."""
    before = latest(feature)
    form = opens("translator")
    form.type(slug="hacked", go_live_at="2030-01-01 10:00", expire_at="2031-01-01 10:00", show_in_menus="on")
    form.type(picture="wave-many", figures_through="99", share_image="1", owner="1", locked="on", live="")
    form.type(readiness='{"zh-hans": {"state": "ready"}}', first_published_at="2001-01-01 10:00", title_zh_hans="好")
    assert form.save().status_code == 302
    page = latest(feature)
    assert page.title_zh_hans == "好"
    shared = ("slug", "go_live_at", "expire_at", "show_in_menus", "picture", "figures_through", "share_image_id")
    for name in (*shared, "owner_id", "locked", "live"):
        assert getattr(page, name) == getattr(before, name), name
    assert page.first_published_at.year > 2001
    assert page.state_in("zh-hans") == before.state_in("zh-hans")
    assert live(feature).slug == "venue"
    assert not Revision.objects.exclude(approved_go_live_at=None).exists()


def test_rows(opens: Opens, feature: FeaturePage) -> None:
    """Reason: a formset adds, deletes and moves whatever it is sent, and names rows by an id that can be guessed."""
    form = opens("translator")
    other_id = str(feature.entries.first().pk)
    form.type(entries__0__DELETE="on", entries__0__ORDER="9", entries__1__ORDER="1", entries__1__id=other_id)
    form.type(entries__1__name_en=WHATEVER, entries__1__name_confirmed="", entries__1__name_zh_hans="乙新")
    form.add_row("entries", kind="forum", name_en=WHATEVER, name_zh_hans="假")
    form.add_row(
        "entries", kind="forum", name_en=WHATEVER, name_zh_hans="假", key="11111111-1111-1111-1111-111111111111"
    )
    form.type(key_figures__TOTAL_FORMS="1", key_figures__0__measure="signed_amount_cny", key_figures__0__key="")
    assert form.save().status_code == 302
    page = latest(feature)
    assert entries(page) == [("First", "甲", True), ("Second", "乙新", True)]
    assert page.key_figures.count() == 0
    assert [row.pk for row in page.entries.all()] == [row.pk for row in feature.entries.all()]


def test_rows_that_are_not_sent(opens: Opens, feature: FeaturePage) -> None:
    """Reason: leaving a row out is another way to delete it."""
    form = opens("translator")
    form.data = {name: value for name, value in form.data.items() if not name.startswith("entries-1")}
    form.type(entries__TOTAL_FORMS="1", entries__INITIAL_FORMS="1", title_zh_hans="好")
    assert form.save().status_code == 302
    assert entries(latest(feature)) == [("First", "甲", True), ("Second", "乙", True)]


def test_figures_of_a_session(site_content: None) -> None:
    """Reason: figures are facts with sources; a translator words their notes at most."""
    session = SessionPage.objects.get(number=5)
    form = OpenForm(sign_in("translator", CHINESE), f"/admin/pages/{session.pk}/edit/")
    assert not [name for name in form.names if name.startswith("figures-") and name.endswith(("-value", "-sources"))]
    columns = ("pk", "measure", "value", "quality", "rank", "note_en", "note_zh_hans")
    before = [[getattr(row, name) or "" for name in columns] for row in session.figures.all()]
    form.type(number="99", year="1999", status="canceled", start_date="1999-01-01", theme_zh_hans="新主题")
    form.type(figures__0__value="1", figures__0__measure="visitors", figures__0__sources="1", figures__0__DELETE="on")
    form.type(figures__0__note_zh_hans="注")
    assert form.save().status_code == 302
    page = SessionPage.objects.get(pk=session.pk).get_latest_revision_as_object()
    after = [[getattr(row, name) or "" for name in columns] for row in page.figures.all()]
    before[0][-1] = "注"
    assert after == before
    assert (page.number, page.year, page.status, page.theme_zh_hans) == (5, session.year, session.status, "新主题")


def test_what_the_browser_says_it_held(opens: Opens, feature: FeaturePage) -> None:
    """Reason: the base of a merge comes from the browser; a lie about it must not reach beyond one's own fields."""
    newer = latest(feature)
    newer.title_en = "Newer"
    newer.save_revision()
    lies = (
        {"fields": {}, "rows": {}},
        {"fields": {"title_en": "x", "body_zh_hans": "x", "title_zh_hans": [["a", "b"]]}, "rows": {}},
        {
            "fields": {"title_zh_hans": {"a": "b"}},
            "rows": {"entries": [["k", {"fields": {"name_en": "x"}, "rows": {}}]]},
        },
    )
    for lie in lies:
        form = opens("translator")
        key = json.loads(form.data["text_seen"])["form"]
        form.type(text_seen=json.dumps({"form": key, **lie}), title_en=WHATEVER, figures_through="1")
        assert form.save().status_code in (200, 302)
        page = latest(feature)
        assert (page.title_en, page.figures_through) == ("Newer", 5)
        assert entries(page) == [("First", "甲", True), ("Second", "乙", True)]


@pytest.fixture
def beside(feature: FeaturePage) -> StandardPage:
    """A draft beside the live page, which Wagtail would let more people move and delete."""
    page = StandardPage(title_en="Beside", slug="beside", live=False)
    BasePage.objects.get(slug="features").add_child(instance=page)
    page.save_revision()
    return page


def attacks(feature: BasePage, beside: BasePage, older: int) -> dict[str, tuple[str, dict[str, Any]]]:
    home, key = BasePage.objects.get(depth=2).pk, feature.pk
    both = f"?id={key}&id={beside.pk}&next=/admin/"
    copied = {"new_title": "x", "new_title_zh_hans": "x", "new_slug": "x", "new_parent_page": feature.get_parent().pk}
    return {
        "delete": (f"pages/{key}/delete/", {}),
        "delete a draft": (f"pages/{beside.pk}/delete/", {}),
        "move": (f"pages/{beside.pk}/move/{home}/confirm/", {}),
        "copy": (f"pages/{key}/copy/", copied),
        "unpublish": (f"pages/{key}/unpublish/", {}),
        "privacy": (f"pages/{key}/privacy/", {"restriction_type": "login"}),
        "lock": (f"pages/{key}/lock/", {}),
        "reorder": (f"pages/{key}/set_position/?position=0", {}),
        "revert": (f"pages/{key}/revisions/{older}/revert/", {}),
        "bulk delete": (f"bulk/pages/basepage/delete/{both}", {}),
        "bulk move": (
            f"bulk/pages/basepage/move/?id={beside.pk}&next=/admin/",
            {"chooser": home, "move_applicable": "on"},
        ),
        "bulk publish": (f"bulk/pages/basepage/publish/{both}", {}),
        "bulk unpublish": (f"bulk/pages/basepage/unpublish/{both}", {}),
    }


def test_actions_on_pages(feature: FeaturePage, beside: StandardPage) -> None:
    """Reason: Wagtail derives copying, locking, reverting from “may edit”; each action has an address of its own."""
    older = feature.latest_revision_id
    newer = latest(feature)
    newer.title_zh_hans = "待发"
    newer.save_revision()
    translator, moderator = sign_in("translator", CHINESE), sign_in("moderator", CHINESE)
    whole = OpenForm(moderator, f"/admin/pages/{feature.pk}/edit/").data
    before = whole_state(feature, beside)
    without_effect = []
    for name, (address, data) in attacks(feature, beside, older).items():
        sent = whole if name == "revert" else data
        response = translator.post(f"/admin/{address}", sent)
        assert whole_state(feature, beside) == before, name
        assert response.status_code in (302, 403, 404), name
        with transaction.atomic():
            moderator.post(f"/admin/{address}", sent)
            if whole_state(feature, beside) == before:
                without_effect.append(name)
            transaction.set_rollback(True)
    # Each of the others changes something when a moderator sends it.
    assert set(without_effect) <= {"reorder"}


def test_publishing_through_the_form(opens: Opens, feature: FeaturePage) -> None:
    """Reason: what a save does is named by a button, and anybody can name one."""
    published = live(feature).live_revision_id
    for action in ("action-publish", "action-unpublish", "action-publish-language", "action-cancel-workflow"):
        form = opens("translator")
        form.type(title_zh_hans="稿").save(**{action: "zh-hans"})
        page = live(feature)
        assert (page.live, page.live_revision_id, page.title_zh_hans) == (True, published, "场馆"), action


def test_another_pages_id(feature: FeaturePage, beside: StandardPage) -> None:
    """Reason: rights hold below a page; an address with the id of a page elsewhere must not carry them there."""
    client = sign_in("translator", CHINESE)
    group = Group.objects.get(name=CHINESE_TRANSLATORS)
    for granted in group.page_permissions.all():
        granted.page = BasePage.objects.get(slug="about")
        granted.save()
    form = OpenForm(client, f"/admin/pages/{BasePage.objects.get(slug='about').pk}/edit/")
    before = whole_state(feature, beside)
    for address in (f"pages/{feature.pk}/edit/", f"pages/{beside.pk}/edit/", f"pages/{feature.pk}/edit/preview/"):
        assert client.post(f"/admin/{address}", form.data).status_code in (302, 403)
        assert client.get(f"/admin/{address}").status_code in (302, 403)
    assert whole_state(feature, beside) == before


def test_workflow_of_others(opens: Opens, feature: FeaturePage) -> None:
    """Reason: approving is a POST of its own, and membership of a task's group opens the editor and its lock."""
    newer = latest(feature)
    newer.title_en = "Draft"
    newer.save_revision()
    task = GroupApprovalTask.objects.create(name="Editorial")
    task.groups.add(Group.objects.get(name=MODERATORS))
    workflow = Workflow.objects.create(name="Editorial")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.update_or_create(page=feature.get_parent(), defaults={"workflow": workflow})
    form = opens("translator")
    state = workflow.start(latest(feature), opens("editor").form.for_user)
    step = state.current_task_state
    for name in ("approve", "reject"):
        form.client.post(f"/admin/pages/{feature.pk}/workflow/action/{name}/{step.pk}/", {"comment": "x"})
        form.save(**{"action-workflow-action": "1", "workflow-action-name": name})
    for action in ("action-cancel-workflow", "action-restart-workflow"):
        form.save(**{action: "1"})
    state.refresh_from_db()
    step.refresh_from_db()
    assert (state.status, step.status) == ("in_progress", "in_progress")
    task.groups.add(Group.objects.get(name=CHINESE_TRANSLATORS))
    reviewing = opens("translator").type(title_zh_hans="审", title_en=WHATEVER)
    reviewing.save()
    assert (latest(feature).title_en, latest(feature).title_zh_hans) == ("Draft", "审")
    reviewing.client.post(f"/admin/pages/{feature.pk}/lock/")
    assert not live(feature).locked


def test_comments_of_others(opens: Opens, feature: FeaturePage) -> None:
    """Reason: Wagtail checks who wrote a comment that is edited, and passes over one that is marked as deleted."""
    editor = opens("editor").form.for_user
    comment = Comment.objects.create(page=feature, user=editor, text="mine", contentpath="title_en")
    for change in ({"text": WHATEVER}, {"DELETE": "on"}):
        row = {"id": comment.pk, "text": "mine", "contentpath": "title_en", "position": "", **change}
        row |= {"replies-TOTAL_FORMS": "0", "replies-INITIAL_FORMS": "0"}
        form = opens("translator")
        form.type(comments__TOTAL_FORMS="1", comments__INITIAL_FORMS="1")
        form.data |= {f"comments-0-{name}": value for name, value in row.items()}
        assert form.save().status_code == 200
        assert [each.text for each in Comment.objects.all()] == ["mine"]
