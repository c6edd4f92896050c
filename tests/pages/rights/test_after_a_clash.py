"""What a form may do once others have saved, approved or published: only what its person decided about."""

import datetime as dt
import json

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Revision, Workflow, WorkflowPage, WorkflowTask

from pages.bilingual.readiness import ReadyState
from pages.bilingual.readiness_form import state_field
from pages.models import BasePage, FeaturePage
from tests.pages.rights.conftest import Opens, entries, latest, live
from tests.pages.rights.open_form import OpenForm
from tests.pages.staff import CHINESE

pytestmark = pytest.mark.django_db
STATE = state_field(CHINESE)


def saved_once_more(form: OpenForm, shown: object) -> None:
    """The form that came back with its errors, sent as it is."""
    form.data["text_seen"] = shown.context["form"].data["text_seen"]
    assert form.save().status_code == 302


def test_a_form_that_shows_a_clash_does_not_save_itself(opens: Opens, feature: FeaturePage) -> None:
    """It counts as changed, and an autosave of it would be taken for the decision that was asked for."""
    moderator, editor = opens("moderator"), opens("editor")
    assert moderator.type(title_en="Theirs").autosave()["success"]
    shown = editor.type(title_en="Mine").save()
    assert shown.status_code == 200
    assert "w-autosave#save" in editor.html
    assert "w-autosave#save" not in shown.content.decode()
    assert latest(feature).title_en == "Theirs"


def test_a_decision_is_about_the_blocks_that_were_named(opens: Opens, feature: FeaturePage) -> None:
    translator, editor = opens("translator"), opens("editor")
    translator.type(body_zh_hans__0__value__text="甲的标题", body_zh_hans__2__value__title="甲")
    translator.type_text("body_zh_hans-2-value-text", "<p>甲的说明</p>")
    assert translator.autosave()["success"]
    shown = editor.type(body_zh_hans__2__value__title="乙").save()
    assert shown.status_code == 200
    saved_once_more(editor, shown)
    heading, _text, call_out = latest(feature).body_zh_hans
    assert heading.value["text"] == "甲的标题"
    assert (call_out.value["title"], "甲的说明" in call_out.value["text"].source) == ("乙", True)


def test_a_browser_that_lies_about_what_it_held_is_answered_like_any_other(opens: Opens, feature: FeaturePage) -> None:
    """Forged: the states of blocks, rows and fields are of another shape than any form has."""
    moderator, editor = opens("moderator"), opens("editor")
    moderator.type(body_zh_hans__2__value__title="甲", entries__0__name_en="Theirs")
    assert moderator.autosave()["success"]
    held = json.loads(editor.data["text_seen"])
    keys = [key for key, _state in held["fields"]["body_zh_hans"]]
    for lie in ("text", {}, {"call_out": "x", "text": "y"}, {"other": "x"}, []):
        held["fields"]["body_zh_hans"] = [[key, lie] for key in keys]
        editor.type(body_zh_hans__2__value__title="乙", text_seen=json.dumps(held))
        assert editor.save().status_code == 200, lie
    assert latest(feature).body_zh_hans[2].value["title"] == "甲"


def test_a_decision_is_about_the_columns_of_the_rows_that_were_named(opens: Opens, feature: FeaturePage) -> None:
    moderator, editor = opens("moderator"), opens("editor")
    moderator.add_row("entries", kind="forum", name_en="Third", name_zh_hans="", name_confirmed="on")
    moderator.type(entries__0__name_en="Theirs", entries__0__name_zh_hans="别人", entries__1__name_en="2nd")
    assert moderator.autosave()["success"]
    shown = editor.type(entries__0__name_en="Mine").save()
    assert shown.status_code == 200
    saved_once_more(editor, shown)
    assert [row[:2] for row in entries(latest(feature))] == [("Mine", "别人"), ("2nd", "乙"), ("Third", "")]


@pytest.mark.parametrize("mine", ["kept", "removed"])
def test_a_block_that_one_removed_and_the_other_changed_stays_as_decided(
    opens: Opens, feature: FeaturePage, mine: str
) -> None:
    translator, editor = opens("translator"), opens("editor")
    removed, changed = {"body_zh_hans__2__deleted": "1"}, {"body_zh_hans__2__value__title": "改"}
    assert translator.type(**(removed if mine == "kept" else changed)).autosave()["success"]
    shown = editor.type(**(changed if mine == "kept" else removed)).save()
    assert shown.status_code == 200
    saved_once_more(editor, shown)
    titles = [block.value["title"] for block in latest(feature).body_zh_hans if block.block_type == "call_out"]
    assert titles == (["改"] if mine == "kept" else [])


def test_an_open_form_does_not_turn_readiness_back(opens: Opens, feature: FeaturePage) -> None:
    """The state that it showed when it was opened is nobody's choice."""
    editor = opens("editor")
    assert f'name="initial-{STATE}"' in editor.html
    editor.data[f"initial-{STATE}"] = editor.data[STATE]
    page = latest(feature)
    shown = page.state_in(CHINESE)
    other = ReadyState.REVIEW if shown != ReadyState.REVIEW else ReadyState.DRAFT
    page.set_state_in(CHINESE, other)
    page.save_revision()
    assert editor.type(title_en="Hall").save().status_code == 302
    assert (latest(feature).title_en, latest(feature).state_in(CHINESE)) == ("Hall", other)
    # Chosen in the same form, it counts; “ready” is for who may publish, whatever a form says that it showed.
    editor.load()
    editor.data[f"initial-{STATE}"] = editor.data[STATE]
    assert editor.type(**{STATE: ReadyState.DRAFT.value}).save().status_code == 302
    assert latest(feature).state_in(CHINESE) == ReadyState.DRAFT
    for lie in ("draft", "ready"):
        editor.data[f"initial-{STATE}"] = lie
        editor.type(**{STATE: ReadyState.READY.value}).save()
        assert latest(feature).state_in(CHINESE) == ReadyState.DRAFT


@pytest.mark.parametrize("settled", ["scheduled", "published"])
def test_an_autosave_does_not_rewrite_what_was_approved(opens: Opens, feature: FeaturePage, settled: str) -> None:
    """The revision that it would overwrite was scheduled or published meanwhile: from the dashboard, by a workflow."""
    translator = opens("translator")
    assert translator.type(title_zh_hans="稿").autosave()["success"]
    approved = Revision.objects.get(pk=translator.overwritten)
    if settled == "scheduled":
        goes_live = timezone.now() + dt.timedelta(days=3)
        approved.content["go_live_at"] = goes_live.isoformat()
        approved.approved_go_live_at = goes_live
        approved.save()
    else:
        approved.publish()
    answer = translator.type(title_zh_hans="再改").autosave()
    assert (answer["success"], answer["revision_id"] != approved.pk) == (True, True)
    before = approved.approved_go_live_at
    approved.refresh_from_db()
    assert (approved.content["title_zh_hans"], approved.approved_go_live_at) == ("稿", before)
    assert latest(feature).title_zh_hans == "再改"


def test_one_language_is_not_published_past_the_checks(opens: Opens, feature: FeaturePage) -> None:
    feature.confirm(CHINESE)
    feature.set_state_in(CHINESE, ReadyState.READY)
    feature.summary_en, feature.summary_zh_hans = "In 2031", "2031年"
    feature.save_revision().publish()
    moderator = opens("moderator")
    shown = moderator.type(summary_zh_hans="2013年").save(**{"action-publish-language": CHINESE})
    assert shown.status_code == 200
    assert "2031" in str(shown.context["form"].errors)
    assert live(feature).summary_zh_hans == "2031年"


def test_a_schedule_opens_no_other_lock_to_translators(
    opens: Opens, clients: dict[str, Client], feature: FeaturePage
) -> None:
    page = latest(feature)
    page.go_live_at = timezone.now() + dt.timedelta(days=3)
    page.save_revision().publish()
    translator = opens("translator")
    assert translator.type(summary_zh_hans="译").autosave()["success"]  # what is scheduled is a revision of its own
    colleague = opens("editor").form.for_user
    BasePage.objects.filter(pk=feature.pk).update(locked=True, locked_by=colleague, locked_at=timezone.now())
    assert not translator.type(summary_zh_hans="锁").autosave()["success"]
    BasePage.objects.filter(pk=feature.pk).update(locked=False, locked_by=None)
    workflow, task = Workflow.objects.create(name="Approval"), GroupApprovalTask.objects.create(name="Approve")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.update_or_create(page=feature, defaults={"workflow": workflow})
    workflow.start(latest(feature), colleague)
    assert not translator.type(summary_zh_hans="审").autosave()["success"]
    assert latest(feature).summary_zh_hans == "译"
