"""“Publish the Chinese only”: afterwards the draft, its schedule and its workflow are as they were."""

import copy
import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Revision, Workflow, WorkflowPage, WorkflowTask

from pages.bilingual.publish_language import publish_language
from pages.groups import MODERATORS
from pages.models import FeatureEntry, FeaturePage
from tests.pages.rights.conftest import Opens, entries, latest, live

pytestmark = pytest.mark.django_db
CHINESE_ONLY = {"action-publish-language": "zh-hans"}


def draft(page: FeaturePage, **values) -> Revision:
    newer = latest(page)
    for name, value in values.items():
        setattr(newer, name, value)
    return newer.save_revision()


def test_visitors_read_the_new_chinese_and_the_old_english(opens: Opens, feature: FeaturePage, client) -> None:
    draft(feature, title_en="Draft", title_zh_hans="新场馆", figures_through=7, slug="moved")
    assert opens("moderator").save(**CHINESE_ONLY).status_code == 302
    page = live(feature)
    assert (page.title_en, page.title_zh_hans, page.figures_through, page.slug) == ("Venue", "新场馆", 5, "venue")
    assert page.has_unpublished_changes
    assert (latest(feature).title_en, latest(feature).slug, latest(feature).figures_through) == ("Draft", "moved", 7)
    assert "新场馆" in client.get("/zh-hans/features/venue/").content.decode()
    assert "Draft" not in client.get("/en/features/venue/").content.decode()


def test_a_scheduled_english_draft_stays_scheduled_and_goes_live_later(opens: Opens, feature: FeaturePage) -> None:
    in_days = timezone.now() + dt.timedelta(days=3)
    scheduled = draft(feature, title_en="Scheduled", title_zh_hans="稿", go_live_at=in_days)
    scheduled.publish()
    scheduled.refresh_from_db()
    before, planned = copy.deepcopy(scheduled.content), scheduled.approved_go_live_at
    assert planned
    moderator = opens("moderator").form.for_user
    assert publish_language(feature.pk, "zh-hans", moderator)
    scheduled.refresh_from_db()
    page = live(feature)
    assert (page.title_en, page.title_zh_hans, page.go_live_at, page.live) == ("Venue", "稿", None, True)
    assert (scheduled.approved_go_live_at, scheduled.content) == (planned, before)
    assert (page.latest_revision_id, page.scheduled_revision.pk) == (scheduled.pk, scheduled.pk)
    before["go_live_at"] = None
    due = timezone.now() - dt.timedelta(minutes=1)
    Revision.objects.filter(pk=scheduled.pk).update(approved_go_live_at=due, content=before)
    call_command("publish_scheduled")
    page = live(feature)
    assert (page.title_en, page.title_zh_hans, page.has_unpublished_changes) == ("Scheduled", "稿", False)


@pytest.mark.long
def test_an_older_scheduled_revision_does_not_bring_the_old_chinese_back(opens: Opens, feature: FeaturePage) -> None:
    scheduled = draft(feature, title_en="Scheduled", go_live_at=timezone.now() + dt.timedelta(days=3))
    scheduled.publish()
    translator = opens("translator")
    assert translator.type(title_zh_hans="更正", entries__0__name_zh_hans="甲正").save().status_code == 302
    publish_language(feature.pk, "zh-hans", opens("moderator").form.for_user)
    assert (live(feature).title_zh_hans, live(feature).title_en) == ("更正", "Venue")
    kept = live(feature).scheduled_revision
    assert kept.pk == scheduled.pk
    assert (kept.content["title_en"], kept.content["title_zh_hans"]) == ("Scheduled", "更正")
    assert kept.content["entries"][0]["name_zh_hans"] == "甲正"


def test_a_running_workflow_goes_on_and_its_approval_publishes_the_draft(
    opens: Opens, feature: FeaturePage, clients
) -> None:
    submitted = draft(feature, title_en="Draft", title_zh_hans="稿")
    task = GroupApprovalTask.objects.create(name="Editorial")
    task.groups.add(Group.objects.get(name=MODERATORS))
    workflow = Workflow.objects.create(name="Editorial")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.update_or_create(page=feature.get_parent(), defaults={"workflow": workflow})
    opens("editor")
    state = workflow.start(latest(feature), opens("editor").form.for_user)
    step = state.current_task_state
    publish_language(feature.pk, "zh-hans", opens("moderator").form.for_user)
    state.refresh_from_db()
    step.refresh_from_db()
    assert (state.status, step.status, step.revision_id) == ("in_progress", "in_progress", submitted.pk)
    assert (live(feature).title_en, live(feature).title_zh_hans) == ("Venue", "稿")
    approve = reverse("wagtailadmin_pages:workflow_action", args=(feature.pk, "approve", step.pk))
    clients["moderator"].post(approve, {"comment": ""})
    state.refresh_from_db()
    assert (state.status, live(feature).title_en) == ("approved", "Draft")


@pytest.mark.long
def test_rows_new_in_the_draft_are_left_out_and_stay_in_the_draft(opens: Opens, feature: FeaturePage) -> None:
    page = latest(feature)
    first, second = page.entries.all()
    first.name_zh_hans, first.name_en, first.name_confirmed = "甲新", "Draft", False
    first.sort_order, second.sort_order = 1, 0
    page.entries = [second, first, FeatureEntry(name_en="New", name_zh_hans="新", sort_order=2)]
    page.save_revision()
    assert opens("moderator").save(**CHINESE_ONLY).status_code == 302
    assert entries(live(feature)) == [("First", "甲新", True), ("Second", "乙", True)]
    drafted = [("Second", "乙", True), ("Draft", "甲新", False), ("New", "新", True)]
    assert entries(latest(feature)) == drafted
    latest(feature).get_latest_revision().publish()
    assert entries(live(feature)) == drafted


@pytest.mark.long
def test_nobody_elses_open_form_is_disturbed(opens: Opens, feature: FeaturePage) -> None:
    editor = opens("editor")
    assert editor.type(title_en="One", title_zh_hans="稿").autosave()["success"]
    publish_language(feature.pk, "zh-hans", opens("moderator").form.for_user)
    saved = editor.type(title_en="Two").autosave()
    assert saved["success"]
    assert (latest(feature).title_en, live(feature).title_en, live(feature).title_zh_hans) == ("Two", "Venue", "稿")


def test_where_the_draft_holds_nothing_else_it_is_simply_published(opens: Opens, feature: FeaturePage) -> None:
    only_chinese = draft(feature, title_zh_hans="只改中文")
    published = publish_language(feature.pk, "zh-hans", opens("moderator").form.for_user)
    page = live(feature)
    assert published.pk == only_chinese.pk == page.live_revision_id
    assert (page.title_zh_hans, page.has_unpublished_changes) == ("只改中文", False)


@pytest.mark.parametrize("person", ["translator", "editor", "english_editor"])
def test_only_who_may_publish_and_write_chinese_can(opens: Opens, feature: FeaturePage, person: str) -> None:
    draft(feature, title_zh_hans="稿")
    form = opens(person)
    assert "action-publish-language" not in form.html
    form.save(**CHINESE_ONLY)
    assert live(feature).title_zh_hans == "场馆"


def test_the_history_says_who_published_which_language(opens: Opens, feature: FeaturePage, clients) -> None:
    draft(feature, title_en="Draft", title_zh_hans="稿")
    moderator = opens("moderator")
    assert "action-publish-language" in moderator.html
    moderator.save(**CHINESE_ONLY)
    history = clients["moderator"].get(f"/admin/pages/{feature.pk}/history/").content.decode()
    assert "单独发布了一种语言" in history
