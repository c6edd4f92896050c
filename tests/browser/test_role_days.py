"""Each role's day, in Chinese and without a superuser: from stale text to what visitors read, and two people on one page."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from pages.models import BasePage, StandardPage
from pages.translations.models import WorkItem
from tests.browser.conftest import SignIn
from tests.pages.staff import CHINESE

SUMMARY = {"then": "Buses leave from the north gate.", "now": "Buses leave from the south gate."}
CHINESE_SUMMARY = {"then": "班车从北门出发。", "wrong": "班车从西门出发。", "now": "班车从南门出发。"}
REASON = "是南门，不是西门。"


@contextmanager
def stale(title: str, chinese: str, slug: str) -> Iterator[StandardPage]:
    """Live in both languages; its English was changed and published after the Chinese had been confirmed."""
    page = StandardPage(
        title_en=title,
        title_zh_hans=chinese,
        slug=slug,
        summary_en=SUMMARY["then"],
        summary_zh_hans=CHINESE_SUMMARY["then"],
    )
    BasePage.objects.get(depth=2).add_child(instance=page)
    page.confirm(CHINESE)
    page.save_revision().publish()
    page.summary_en = SUMMARY["now"]
    page.save_revision().publish()
    yield page
    WorkItem.objects.filter(object_id=page.pk).delete()
    BasePage.objects.get(pk=page.pk).delete()


# Made before a test's own transaction begins, so that the server sees them.


@pytest.fixture(scope="module")
def stale_page(site: str, django_db_blocker: pytest.FixtureRequest) -> Iterator[StandardPage]:
    with django_db_blocker.unblock(), stale("Shuttle buses", "班车", "shuttle-buses") as page:
        yield page


@pytest.fixture(scope="module")
def autosaved_page(site: str, django_db_blocker: pytest.FixtureRequest) -> Iterator[StandardPage]:
    with django_db_blocker.unblock(), stale("Night buses", "夜班车", "night-buses") as page:
        yield page


@pytest.fixture
def read(site: str, chromium: Browser) -> Iterator[Callable[[str], str]]:
    """What a visitor reads at an address."""
    context = chromium.new_context(base_url=site)
    page = context.new_page()

    def text(path: str) -> str:
        page.goto(path)
        return page.locator("main").inner_text()

    yield text
    context.close()


def choose(page: Page, action: str) -> None:
    """An entry of the menu in the footer."""
    page.locator("footer [aria-expanded]").last.click()
    page.locator(action).first.click()


def approve(page: Page, address: str) -> None:
    page.goto(address)
    choose(page, "[data-workflow-action-name=approve]")
    page.wait_for_url("**/admin/pages/*/")


def test_a_stale_page_becomes_right_for_visitors(
    sign_in: SignIn, stale_page: StandardPage, read: Callable[[str], str]
) -> None:
    form = f"/admin/pages/{stale_page.pk}/edit/"
    assert CHINESE_SUMMARY["then"] in read("/zh-hans/shuttle-buses/")

    # The translator finds it on the first page of the admin, and sees word by word what changed.
    translator = sign_in("translator", CHINESE)
    translator.locator(".people-to-do a[href*='state=stale']").click()
    translator.get_by_role("link", name="Shuttle buses").first.click()
    expect(translator.locator(".translations-pair--open del")).to_have_text("north")
    expect(translator.locator(".translations-pair--open ins")).to_have_text("south")
    translator.get_by_role("link", name="在编辑器中打开").click()
    translator.wait_for_url(f"**{form}*")
    note = translator.locator(".translation-note", has=translator.locator("ins"))
    expect(note).to_contain_text("north")
    translator.locator("[name=summary_zh_hans]").fill(CHINESE_SUMMARY["wrong"])
    choose(translator, "[name=action-submit]")
    translator.wait_for_url("**/admin/pages/*/")

    # The moderator sees what changes for readers in one click, and cannot send it back without a reason.
    moderator = sign_in("moderator", CHINESE)
    moderator.locator("#awaiting-review-section a", has_text="班车").first.click()
    moderator.wait_for_url(f"**{form}*")
    moderator.click("[data-side-panel-toggle=status]")
    moderator.locator(".readiness a", has_text="查看").click()
    expect(moderator.locator("main")).to_contain_text("西门")
    expect(moderator.locator("main")).to_contain_text("北门")
    moderator.goto(form)
    choose(moderator, "[data-workflow-action-name=reject]")
    dialog = moderator.locator("[name=comment]")
    expect(dialog).to_be_visible()
    dialog.evaluate("box => box.form.setAttribute('novalidate', '')")
    moderator.locator(".modal form [type=submit]").click()
    expect(moderator.locator(".modal .error-message, .modal .w-field__errors").first).to_be_visible()
    moderator.locator("[name=comment]").fill(REASON)
    moderator.locator(".modal form [type=submit]").click()
    moderator.wait_for_url("**/admin/pages/*/")

    # The translator reads the reason on the first page, mends the text and sends it on again.
    translator.goto("/admin/")
    sent_back = translator.locator(".people-to-do li", has_text=REASON)
    expect(sent_back).to_contain_text("moderator")
    sent_back.locator("a").click()
    translator.wait_for_url(f"**{form}*")
    translator.locator("[name=summary_zh_hans]").fill(CHINESE_SUMMARY["now"])
    choose(translator, "[name=action-submit]")
    translator.wait_for_url("**/admin/pages/*/")
    assert CHINESE_SUMMARY["then"] in read("/zh-hans/shuttle-buses/")

    approve(moderator, form)  # the translation
    approve(moderator, form)  # the page
    assert CHINESE_SUMMARY["now"] in read("/zh-hans/shuttle-buses/")
    assert SUMMARY["now"] in read("/en/shuttle-buses/")
    translator.goto("/admin/")
    expect(translator.locator(".people-to-do li", has_text="Shuttle buses")).to_have_count(0)


def test_editor_and_translator_write_on_one_page_at_once_and_both_find_their_work(
    sign_in: SignIn, stale_page: StandardPage
) -> None:
    form = f"/admin/pages/{stale_page.pk}/edit/"
    editor, translator = sign_in("editor", CHINESE), sign_in("translator", CHINESE)
    for page in (editor, translator):
        page.goto(form)
        expect(page.locator("[name=title_zh_hans]")).to_be_visible()
    editor.wait_for_timeout(3000)  # Wagtail takes what stands in the form until then for unchanged
    for turn in range(3):
        autosaved(editor, "[name=title_en]", f" {turn}")
        autosaved(translator, "[name=title_zh_hans]", f"{turn}")
    for page in (editor, translator):
        expect(page.locator(".messages .error, [role=alert]:visible")).to_have_count(0)
        page.goto(form)
    expect(editor.locator("[name=title_en]")).to_have_value("Shuttle buses 0 1 2")
    expect(editor.locator("[name=title_zh_hans]")).to_have_value("班车012")
    expect(translator.locator("[name=title_zh_hans]")).to_have_value("班车012")
    expect(translator.locator(".reading").first).to_contain_text("Shuttle buses 0 1 2")


def test_the_form_says_what_an_autosave_made_of_the_draft(sign_in: SignIn, autosaved_page: StandardPage) -> None:
    """What is out of date, what is left, what was found: without loading the form anew, and keeping what was ticked."""
    editor = sign_in("editor", CHINESE)
    editor.goto(f"/admin/pages/{autosaved_page.pk}/edit/")
    tick = editor.locator('[data-fresh="notes/summary_zh_hans"] [name=confirm_zh_hans]')
    tick.check()
    left = editor.locator('[data-fresh="left/zh-hans"]')
    expect(left).to_contain_text("已过时1处")
    editor.wait_for_timeout(3000)  # Wagtail takes what stands in the form until then for unchanged
    autosaved(editor, "[name=title_en]", " in 2031")
    expect(editor.locator('[data-fresh="notes/title_zh_hans"] ins')).to_have_text("in 2031")
    expect(left).to_contain_text("已过时2处")
    expect(tick).to_be_checked()
    editor.locator("[data-side-panel-toggle=checks]").click()
    expect(editor.locator('[data-fresh="checks"]')).to_contain_text("英文中有2031")
    autosaved(editor, "[name=title_zh_hans]", "2031")
    expect(editor.locator('[data-fresh="checks"]')).not_to_contain_text("英文中有2031")
    # A tick is for the English that stood beside it.
    autosaved(editor, "[name=summary_en]", " At noon.")
    expect(editor.locator('[data-fresh="notes/summary_zh_hans"] ins')).to_contain_text(["south", "At noon."])
    expect(tick).not_to_be_checked()


def autosaved(page: Page, field: str, typed: str) -> None:
    """Type at the end of a field, and wait until the form has saved itself."""
    with page.expect_response(
        lambda answer: answer.request.method == "POST" and answer.url.endswith("/edit/")
    ) as answer:
        page.locator(field).press("End")
        page.keyboard.type(typed)
    assert answer.value.json()["success"], answer.value.json()
