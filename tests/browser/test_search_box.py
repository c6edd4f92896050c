"""Searching by keyboard, with an input method, and with a screen reader's ears."""

import datetime
import re
from contextlib import suppress
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, Page, Request, Route, expect


def asked_of(page: Page) -> list[str]:
    """Texts that suggestions were asked for, as they come."""
    asked: list[str] = []

    def note(request: Request) -> None:
        if "/search/suggest/" in request.url:
            asked.append(unquote(request.url.split("q=")[1]))

    page.on("request", note)
    return asked


def test_slash_goes_to_the_box_and_suggestions_are_picked_by_keyboard(site: str, desktop: Page) -> None:
    desktop.goto(f"{site}/en/about/overview/")
    desktop.keyboard.press("/")
    box = desktop.get_by_role("combobox")
    expect(box).to_be_focused()
    box.press_sequentially("open-m", delay=20)
    option = desktop.get_by_role("option", name="Open-minded cooperation")
    expect(option).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(desktop.locator(".search-box [role=status]")).to_have_text(
        re.compile(r"\d+ suggestions?\. Use the arrow keys\.")
    )
    box.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == option.get_attribute("id")
    box.press("Enter")
    desktop.wait_for_url("**/en/features/cooperation/")


def test_an_answer_that_comes_late_takes_no_choice_away(site: str, desktop: Page) -> None:
    """On a slow line: the list of “open” is there and moved in when the answer about “open-m” would come."""
    desktop.goto(f"{site}/en/about/overview/")
    held: list[Route] = []
    desktop.route("**/suggest/?q=open-m", lambda route: held.append(route))
    box, option = desktop.get_by_role("combobox"), desktop.get_by_role("option", name="Open-minded cooperation")
    box.press_sequentially("open")
    expect(option).to_be_visible()
    box.press_sequentially("-m")
    while not held:
        desktop.wait_for_timeout(50)
    box.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    with suppress(Error):  # given up by the page by then
        held[0].continue_()
    desktop.wait_for_timeout(500)
    expect(option).to_have_attribute("aria-selected", "true")
    box.press("Enter")
    desktop.wait_for_url("**/en/features/cooperation/")
    # Typing on asks again.
    desktop.goto(f"{site}/en/about/overview/")
    box.press_sequentially("open")
    box.press("ArrowDown")
    with desktop.expect_response("**/suggest/?q=open-min"):
        box.press_sequentially("-min")


def test_escape_closes_the_list_and_enter_searches(site: str, desktop: Page) -> None:
    desktop.goto(f"{site}/en/")
    box = desktop.get_by_role("combobox")
    box.press_sequentially("innovation", delay=20)
    expect(desktop.get_by_role("listbox")).to_be_visible()
    box.press("Escape")
    expect(desktop.get_by_role("listbox")).to_be_hidden()
    assert box.input_value() == "innovation"
    box.press("Enter")
    desktop.wait_for_url("**/en/search/?q=innovation")
    expect(desktop.get_by_role("heading", level=2, name=re.compile(r"\d+ results"))).to_be_visible()


def test_nothing_is_asked_for_while_an_input_method_composes(site: str, desktop: Page) -> None:
    desktop.goto(f"{site}/zh-hans/search/")
    box = desktop.get_by_role("combobox")
    box.focus()
    asked = asked_of(desktop)
    keyboard = desktop.context.new_cdp_session(desktop)
    for composed in ["j", "ju", "jun", "jun min", "junmin rong he"]:
        keyboard.send(
            "Input.imeSetComposition",
            {"text": composed, "selectionStart": len(composed), "selectionEnd": len(composed)},
        )
        desktop.wait_for_timeout(60)
    desktop.wait_for_timeout(400)
    assert asked == []
    keyboard.send("Input.insertText", {"text": "军民融合"})
    expect(desktop.get_by_role("option", name="军民融合").first).to_be_visible()
    assert asked == ["军民融合"]
    expect(desktop.locator(".search-box [role=status]")).to_have_text(re.compile(r"\d+"))
    box.press("ArrowDown")
    box.press("Enter")
    desktop.wait_for_url("**/zh-hans/features/military-civilian-integration/")


def test_typing_fast_asks_once(site: str, desktop: Page) -> None:
    # The browser's clock is held while the keys go down: how fast they come does not depend on this machine.
    desktop.clock.install()
    desktop.goto(f"{site}/en/search/")
    asked = asked_of(desktop)
    desktop.clock.pause_at(datetime.datetime.now() + datetime.timedelta(hours=1))
    for key in "innovation":
        desktop.get_by_role("combobox").press_sequentially(key)
        desktop.clock.run_for(15)
    assert asked == []
    desktop.clock.run_for(1_000)
    expect(desktop.get_by_role("listbox")).to_be_visible()
    assert asked == ["innovation"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path",
    [
        "/en/search/",
        "/en/search/?q=Isreal",
        "/zh-hans/search/?q=创新",
        "/zh-hans/search/?q=keyboard",
        "/en/search/?q=qwrtpsdf",
    ],
)
def test_axe_finds_nothing_on_the_search_page(
    site: str, desktop: Page, phone: Page, axe: Axe, path: str, scheme: str
) -> None:
    for page in (desktop, phone):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(site + path)
        found = axe.run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_axe_finds_nothing_while_suggestions_are_open(site: str, desktop: Page, axe: Axe) -> None:
    desktop.goto(f"{site}/en/")
    desktop.get_by_role("combobox").press_sequentially("in", delay=20)
    expect(desktop.get_by_role("listbox")).to_be_visible()
    found = axe.run(desktop)
    assert found.violations_count == 0, found.generate_report()


def test_search_works_without_scripts(site: str, chromium, axe: Axe) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/en/")
    page.get_by_role("searchbox").fill("netanyahu")
    page.get_by_role("search").get_by_role("button").click()
    expect(page.get_by_role("listitem").filter(has_text="Netanyahu").first).to_be_visible()
    context.close()
