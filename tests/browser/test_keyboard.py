"""The site by keyboard: skip link, menu, wide tables, the language switch."""

from playwright.sync_api import Page, expect


def test_menu_opens_and_closes_by_keyboard_and_gives_the_focus_back(site: str, phone: Page) -> None:
    phone.goto(f"{site}/en/about/overview/")
    button = phone.get_by_role("button", name="Menu")
    menu = phone.get_by_role("navigation", name="Main")
    expect(menu).to_be_hidden()
    button.focus()
    phone.keyboard.press("Enter")
    expect(menu).to_be_visible()
    phone.keyboard.press("Tab")
    expect(phone.get_by_role("button", name="Close")).to_be_focused()
    phone.keyboard.press("Tab")
    expect(menu.get_by_role("link").first).to_be_focused()
    expect(menu.get_by_role("link", name="Overview")).to_have_attribute("aria-current", "page")
    phone.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()


def test_menu_closes_when_the_focus_moves_on(site: str, phone: Page) -> None:
    phone.goto(f"{site}/en/")
    phone.get_by_role("button", name="Menu").press("Enter")
    menu = phone.get_by_role("navigation", name="Main")
    expect(menu).to_be_visible()
    phone.evaluate("document.querySelector('main a').focus()")
    expect(menu).to_be_hidden()


def test_menu_that_was_open_is_a_row_after_the_window_grows(site: str, phone: Page) -> None:
    phone.goto(f"{site}/en/")
    phone.get_by_role("button", name="Menu").click()
    phone.set_viewport_size({"width": 1280, "height": 900})
    menu = phone.get_by_role("navigation", name="Main")
    expect(menu).to_be_visible()
    assert not phone.evaluate("document.querySelector('#menu').matches(':popover-open')")


def test_skip_link_is_first_and_leads_to_the_content(site: str, desktop: Page) -> None:
    desktop.goto(f"{site}/zh-hans/")
    desktop.keyboard.press("Tab")
    skip = desktop.get_by_role("link", name="跳到正文")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    desktop.keyboard.press("Enter")
    expect(desktop.get_by_role("main")).to_be_focused()


def test_table_is_a_stop_only_while_it_scrolls(site: str, desktop: Page) -> None:
    desktop.goto(f"{site}/en/sessions/5/")
    table = desktop.get_by_label("Figures of the 5th session").first
    expect(table).not_to_have_attribute("tabindex", "0")
    desktop.goto(f"{site}/en/sessions/")
    ledger = desktop.get_by_label("All figures").first
    desktop.set_viewport_size({"width": 360, "height": 760})
    expect(ledger).to_have_attribute("tabindex", "0")
    expect(ledger).to_have_attribute("role", "region")


def test_language_switch_keeps_the_place_on_the_page(site: str, desktop: Page) -> None:
    desktop.goto(f"{site}/en/sessions/#figures")
    desktop.get_by_role("link", name="中文", exact=True).first.click()
    desktop.wait_for_url("**/zh-hans/sessions/#figures")
    desktop.get_by_role("link", name="English").first.click()
    desktop.wait_for_url("**/en/sessions/#figures")


def test_everything_that_can_be_pressed_is_large_enough(site: str, phone: Page) -> None:
    """WCAG 2.5.8: controls that do not stand in a sentence are at least 24 pixels high; the menu's, 44."""
    phone.goto(f"{site}/en/")
    for name in ("Menu", "中文"):
        box = phone.locator(".masthead").get_by_text(name, exact=True).bounding_box()
        assert box
        assert box["height"] >= 44
    phone.get_by_role("button", name="Menu").click()
    for link in phone.get_by_role("navigation", name="Main").get_by_role("link").all():
        box = link.bounding_box()
        assert box
        assert box["height"] >= 44
