"""A phone at 360 pixels inside WeChat and QQ: every page is readable and every task possible, under each hardship."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.visited import PAGE_TYPES, wider_than_window

AGENTS = {
    "wechat": "Mozilla/5.0 (Linux; Android 14; 23127PN0CC) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
    "Chrome/130.0.6723.103 Mobile Safari/537.36 XWEB/1300073 MMWEBSDK/20240404 MicroMessenger/8.0.50.2701 NetType/4G "
    "Language/zh_CN",
    "qq": "Mozilla/5.0 (Linux; Android 13; V2244A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/121.0.6167.71 "
    "MQQBrowser/6.2 Mobile Safari/537.36 V1_AND_SQ_9.0.60_6550_YYB_D QQ/9.0.60.17095 NetType/4G",
}
KBIT_400 = 400 * 1000 / 8
"""Bytes a second."""
SHIFTS = """window.shifts = []; new PerformanceObserver(list => shifts.push(...list.getEntries().map(entry => [
    entry.value, ...entry.sources.map(source => source.node?.outerHTML?.slice(0, 100))
]))).observe({type: "layout-shift", buffered: true})"""
"""What moved after it was seen, and by how much."""
HARDSHIPS = {
    "plain": {},
    "forced colors": {"forced_colors": "active"},
    "no scripts": {"java_script_enabled": False},
}


@contextmanager
def phone_in(chromium: Browser, agent: str, **options: object) -> Iterator[Page]:
    context = chromium.new_context(
        viewport={"width": 360, "height": 760},
        user_agent=AGENTS[agent],
        locale="zh-CN",
        has_touch=True,
        reduced_motion="reduce",
        **options,  # type: ignore[arg-type]
    )
    yield context.new_page()
    context.close()


def slow_down(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    line = {"offline": False, "latency": 200, "downloadThroughput": KBIT_400, "uploadThroughput": KBIT_400 / 2}
    session.send("Network.emulateNetworkConditions", line)


def assert_readable(page: Page, path: str) -> None:
    heading = page.locator("h1")
    expect(heading, path).to_be_visible()
    box, text = heading.bounding_box(), page.locator("main").inner_text()
    assert box, path
    assert box["x"] >= 0, path
    assert box["x"] + box["width"] <= 361, path
    assert len(text) > 10, path


@pytest.mark.parametrize("hardship", HARDSHIPS)
@pytest.mark.parametrize("agent", AGENTS)
def test_every_page_is_readable(site: str, chromium: Browser, agent: str, hardship: str) -> None:
    with phone_in(chromium, agent, **HARDSHIPS[hardship]) as page:
        for path in PAGE_TYPES.values():
            page.goto(f"{site}/zh-hans/{path}")
            assert_readable(page, path)
            if hardship != "no scripts":
                assert wider_than_window(page) == [], path


@pytest.mark.parametrize("agent", AGENTS)
def test_every_page_is_readable_at_twice_the_text_size(site: str, chromium: Browser, agent: str) -> None:
    with phone_in(chromium, agent) as page:
        page.add_init_script("localStorage.setItem('comfort', '{\"text\": \"200\"}')")
        for path in PAGE_TYPES.values():
            page.goto(f"{site}/zh-hans/{path}")
            assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
            assert_readable(page, path)
            assert wider_than_window(page) == [], path


def find_by_search(page: Page, site: str) -> None:
    page.goto(f"{site}/zh-hans/search/")
    page.locator("main input[name=q]").fill("主宾国")
    page.locator("main input[name=q]").press("Enter")
    page.wait_for_url("**/search/?q=*")
    expect(page.locator(".results li").first).to_be_visible()


def go_by_menu(page: Page, site: str) -> None:
    page.goto(f"{site}/zh-hans/")
    page.get_by_role("button", name="菜单").press("Enter")
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="历届回顾").press("Enter")
    page.wait_for_url("**/zh-hans/sessions/")


def switch_language(page: Page, site: str) -> None:
    page.goto(f"{site}/zh-hans/sessions/5/")
    page.locator(".switch").press("Enter")
    page.wait_for_url("**/en/sessions/5/")


def read_both_languages(page: Page, site: str) -> None:
    page.goto(f"{site}/zh-hans/about/overview/")
    page.get_by_role("link", name="中英对照阅读").press("Enter")
    page.wait_for_url("**/parallel/about/overview/")
    expect(page.locator(".pair [lang=en]").first).to_be_visible()


def share_on_wechat(page: Page, site: str) -> None:
    page.goto(f"{site}/zh-hans/sessions/13/")
    page.get_by_role("button", name="微信").press("Enter")
    expect(page.locator("#wechat .qr")).to_be_visible()
    page.get_by_role("button", name="关闭").last.press("Enter")
    expect(page.locator("#wechat")).to_be_hidden()


def compare_sessions(page: Page, site: str) -> None:
    page.goto(f"{site}/zh-hans/sessions/compare/")
    for number in ("4", "5"):
        page.locator(f"input[value='{number}']").press("Space")
    page.get_by_role("button", name="比较").press("Enter")
    page.wait_for_url("**/compare/?sessions=4,5")
    expect(page.locator("table.compared")).to_be_visible()


TASKS: list[Callable[[Page, str], None]] = [
    find_by_search,
    go_by_menu,
    switch_language,
    read_both_languages,
    share_on_wechat,
    compare_sessions,
]


@pytest.mark.parametrize("hardship", HARDSHIPS)
@pytest.mark.parametrize("agent", AGENTS)
def test_every_task_is_done_with_the_keyboard(site: str, chromium: Browser, agent: str, hardship: str) -> None:
    with phone_in(chromium, agent, **HARDSHIPS[hardship]) as page:
        for task in TASKS:
            task(page, site)


def test_every_task_is_done_on_a_slow_line(site: str, chromium: Browser) -> None:
    with phone_in(chromium, "wechat") as page:
        slow_down(page)
        for task in TASKS:
            task(page, site)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_what_comes_last_moves_nothing(site: str, chromium: Browser, language: str) -> None:
    """Scripts and pictures half a second after the text: cumulative layout shift is 0, at the foot of a page too."""

    def late(route: Route) -> None:
        page.wait_for_timeout(500)
        route.continue_()

    with phone_in(chromium, "qq") as page:
        page.set_viewport_size({"width": 360, "height": 4000})
        page.add_init_script(SHIFTS)
        page.route(re.compile(r"\.(js|avif|webp|png|svg)(\?|$)"), late)
        for path in PAGE_TYPES.values():
            page.goto(f"{site}/{language}/{path}")
            page.wait_for_timeout(300)
            assert page.evaluate("window.shifts") == [], path
        page.unroute_all(behavior="ignoreErrors")


def test_slow_page_says_that_it_is_loading_and_what_is_there_stays(site: str, chromium: Browser) -> None:
    with phone_in(chromium, "wechat") as page:
        page.goto(f"{site}/zh-hans/about/overview/")
        # The next page never comes (204: stay where you are): what is said until then is seen without racing it.
        page.route("**/zh-hans/sessions/", lambda route: route.fulfill(status=204))
        expect(page.locator(".waiting")).to_have_text("")
        page.evaluate("document.querySelector('.footer a[href$=\"/sessions/\"]').click()")
        expect(page.get_by_role("status").get_by_text("加载中，请稍候")).to_be_visible()
        expect(page.locator("h1")).to_be_visible()


def test_a_file_that_is_saved_keeps_nobody_waiting(site: str, chromium: Browser) -> None:
    with phone_in(chromium, "wechat") as page:
        page.goto(f"{site}/zh-hans/sessions/")
        with page.expect_download():
            page.locator("a[href$='/figures.csv']").click()
        page.wait_for_timeout(900)  # what is said of a page that takes long is said after 600 ms
        expect(page.locator(".waiting")).to_have_text("")


def test_lost_line_is_said_with_a_way_to_try_again(site: str, chromium: Browser) -> None:
    with phone_in(chromium, "qq") as page:
        page.goto(f"{site}/zh-hans/about/overview/")
        page.context.set_offline(True)
        lost = page.locator(".waiting")
        expect(lost).to_contain_text("网络已断开")
        page.evaluate("document.querySelector('.footer a[href$=\"/sessions/\"]').click()")
        expect(page.locator("h1")).to_have_text("概况")  # still here, still readable
        expect(lost.get_by_role("link", name="重试")).to_have_attribute("href", f"{site}/zh-hans/sessions/")
        page.context.set_offline(False)
        expect(lost).to_contain_text("网络已恢复")
        page.evaluate("document.querySelector('.footer a[href$=\"/sessions/\"]').click()")
        page.wait_for_url("**/zh-hans/sessions/")


def test_form_keeps_what_was_typed_when_the_line_is_lost(site: str, chromium: Browser) -> None:
    with phone_in(chromium, "qq") as page:
        page.goto(f"{site}/zh-hans/search/")
        page.locator("main input[name=q]").fill("主宾国")
        page.context.set_offline(True)
        page.locator("main input[name=q]").press("Enter")
        expect(page.locator(".waiting")).to_contain_text("网络已断开")
        expect(page.locator("main input[name=q]")).to_have_value("主宾国")
        page.context.set_offline(False)
