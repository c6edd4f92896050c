"""An editor enters a session's figures in one table, in a Chinese admin, by typing values as people write them."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from pages.bilingual.languages import default_language
from sessions_archive.models import SessionPage, SessionsArchivePage, Source
from sessions_archive.next_session import next_session
from tests.pages.staff import CHINESE

ADDED = "S-by-browser"
AMOUNT = "[name$=-measure] option[value=signed_amount_cny][selected]"


@pytest.fixture(scope="module")
def next_one(site: str, django_db_blocker: pytest.FixtureRequest) -> Iterator[SessionPage]:
    """A draft of the session after the last, made as staff make it."""
    with django_db_blocker.unblock(), default_language():
        page = next_session(SessionsArchivePage.objects.get())
        yield page
        SessionPage.objects.get(pk=page.pk).delete()
        Source.objects.filter(key=ADDED).delete()


def test_figures_are_typed_said_back_sourced_and_saved(
    sign_in: Callable[[str, str], Page], next_one: SessionPage
) -> None:
    page = sign_in("editor", CHINESE)
    page.goto(f"/admin/pages/{next_one.pk}/edit/")
    table = page.locator(".figure-table").first
    expect(table.get_by_role("columnheader")).to_contain_text(["指标", "数值", "准确程度", "类别", "采用顺序", "来源"])
    rows = table.locator("[data-inline-panel-child]")
    before = rows.count()
    page.get_by_role("button", name="添加数字").first.click()
    expect(rows).to_have_count(before + 1)  # it stays empty, and is dropped
    row = rows.filter(has=page.locator(AMOUNT)).first
    row.locator("[name$=-value]").press_sequentially("超1,200亿")
    expect(row.locator(".figure-said")).to_have_text("more than RMB 120 billion · 超1200亿元")
    row.locator("[name$=-value]").fill("1,200亿")
    expect(row.locator(".figure-said")).to_have_text("RMB 120 billion · 1200亿元")
    row.locator("[name$=-quality]").select_option("more_than")
    expect(row.locator(".figure-said")).to_have_text("more than RMB 120 billion · 超1200亿元")
    row.locator("[name$=-value]").fill("1,300亿")
    expect(row.locator(".figure-said")).to_have_text("more than RMB 130 billion · 超1300亿元")
    row.locator("[name$=-kind]").select_option("announced")

    row.locator(".figure-sources summary").click()
    row.get_by_role("button", name="添加来源").click()
    dialog = page.locator("dialog.add-source")
    for name, text in {
        "key": ADDED,
        "publisher_en": "Some Daily",
        "publisher_zh_hans": "某日报",
        "year": "2099",
    }.items():
        dialog.locator(f"[name={name}]").fill(text)
    dialog.locator("button[type=submit]").click()
    expect(dialog).to_have_count(0)
    expect(row.locator(".figure-sources summary")).to_have_text(ADDED)
    page.keyboard.press("Escape")

    page.get_by_role("button", name="保存草稿").click()
    expect(page.locator("body")).to_contain_text("第十四届科博会")
    page.goto(f"/admin/pages/{next_one.pk}/edit/")
    saved = rows.filter(has=page.locator(AMOUNT))
    expect(saved.locator("[name$=-value]").first).to_have_value("1300亿元")
    expect(saved.locator("[name$=-quality]").first).to_have_value("more_than")
    expect(saved.locator(".figure-sources summary").first).to_have_text(ADDED)
