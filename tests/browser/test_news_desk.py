"""The news desk: an editor with a Chinese admin writes an item in both languages, a moderator publishes it, visitors read it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from pages.bilingual.languages import default_language
from pages.news.models import NewsIndexPage, NewsItemPage
from tests.browser.conftest import SignIn
from tests.pages.staff import CHINESE

TITLE = {"en": "Tickets are given out from Monday", "zh-hans": "周一起发放门票"}
TEXT = {"en": "Bring a document with a picture.", "zh-hans": "请携带带照片的证件。"}


@pytest.fixture
def index(site: str, django_db_blocker: pytest.FixtureRequest) -> Iterator[NewsIndexPage]:
    with django_db_blocker.unblock():
        yield NewsIndexPage.objects.get()
        with default_language():
            for item in NewsItemPage.objects.filter(title_en=TITLE["en"]):
                item.delete()


def texts(page: Page) -> Locator:
    return page.locator(".Draftail-Editor [contenteditable=true]")


def write(page: Page, column: int, text: str) -> None:
    """A block of text into the English or the Chinese body: the first or the second column."""
    page.locator(".c-sf-add-button:visible").nth(column * 2).click()
    page.get_by_role("option", name="文字", exact=True).click()
    texts(page).nth(column).click()
    page.keyboard.type(text)


def send_on(page: Page) -> None:
    """To review, by the menu of the footer."""
    page.locator("footer [aria-expanded]").last.click()
    page.locator("[name=action-submit]").click()


def test_editor_writes_news_a_moderator_publishes_it_and_visitors_read_it(
    site: str, sign_in: SignIn, index: NewsIndexPage, desktop: Page
) -> None:
    editor = sign_in("editor", CHINESE)
    editor.goto(f"/admin/pages/{index.pk}/")
    editor.locator(f"a[href$='/{index.pk}/add_subpage/']:visible").first.click()
    editor.locator("[name=title_en]").fill(TITLE["en"])
    editor.locator("[name=title_zh_hans]").fill(TITLE["zh-hans"])
    write(editor, 0, TEXT["en"])
    write(editor, 1, TEXT["zh-hans"])
    editor.wait_for_timeout(500)  # the editor hands its text to the form a quarter of a second after the last change

    # Whose text it is, is required: refused in words, and nothing that was typed is lost.
    editor.locator("[name=origin]").evaluate("choice => choice.form.setAttribute('novalidate', '')")
    send_on(editor)
    expect(editor.locator(".messages .error")).to_be_visible()
    expect(editor.locator(".w-field__errors:visible").first).to_contain_text("必需字段")
    expect(editor.locator("[name=title_zh_hans]")).to_have_value(TITLE["zh-hans"])
    expect(texts(editor).nth(1)).to_have_text(TEXT["zh-hans"])

    editor.locator("[name=origin]").select_option("original")
    send_on(editor)
    editor.wait_for_url(f"**/admin/pages/{index.pk}/")
    item = NewsItemPage.objects.get(title_en=TITLE["en"])
    assert not item.live

    moderator = sign_in("moderator", CHINESE)
    for _step in ("translation", "approval"):
        moderator.goto(f"/admin/pages/{item.pk}/edit/")
        moderator.locator("footer [aria-expanded]").last.click()
        moderator.locator("[data-workflow-action-name=approve]").first.click()
        moderator.wait_for_url("**/admin/pages/*/")

    for language in ("en", "zh-hans"):
        desktop.goto(f"{site}/{language}/news/")
        desktop.get_by_role("link", name=TITLE[language]).click()
        expect(desktop.locator("main")).to_contain_text(TEXT[language])
        feed = desktop.request.get(f"{site}/{language}/news/feed/").text()
        assert TITLE[language] in feed
        assert TEXT[language] in feed
        desktop.goto(f"{site}/{language}/")
        expect(desktop.get_by_role("link", name=TITLE[language])).to_be_visible()
