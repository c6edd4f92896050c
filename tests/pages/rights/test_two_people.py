"""Two people on one page at the same time: nothing is refused that can be kept, and nothing is overwritten unseen."""

import json

import pytest
from wagtail.admin.views import editing_sessions
from wagtail.models import Revision

from pages.models import FeaturePage
from tests.pages.rights.conftest import Opens, entries, latest
from tests.pages.rights.open_form import OpenForm

pytestmark = pytest.mark.django_db


def test_editor_and_translator_save_by_turns_and_both_texts_stay(opens: Opens, feature: FeaturePage) -> None:
    editor, translator = opens("editor"), opens("translator")
    for turn in range(3):
        editor.type(title_en=f"Venue {turn}", body_en__0__value__text=f"Halls {turn}")
        assert editor.autosave()["success"]
        translator.type(title_zh_hans=f"场馆{turn}", entries__0__name_zh_hans=f"甲{turn}")
        translator.type_text("body_zh_hans-1-value", f"<p>一{turn}</p>")
        assert translator.autosave()["success"]
        page = latest(feature)
        assert (page.title_en, page.title_zh_hans) == (f"Venue {turn}", f"场馆{turn}")
        assert page.body_en[0].value["text"] == f"Halls {turn}"
        assert f"一{turn}" in page.body_zh_hans[1].value.source
        assert entries(page)[0][:2] == ("First", f"甲{turn}")
    # The editor's browser still holds the first Chinese; a save by hand must not bring it back.
    editor.type(title_en="Last")
    assert editor.save().status_code == 302
    page = latest(feature)
    assert (page.title_en, page.title_zh_hans, entries(page)[0][1]) == ("Last", "场馆2", "甲2")


def test_a_stale_form_that_is_published_keeps_the_other_language(opens: Opens, feature: FeaturePage) -> None:
    moderator, translator = opens("moderator"), opens("translator")
    assert translator.type(title_zh_hans="新").autosave()["success"]
    assert moderator.type(title_en="Hall").save(**{"action-publish": "1"}).status_code == 302
    page = FeaturePage.objects.get(pk=feature.pk)
    assert (page.title_en, page.title_zh_hans) == ("Hall", "新")


def test_the_second_in_the_same_field_is_told_who_and_what(opens: Opens, feature: FeaturePage) -> None:
    translator, editor = opens("translator"), opens("editor")
    assert translator.type(title_zh_hans="甲版").autosave()["success"]
    refused = editor.type(title_zh_hans="乙版", title_en="Other").autosave()
    assert (refused["success"], refused["error_code"]) == (False, "invalid_revision")
    assert "translator-zh-hans" in refused["error_message"]
    assert "标题（简体中文）" in refused["error_message"]
    assert latest(feature).title_zh_hans == "甲版"
    # By hand: the same is said on the page, with one's own words still in the form.
    shown = editor.save()
    html = shown.content.decode()
    assert shown.status_code == 200
    assert "translator-zh-hans" in html
    assert "乙版" in html
    assert latest(feature).title_zh_hans == "甲版"
    # Saving once more is a decision.
    editor.data["text_seen"] = shown.context["form"].data["text_seen"]
    assert editor.save().status_code == 302
    page = latest(feature)
    assert (page.title_zh_hans, page.title_en) == ("乙版", "Other")


def test_two_people_in_one_body_keep_each_others_blocks(opens: Opens, feature: FeaturePage) -> None:
    translator, editor = opens("translator"), opens("editor")
    translator.type(body_zh_hans__0__value__text="甲的标题")
    assert translator.autosave()["success"]
    editor.type_text("body_zh_hans-1-value", "<p>乙的正文</p>")
    assert editor.autosave()["success"]
    page = latest(feature)
    assert page.body_zh_hans[0].value["text"] == "甲的标题"
    assert "乙的正文" in page.body_zh_hans[1].value.source


def test_two_people_inside_one_block_keep_each_others_parts(opens: Opens, feature: FeaturePage) -> None:
    translator, editor = opens("translator"), opens("editor")
    assert translator.type(body_zh_hans__2__value__title="甲的标题").autosave()["success"]
    editor.type_text("body_zh_hans-2-value-text", "<p>乙的正文</p>")
    assert editor.autosave()["success"]
    call_out = latest(feature).body_zh_hans[2].value
    assert call_out["title"] == "甲的标题"
    assert "乙的正文" in call_out["text"].source


def test_a_block_removed_by_one_and_changed_by_the_other_clashes(opens: Opens, feature: FeaturePage) -> None:
    translator, editor = opens("translator"), opens("editor")
    assert translator.type(body_zh_hans__2__deleted="1").autosave()["success"]
    assert len(latest(feature).body_zh_hans) == 2
    refused = editor.type(body_zh_hans__2__value__title="改").autosave()
    assert refused["error_code"] == "invalid_revision"
    assert "正文（简体中文）" in refused["error_message"]


@pytest.mark.long
def test_rows_are_added_and_moved_while_their_chinese_is_written(opens: Opens, feature: FeaturePage) -> None:
    editor, translator = opens("editor"), opens("translator")
    new = editor.add_row("entries", kind="forum", name_en="Third", name_zh_hans="", name_confirmed="on")
    assert editor.autosave()["success"]
    assert editor.data[f"entries-{new}-key"]
    assert translator.type(entries__1__name_zh_hans="乙二").autosave()["success"]
    editor.type(entries__2__name_en="Third!", entries__0__ORDER="2", entries__1__ORDER="1")
    assert editor.autosave()["success"]
    assert entries(latest(feature)) == [("Second", "乙二", True), ("First", "甲", True), ("Third!", "", True)]
    # The new row of a live page's draft has no id yet; the translator finds it by its key.
    translator.load()
    assert translator.type(entries__2__name_zh_hans="丙").autosave()["success"]
    assert entries(latest(feature))[2] == ("Third!", "丙", True)
    refused = editor.type(entries__2__DELETE="on").autosave()
    assert "translator-zh-hans" in refused["error_message"]


def test_an_answer_that_was_lost_does_not_make_one_clash_with_oneself(opens: Opens, feature: FeaturePage) -> None:
    editor = opens("editor")
    editor.type(title_en="One", body_zh_hans__0__value__text="其一")
    editor.add_row("entries", kind="forum", name_en="Third", name_zh_hans="", name_confirmed="on")
    assert editor.autosave(answer_is_lost=True)["success"]
    editor.type(title_en="Two", body_zh_hans__0__value__text="其二", entries__2__name_en="3rd")
    assert editor.autosave()["success"]
    page = latest(feature)
    assert (page.title_en, page.body_zh_hans[0].value["text"]) == ("Two", "其二")
    assert [row[0] for row in entries(page)] == ["First", "Second", "3rd"]


def test_what_was_undone_after_a_lost_answer_is_gone(opens: Opens, feature: FeaturePage) -> None:
    """The browser holds what it held before: that is a change of its own, not somebody else's text to keep."""
    editor = opens("editor")
    before = dict(editor.data)
    editor.type(title_en="One", body_zh_hans__0__value__text="其一")
    editor.add_row("entries", kind="forum", name_en="Third", name_zh_hans="", name_confirmed="on")
    assert editor.autosave(answer_is_lost=True)["success"]
    assert entries(latest(feature))[2][0] == "Third"
    editor.data = before
    assert editor.autosave()["success"]
    page = latest(feature)
    assert (page.title_en, page.body_zh_hans[0].value["text"]) == ("Venue", "展馆")
    assert [row[0] for row in entries(page)] == ["First", "Second"]


def test_what_a_slow_line_brings_late_overwrites_nothing_newer(opens: Opens, feature: FeaturePage) -> None:
    """The browser counts what it sends: an autosave may arrive after the save by hand that followed it."""
    editor = opens("editor")

    def counted(number: object) -> str:
        return json.dumps(json.loads(editor.data["text_seen"]) | {"sent": number})

    late = {**editor.data, "title_en": "Half a", "text_seen": counted(1)}
    editor.type(title_en="Half a sentence", text_seen=counted(2))
    assert editor.save().status_code == 302
    answer = editor.client.post(editor.address, late, headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()["error_code"]) == (400, "invalid_revision")
    assert answer.json()["error_message"] == "此表单较新的内容已经保存。"
    assert latest(feature).title_en == "Half a sentence"
    # A number that is none says nothing about order.
    late["text_seen"] = late["text_seen"].replace('"sent": 1', '"sent": Infinity')
    assert editor.client.post(editor.address, late, headers={"accept": "application/json"}).status_code == 200


@pytest.mark.long
def test_a_lost_answer_does_not_hide_what_somebody_else_wrote_since(opens: Opens, feature: FeaturePage) -> None:
    editor, moderator = opens("editor"), opens("moderator")
    assert editor.type(title_en="One").autosave(answer_is_lost=True)["success"]
    moderator.load()
    assert moderator.type(title_en="Theirs").autosave()["success"]
    assert not editor.type(title_en="Two").autosave()["success"]
    assert latest(feature).title_en == "Theirs"


@pytest.mark.long
def test_a_base_that_autosave_has_overwritten_is_not_needed(opens: Opens, feature: FeaturePage) -> None:
    editor = opens("editor")
    assert editor.type(title_en="One").autosave()["success"]
    translator = opens("translator")
    assert editor.type(title_en="Two", title_zh_hans="编").autosave()["success"]
    assert translator.data["loaded_revision_id"] == str(editor.overwritten)
    assert translator.type(summary_zh_hans="译").autosave()["success"]
    page = latest(feature)
    assert (page.title_en, page.title_zh_hans, page.summary_zh_hans) == ("Two", "编", "译")


@pytest.mark.long
def test_a_form_that_cannot_say_what_it_held_overwrites_nothing(opens: Opens, feature: FeaturePage) -> None:
    editor, translator = opens("editor"), opens("translator")
    assert editor.type(title_en="x").autosave()["success"]
    for broken in ("", "[]", "{", '{"form": 1}', '{"form": "0", "fields": {}, "rows": {}}', "[" * 5000):
        translator.type(title_zh_hans="旧", text_seen=broken)
        assert not translator.autosave()["success"]
        assert translator.save().status_code == 200
    assert latest(feature).title_zh_hans == "场馆"


@pytest.mark.long
def test_reverting_keeps_what_others_wrote_meanwhile(opens: Opens, feature: FeaturePage, clients) -> None:
    first = feature.latest_revision_id
    editor, translator = opens("editor"), opens("translator")
    editor.type(title_en="Newer", summary_en="Newer", entries__0__name_en="Newer", entries__1__DELETE="on")
    assert editor.save().status_code == 302
    reverting = OpenForm(clients["editor"], f"/admin/pages/{feature.pk}/revisions/{first}/revert/")
    assert reverting.data["title_en"] == "Venue"
    translator.load()
    assert translator.type(title_zh_hans="译").autosave()["success"]
    reverting.address = f"/admin/pages/{feature.pk}/revisions/{first}/revert/"
    assert reverting.save().status_code == 302
    page = latest(feature)
    assert (page.title_en, page.summary_en, page.title_zh_hans) == ("Venue", "Where it is", "译")
    assert entries(page) == [("First", "甲", True), ("Second", "乙", True)]
    assert [str(row.key) for row in page.entries.all()] == [str(row.key) for row in feature.entries.all()]


@pytest.mark.long
def test_english_editor_who_reverts_leaves_the_chinese(opens: Opens, feature: FeaturePage, clients) -> None:
    first = feature.latest_revision_id
    assert opens("editor").type(title_en="Newer", title_zh_hans="更新").save().status_code == 302
    opens("english_editor")
    reverting = OpenForm(clients["english_editor"], f"/admin/pages/{feature.pk}/revisions/{first}/revert/")
    assert reverting.save().status_code == 302
    assert (latest(feature).title_en, latest(feature).title_zh_hans) == ("Venue", "更新")


@pytest.mark.long
def test_ping_warns_of_ones_own_languages_alone(opens: Opens, feature: FeaturePage, clients) -> None:
    translator, editor = opens("translator"), opens("editor")

    def ping(form) -> dict:
        address = form.html.split('data-w-swap-src-value="/admin/editing-sessions/ping')[1].split('"')[0]
        sent = {"revision_id": form.data["loaded_revision_id"], "is_editing": "1"}
        sent["revision_created_at"] = form.data["loaded_revision_created_at"]
        response = form.client.post(f"/admin/editing-sessions/ping{address}", sent)
        assert response.status_code == 200
        return response.json()

    assert editor.type(title_en="English").autosave()["success"]
    heard = ping(translator)
    assert [session for session in heard["other_sessions"] if session["revision_id"]] == []
    assert "changed-by-others" not in heard["html"]
    assert editor.type(title_zh_hans="中文").autosave()["success"]
    heard = ping(translator)
    assert [session for session in heard["other_sessions"] if session["revision_id"]] == []
    assert "changed-by-others" in heard["html"]
    assert "标题（简体中文）" in heard["html"]
    assert "editor-zh-hans" in heard["html"]
    assert "changed-by-others" not in ping(editor)["html"]


def test_ping_does_not_warn_of_a_save_in_the_very_moment(opens: Opens, feature: FeaturePage, monkeypatch) -> None:
    """Between reading the page and Wagtail's look for newer revisions, on a busy machine."""
    translator, editor = opens("translator"), opens("editor")
    asked = editing_sessions.ping

    def ping_after_a_save(*given, **named):
        assert editor.type(title_en="English").save().status_code == 302
        return asked(*given, **named)

    monkeypatch.setattr(editing_sessions, "ping", ping_after_a_save)
    address = translator.html.split('data-w-swap-src-value="/admin/editing-sessions/ping')[1].split('"')[0]
    sent = {name: translator.data[name] for name in ("loaded_revision_id", "loaded_revision_created_at")}
    answer = translator.client.post(
        f"/admin/editing-sessions/ping{address}", {name.removeprefix("loaded_"): value for name, value in sent.items()}
    )
    assert [each for each in answer.json()["other_sessions"] if each["revision_id"]] == []


@pytest.mark.long
def test_somebody_elses_form_key_brings_nothing(opens: Opens, feature: FeaturePage) -> None:
    editor, translator = opens("editor"), opens("translator")
    assert editor.type(title_zh_hans="编").autosave()["success"]
    held = json.loads(translator.data["text_seen"]) | {"form": json.loads(editor.data["text_seen"])["form"]}
    assert not translator.type(title_zh_hans="译", text_seen=json.dumps(held)).autosave()["success"]
    assert Revision.objects.for_instance(feature).latest("created_at").content["title_zh_hans"] == "编"
