"""Readiness as staff meet it: in the form, in the explorer, in review. Nobody here is a superuser."""

import datetime
import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.core import mail
from django.utils import translation

from pages.bilingual.publication import publication_said
from pages.bilingual.readiness import ReadyState
from pages.bilingual.reading_time import length_of
from pages.models import BasePage, StandardPage
from tests.pages.rights.open_form import OpenForm
from tests.pages.staff import CHINESE, ENGLISH, sign_in
from tests.pages.test_readiness import FIRST, SECOND, make_page, states, stream

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(site_content: None) -> StandardPage:
    return make_page()


def edit_url(page: BasePage) -> str:
    return f"/admin/pages/{page.pk}/edit/"


def opened(name: str, page: BasePage, language: str = CHINESE) -> OpenForm:
    return OpenForm(sign_in(name, language), edit_url(page))


def draft(page: BasePage) -> StandardPage:
    return StandardPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def change_english(page: StandardPage) -> None:
    """An editor saves another title and another second paragraph, by hand."""
    changed = draft(page)
    changed.title_en = "How to get here"
    stream(changed, "body_en", (FIRST, "By train."), (SECOND, "By bus or taxi."))
    changed.remember_stale(CHINESE)
    changed.save_revision()


def test_translator_sees_word_by_word_what_changed(page: StandardPage) -> None:
    change_english(page)
    html = re.sub(r"\s+>", ">", opened("translator", page).html)
    notes = re.findall(r'<div class="translation-note" data-unit="([^"]+)">(.*?)</div>', html, re.DOTALL)
    assert [path for path, _note in notes] == ["title", f"body/{SECOND}"]
    assert "<del>Travel</del><ins>How to get here</ins>" in notes[0][1]
    assert "By <del>bus.</del><ins>bus or taxi.</ins>" in notes[1][1]
    assert "已过时" in notes[1][1]
    assert f'href="#block-{SECOND}-section"' in notes[1][1]
    assert 'name="confirm_zh_hans" value="title"' in notes[0][1]
    # The English editor reads the same, and cannot say that the Chinese fits.
    english = opened("english_editor", page, ENGLISH).html
    assert 'data-unit="title"' in english
    assert 'name="confirm_zh_hans"' not in english


def test_saving_confirms_what_was_translated_and_what_was_ticked(page: StandardPage) -> None:
    change_english(page)
    opened("translator", page).type(title_zh_hans="如何到达").save()
    assert states(draft(page)) == {"title": "current", f"body/{FIRST}": "current", f"body/{SECOND}": "stale"}
    client = sign_in("editor", CHINESE)
    OpenForm(client, edit_url(page)).type(confirm_zh_hans=[f"body/{SECOND}"]).save()
    assert set(states(draft(page)).values()) == {"current"}


def test_autosave_confirms_nothing_and_ignores_minor_corrections(page: StandardPage) -> None:
    change_english(page)
    form = opened("editor", page).type(
        title_zh_hans="如何到达", confirm_zh_hans=[f"body/{SECOND}"], minor_correction="on", state_zh_hans="review"
    )
    assert form.autosave()["success"]
    assert states(draft(page)) == {"title": "stale", f"body/{FIRST}": "current", f"body/{SECOND}": "stale"}
    assert draft(page).state_in(CHINESE) == ReadyState.READY
    form.save()  # by hand, all of it counts
    assert set(states(draft(page)).values()) == {"current"}


def test_an_autosave_answers_what_the_server_now_says(page: StandardPage) -> None:
    """The rest of the form is not loaded anew: what is out of date, what was found, how long the texts are."""
    form = opened("editor", page)
    answer = form.type(title_en="Getting here in 2031").autosave()["html"]
    # The parser keeps what is in a template out of the text.
    fresh = BeautifulSoup(answer.replace("template", "section"), "lxml").select_one("section[data-after-autosave]")
    note = fresh.select_one('[data-fresh="notes/title_zh_hans"]')
    assert note.select_one("ins").get_text() == "Getting here in 2031"
    assert note.select_one('input[name="confirm_zh_hans"]')["value"] == "title"
    assert "2031" in fresh.select_one('[data-fresh="checks"] li').get_text()
    assert "已过时1处" in "".join(fresh.select_one('[data-fresh="left/zh-hans"]').get_text().split())
    assert fresh.select_one('[data-fresh="lengths"] dd')
    # Each has its place in the form.
    places = {place["data-fresh"] for place in BeautifulSoup(form.html, "lxml").select("[data-fresh]")}
    assert {each["data-fresh"] for each in fresh.select("[data-fresh]")} <= places


@pytest.mark.long
def test_a_minor_correction_after_autosaves_keeps_translations_current(page: StandardPage) -> None:
    form = opened("editor", page).type(title_en="Travelling")
    form.autosave()
    assert states(draft(page))["title"] == "stale"
    form.type(title_en="Traveling", minor_correction="on").save()
    assert states(draft(page))["title"] == "current"
    opened("english_editor", page).type(title_en="Getting here").save()
    assert states(draft(page))["title"] == "stale"
    opened("english_editor", page, ENGLISH).type(title_en="Getting there", minor_correction="on").save()
    assert states(draft(page))["title"] == "stale"  # what was stale before stays so


@pytest.mark.long
def test_translator_asks_for_review_and_only_a_moderator_says_ready(page: StandardPage) -> None:
    page.set_state_in(CHINESE, ReadyState.DRAFT)
    page.save_revision().publish()
    translator = opened("translator", page)
    assert {value for value, _label in translator.form.fields["state_zh_hans"].choices} == {"draft", "review"}
    translator.type(state_zh_hans="ready").save()  # forged
    assert draft(page).state_in(CHINESE) == ReadyState.DRAFT
    opened("translator", page, ENGLISH).type(state_zh_hans="review").save()
    assert draft(page).state_in(CHINESE) == ReadyState.REVIEW
    assert "state_zh_hans" not in opened("english_editor", page).form.fields
    opened("moderator", page).type(state_zh_hans="ready").save()
    assert draft(page).state_in(CHINESE) == ReadyState.READY
    by = get_user_model().objects.get(pk=draft(page).state_set_by(CHINESE))
    assert by.username == f"moderator-{CHINESE}"


def test_what_is_missing_cannot_be_ready_and_nothing_typed_is_lost(page: StandardPage) -> None:
    page.set_state_in(CHINESE, ReadyState.DRAFT)
    page.save_revision()
    form = opened("moderator", page).type(title_zh_hans="", summary_en="Typed just now", state_zh_hans="ready")
    html = form.save().content.decode()
    assert "尚不能设为就绪" in html
    assert "Typed just now" in html
    assert draft(page).state_in(CHINESE) == ReadyState.DRAFT


def test_publishing_is_held_up_by_a_number_that_differs(page: StandardPage) -> None:
    form = opened("moderator", page).type(summary_en="6,000 guests came.", summary_zh_hans="来了600位嘉宾。")
    html = form.save(**{"action-publish": "action-publish"}).content.decode()
    assert "6,000" in html
    assert not StandardPage.objects.get(pk=page.pk).summary_en
    form = opened("moderator", page, ENGLISH).type(summary_en="6,000 guests came.", summary_zh_hans="来了6000位嘉宾。")
    assert form.save(**{"action-publish": "action-publish"}).status_code == 302
    assert StandardPage.objects.get(pk=page.pk).summary_en == "6,000 guests came."


def test_checks_are_shown_beside_the_form(page: StandardPage) -> None:
    page.summary_en, page.summary_zh_hans = "6,000 guests came.", "来了600位嘉宾,很多."
    page.save_revision()
    html = opened("translator", page).html
    panel = html.split('class="server-checks"')[1].split("</section>")[0]
    assert "6,000" in panel
    assert "全角" in panel
    assert "is-blocking" in panel
    assert "data-content-readability-score" in html  # Wagtail's script looks for it
    assert "可读性" not in html.split("text-lengths")[1].split("</dl>")[0]


@pytest.mark.long
def test_review_goes_from_translation_to_approval_to_readers(page: StandardPage) -> None:
    change_english(page)
    changed = draft(page)
    changed.set_state_in(CHINESE, ReadyState.DRAFT)
    stream(changed, "body_zh_hans", (FIRST, "乘火车。"))
    changed.save_revision()
    editor = opened("editor", page)
    editor.save(**{"action-submit": "action-submit"})
    state = StandardPage.objects.get(pk=page.pk).current_workflow_state
    assert type(state.current_task_state.task.specific).__name__ == "TranslationTask"

    # A block is missing: nobody can approve, whatever they send.
    translator = opened("translator", page)
    assert 'data-workflow-action-name="approve"' not in translator.html
    translator.save(**{"action-workflow-action": "true", "workflow-action-name": "approve"})
    approve_url = f"/admin/pages/workflow/action/{page.pk}/approve/{state.current_task_state_id}/"
    translator.client.post(approve_url)
    state.refresh_from_db()
    assert type(state.current_task_state.task.specific).__name__ == "TranslationTask"

    mended = draft(page)
    stream(mended, "body_zh_hans", (FIRST, "乘火车。"), (SECOND, "乘公共汽车或出租车。"))
    mended.confirm(CHINESE)
    mended.save_revision()
    translator.client.post(approve_url)
    state.refresh_from_db()
    assert type(state.current_task_state.task.specific).__name__ == "EditorialTask"
    assert draft(page).state_in(CHINESE) == ReadyState.REVIEW

    # Sending it back needs a reason.
    moderator = sign_in("moderator", CHINESE)
    reject_url = f"/admin/pages/workflow/action/{page.pk}/reject/{state.current_task_state_id}/"
    assert 'name="comment"' in moderator.get(reject_url).json()["html"]
    moderator.post(reject_url, {"comment": " "})
    state.refresh_from_db()
    assert state.status == "in_progress"
    moderator.post(reject_url, {"comment": "标题请再斟酌"})
    state.refresh_from_db()
    assert state.status == "needs_changes"
    OpenForm(editor.client, edit_url(page)).save(**{"action-submit": "action-submit"})
    state.refresh_from_db()
    assert type(state.current_task_state.task.specific).__name__ == "EditorialTask"  # where it was sent back
    moderator.post(f"/admin/pages/workflow/action/{page.pk}/approve/{state.current_task_state_id}/")
    live = StandardPage.objects.get(pk=page.pk)
    assert live.title_en == "How to get here"
    assert live.state_in(CHINESE) == ReadyState.READY


def test_what_is_typed_while_approving_passes_the_checks_too(page: StandardPage) -> None:
    """Wagtail offers “approve” by the draft that is stored, and approves the text of the form."""
    change_english(page)
    changed = draft(page)
    changed.confirm(CHINESE)
    changed.set_state_in(CHINESE, ReadyState.REVIEW)
    changed.save_revision()
    opened("editor", page).save(**{"action-submit": "action-submit"})
    state = StandardPage.objects.get(pk=page.pk).current_workflow_state
    moderator = opened("moderator", page)
    state.current_task_state.approve(user=moderator.form.for_user)
    approve = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    moderator.load()
    assert 'data-workflow-action-name="approve"' in moderator.html
    html = (
        moderator.type(summary_en="6,000 guests came.", summary_zh_hans="来了600位嘉宾。")
        .save(**approve)
        .content.decode()
    )
    assert "尚不能批准" in html
    assert "来了600位嘉宾。" in html
    assert not StandardPage.objects.get(pk=page.pk).summary_zh_hans
    assert moderator.type(summary_zh_hans="来了6000位嘉宾。").save(**approve).status_code == 302
    assert StandardPage.objects.get(pk=page.pk).summary_zh_hans == "来了6000位嘉宾。"


def test_mails_of_review_are_in_the_language_of_whoever_gets_them(page: StandardPage) -> None:
    moderators = []
    for language in (CHINESE, ENGLISH):
        sign_in("moderator", language)
        user = get_user_model().objects.get(username=f"moderator-{language}")
        user.email = f"moderator-{language}@example.org"
        user.save()
        moderators.append(user)
    change_english(page)
    mail.outbox.clear()
    opened("editor", page, ENGLISH).save(**{"action-submit": "action-submit"})
    said = {message.to[0]: re.sub('[“"].*?[”"]', "", message.subject) for message in mail.outbox}
    by_language = {user.email: user.wagtail_userprofile.preferred_language for user in moderators}
    assert {by_language[to] for to in said if to in by_language} == {CHINESE, ENGLISH}
    for to, subject in said.items():
        if to in by_language:
            assert bool(re.search(r"[\u4e00-\u9fff]", subject)) is (by_language[to] == CHINESE), subject


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
def test_moderator_compares_with_what_readers_have_in_one_click(page: StandardPage, language: str) -> None:
    change_english(page)
    form = opened("moderator", page, language)
    address = f"/admin/pages/{page.pk}/revisions/compare/live...latest/"
    assert f'href="{address}"' in form.html
    html = form.client.get(address).content.decode()
    assert "taxi" in html
    assert "How to get here" in html


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (ENGLISH, "Will go live on 6 September 2026 at 09:00 Beijing time."),
        (CHINESE, "将于2026年9月6日09:00（北京时间）上线。"),
    ],
)
def test_the_schedule_is_said_in_words(page: StandardPage, language: str, words: str) -> None:
    scheduled = draft(page)
    scheduled.go_live_at = datetime.datetime(2026, 9, 6, 1, 0, tzinfo=datetime.UTC)
    with translation.override(language):
        assert publication_said(page, scheduled) == [words]
        page.live, page.has_unpublished_changes = False, True
        (said,) = publication_said(page)
        assert said == ("Will not go live: still a draft." if language == ENGLISH else "不会上线：仍为草稿。")


def test_times_in_the_admin_name_their_zone(page: StandardPage) -> None:
    html = sign_in("moderator", CHINESE).get("/admin/settings/pages/sitesettings/", follow=True).content.decode()
    assert html.count("北京时间") >= html.count("initDateTimeChooser(") > 0
    assert "访客看到的就是这里的内容" in opened("editor", page).html


def test_reading_time_counts_characters_in_chinese_and_words_in_english() -> None:
    assert (
        length_of("科博会在绵阳举行。" * 60, CHINESE).characters,
        length_of("科博会在绵阳举行。" * 60, CHINESE).minutes,
    ) == (480, 2)
    assert (length_of("one two three", ENGLISH).words, length_of("one two three", ENGLISH).minutes) == (3, 1)
    assert length_of("", CHINESE).minutes == 0
