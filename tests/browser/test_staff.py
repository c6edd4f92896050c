"""Staff at work in Chromium: both languages side by side, figures from the picker, previews, review and publishing."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect
from wagtail.rich_text import RichText

from pages.models import BasePage, SiteImage, StandardPage
from tests.browser.conftest import SignIn
from tests.pages.staff import CHINESE, ENGLISH

UPLOADED = "Square of this test"
SAVED, SAVE_DRAFT = {CHINESE: "更改已保存", ENGLISH: "Changes saved"}, {CHINESE: "保存草稿", ENGLISH: "Save draft"}


@pytest.fixture(scope="module")
def travel(site: str, django_db_blocker: pytest.FixtureRequest) -> Iterator[StandardPage]:
    """A page that these tests may change. Made before a test's own transaction begins, so that the server sees it."""
    with django_db_blocker.unblock():
        page = StandardPage(title_en="Travel", title_zh_hans="交通", slug="travel")
        page.body_en = [("text", RichText("<p>Worth</p>"))]
        page.body_zh_hans = [("text", RichText("<p>总额</p>"))]
        BasePage.objects.get(depth=2).add_child(instance=page)
        page.save_revision().publish()
        yield page
        BasePage.objects.get(pk=page.pk).delete()
        SiteImage.objects.filter(title=UPLOADED).delete()


def texts(page: Page) -> Locator:
    """The rich-text editors of a page's two bodies."""
    return page.locator(".Draftail-Editor [contenteditable=true]")


def insert_figure(page: Page, editor: Locator, words: str) -> None:
    """By keyboard alone, at the end of a text."""
    editor.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" /")
    option = page.locator("[role=option]", has_text="数字").first
    expect(option).to_be_visible()
    page.keyboard.type("数字")
    page.keyboard.press("Enter")
    search = page.locator("dialog.figure-picker [type=search]")
    expect(search).to_be_focused()
    page.keyboard.type(words)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator("dialog.figure-picker")).to_have_count(0)


@contextmanager
def preview(page: Page, language: str) -> Iterator[Page]:
    """The frame beside the form."""
    page.locator("[data-preview-mode-select], [data-w-preview-target=mode]").first.select_option(language)
    frame = page.frame_locator("iframe[src*='preview'], iframe").first
    yield frame


def test_picker_can_be_left_without_choosing(sign_in: SignIn, travel: StandardPage) -> None:
    page = sign_in("editor", CHINESE)
    page.goto(f"/admin/pages/{travel.pk}/edit/")
    editor = texts(page).first
    editor.click()
    page.keyboard.press("Control+End")
    page.keyboard.type("/数字")
    page.keyboard.press("Enter")
    dialog = page.locator("dialog.figure-picker")
    expect(dialog).to_be_visible()
    page.keyboard.type("nothing is called that")
    expect(dialog.locator("[role=status]")).to_have_text("没有符合的已收录数字。")
    page.keyboard.press("Enter")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.locator(".figure-entity")).to_have_count(0)


def test_translator_leaves_and_finds_the_work_saved(sign_in: SignIn, travel: StandardPage) -> None:
    page = sign_in("translator", CHINESE)
    page.goto(f"/admin/pages/{travel.pk}/edit/")
    expect(texts(page)).to_have_count(1)  # the English is there to be read
    page.wait_for_timeout(3000)  # Wagtail takes what stands in the form until then for unchanged
    with page.expect_response(
        lambda response: response.request.method == "POST" and "/edit/" in response.url
    ) as answer:
        page.locator("[name=title_zh_hans]").press("End")
        page.keyboard.type("与住宿")
    assert answer.value.json()["success"]
    page.goto(f"/admin/pages/{travel.pk}/edit/")
    expect(page.locator("[name=title_zh_hans]")).to_have_value("交通与住宿")
    expect(page.locator("[name=title_en]")).to_have_count(0)
    expect(page.locator(".reading").first).to_contain_text("Travel")
    expect(page.locator("[name=action-publish]")).to_have_count(0)


def test_editor_inserts_figures_and_moderator_publishes(site: str, sign_in: SignIn, travel: StandardPage) -> None:
    page = sign_in("editor", CHINESE)
    page.goto(f"/admin/pages/{travel.pk}/edit/")
    expect(texts(page)).to_have_count(2)
    insert_figure(page, texts(page).nth(0), "签约金额 累计 5")
    insert_figure(page, texts(page).nth(1), "signed 456.5")
    # Each is said in the language of its text, whatever the language of the admin.
    expect(texts(page).nth(0)).to_have_text("Worth RMB 456.5 billion")
    expect(texts(page).nth(1)).to_have_text("总额 4565亿元")
    page.keyboard.type("。")
    page.wait_for_timeout(500)  # the editor hands its text to the form a quarter of a second after the last change
    page.get_by_role("button", name=SAVE_DRAFT[CHINESE]).click()
    page.wait_for_load_state()
    expect(page.locator(".messages .success")).to_be_visible()
    expect(texts(page).nth(1)).to_have_text("总额 4565亿元。")
    figure = page.locator(".figure-entity").first
    expect(figure).to_have_attribute("title", "签约金额，截至第五届的历届累计")

    page.click("[data-side-panel-toggle=preview]")
    for language, said in ((CHINESE, "总额 4565亿元。"), (ENGLISH, "Worth RMB 456.5 billion")):
        with preview(page, language) as frame:
            expect(frame.locator("main")).to_contain_text(said)
            expect(frame.locator("data.figure")).to_have_attribute("value", "456500000000")
            assert frame.locator("html").evaluate("() => document.styleSheets.length") >= 1
            family = frame.locator("body").evaluate("body => getComputedStyle(body).fontFamily")
            assert "PingFang SC" in family
    # Wagtail's own checks look at the preview, which carries the public content policy.
    page.click("[data-side-panel-toggle=checks]")
    expect(page.locator("[data-side-panel=checks]")).to_contain_text("0")

    page.locator("footer [aria-expanded]").last.click()
    page.locator("[name=action-submit]").click()
    page.wait_for_url("**/admin/pages/*/")

    moderator = sign_in("moderator", CHINESE)
    for _step in ("translation", "approval"):
        moderator.goto(f"/admin/pages/{travel.pk}/edit/")
        moderator.locator("footer [aria-expanded]").last.click()
        moderator.locator("[data-workflow-action-name=approve]").first.click()
        moderator.wait_for_url("**/admin/pages/*/")
    visitor = moderator.context.browser.new_context().new_page()
    visitor.goto(f"{site}/zh-hans/travel/")
    expect(visitor.locator("data.figure")).to_have_text("4565亿元")
    visitor.goto(f"{site}/en/travel/")
    expect(visitor.locator("data.figure")).to_have_text("RMB 456.5 billion")
    visitor.context.close()


@pytest.mark.parametrize(("width", "beside"), [(1440, True), (1000, True), (900, False)])
def test_both_languages_stand_side_by_side_where_there_is_room(
    sign_in: SignIn, travel: StandardPage, width: int, beside: bool
) -> None:
    page = sign_in("editor", ENGLISH)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"/admin/pages/{travel.pk}/edit/")
    english, chinese = (page.locator(f"[name=title_{code}]").bounding_box() for code in ("en", "zh_hans"))
    assert english
    assert chinese
    assert (abs(english["y"] - chinese["y"]) < 4) is beside
    assert (chinese["x"] > english["x"] + english["width"]) is beside
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
def test_nothing_in_the_admin_comes_from_elsewhere(sign_in: SignIn, travel: StandardPage, language: str) -> None:
    """Sign-in, dashboard, tree, every page type, an upload: listened to by ``sign_in``, content policy included."""
    page = sign_in("moderator", language)
    kinds = {type(each): each.pk for each in BasePage.objects.filter(depth__gt=1).specific()}
    for address in ["", "pages/", "images/", "documents/", "reports/site-history/", "account/"]:
        page.goto(f"/admin/{address}")
    for key in kinds.values():
        page.goto(f"/admin/pages/{key}/edit/")
        expect(page.locator("[name=title_zh_hans]")).to_be_visible()
    page.goto("/admin/images/add/")
    drawn = io.BytesIO()
    Image.new("RGB", (64, 48), (189, 50, 23)).save(drawn, "PNG")
    page.set_input_files("[name=file]", {"name": "square.png", "mimeType": "image/png", "buffer": drawn.getvalue()})
    page.fill("[name=title]", UPLOADED)
    page.fill("[name=alt_en]", "A red square")
    page.fill("[name=alt_zh_hans]", "红色方块")
    page.locator("form[enctype] button[type=submit], form button.button-longrunning").last.click()
    page.wait_for_url("**/admin/images/")
