"""What a visitor chooses for reading, on this device alone."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.visited import wider_than_window

PANEL = "[data-comfort-panel]"
ATTRIBUTES = ("text", "spacing", "scheme", "contrast", "calm", "simple")
SAMPLED = {
    "largest": {"text": "200", "spacing": "wider"},
    "dark, high contrast": {"scheme": "dark", "contrast": "more"},
    "light on a dark device": {"scheme": "light", "calm": "on"},
    "simple": {"text": "150", "spacing": "wide", "contrast": "more", "calm": "on", "simple": "on"},
}


def attributes(page: Page) -> dict[str, str]:
    found = page.evaluate("({ ...document.documentElement.dataset })")
    return {name: found[name] for name in ATTRIBUTES if name in found}


def open_panel(page: Page) -> None:
    page.locator(".comfort-button").click()
    expect(page.locator(PANEL)).to_be_visible()


def choose(page: Page, chosen: dict[str, str]) -> None:
    """As if it had been chosen on an earlier page."""
    page.add_init_script(f"localStorage.setItem('comfort', {json.dumps(json.dumps(chosen))})")


def test_choices_apply_at_once_and_on_the_next_page(site: str, desktop: Page) -> None:
    desktop.goto(f"{site}/zh-hans/about/privacy/")
    size = desktop.evaluate("parseFloat(getComputedStyle(document.querySelector('.prose p')).fontSize)")
    open_panel(desktop)
    desktop.get_by_label("最大").check()
    desktop.get_by_label("深色", exact=True).check()
    assert attributes(desktop) == {"text": "200", "scheme": "dark"}
    doubled = desktop.evaluate("parseFloat(getComputedStyle(document.querySelector('.prose p')).fontSize)")
    assert doubled == pytest.approx(2 * size)
    desktop.goto(f"{site}/en/sessions/5/")
    assert attributes(desktop) == {"text": "200", "scheme": "dark"}
    assert desktop.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(16, 18, 20)"
    open_panel(desktop)
    desktop.get_by_role("button", name="Reset").click()
    assert attributes(desktop) == {}
    expect(desktop.get_by_label("Standard").first).to_be_checked()


def test_nothing_of_it_leaves_the_device(site: str, desktop: Page) -> None:
    desktop.goto(f"{site}/en/about/privacy/", wait_until="networkidle")
    asked: list[str] = []
    desktop.on("request", lambda request: asked.append(request.url))
    open_panel(desktop)
    for name in ("Larger", "Wide", "Dark", "High contrast", "No motion"):
        desktop.get_by_label(name, exact=True).check()
    assert asked == []
    assert desktop.context.cookies() == []


def test_choice_holds_before_anything_is_painted(site: str, desktop: Page) -> None:
    """The attributes are there when the body begins, so no page is painted without them."""
    choose(desktop, {"text": "150", "scheme": "dark"})
    desktop.add_init_script(
        """new MutationObserver((_, observer) => {
            if (!document.body) return;
            window.atBody = { ...document.documentElement.dataset };
            observer.disconnect();
        }).observe(document, { childList: true, subtree: true });"""
    )
    desktop.goto(f"{site}/en/")
    seen = desktop.evaluate("window.atBody")
    assert (seen["text"], seen["scheme"]) == ("150", "dark")


@pytest.mark.parametrize("stored", ["{", "[]", "null", '{"text": "9999", "scheme": "\\"><script>", "other": 1}'])
def test_storage_that_holds_nonsense_changes_nothing(site: str, desktop: Page, stored: str) -> None:
    complaints: list[str] = []
    desktop.on("pageerror", lambda error: complaints.append(str(error)))
    desktop.add_init_script(f"localStorage.setItem('comfort', {json.dumps(stored)})")
    desktop.goto(f"{site}/en/about/privacy/")
    assert attributes(desktop) == {}
    open_panel(desktop)
    desktop.get_by_label("Larger", exact=True).check()
    assert attributes(desktop) == {"text": "150"}
    assert complaints == []


def test_panel_works_where_storage_is_forbidden(site: str, desktop: Page) -> None:
    desktop.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
    )
    desktop.goto(f"{site}/en/about/privacy/")
    open_panel(desktop)
    desktop.get_by_label("Dark", exact=True).check()
    assert attributes(desktop) == {"scheme": "dark"}


def test_simple_layout_brings_what_elderly_readers_need(site: str, phone: Page) -> None:
    """China's guideline: large type, high contrast, line height of 1.3 or more, no motion; one column, no drawings."""
    phone.goto(f"{site}/zh-hans/")
    open_panel(phone)
    phone.get_by_label("简洁版").check()
    assert attributes(phone) == SAMPLED["simple"]
    paragraph = phone.evaluate(
        """(() => {
            const style = getComputedStyle(document.querySelector("main p"));
            return parseFloat(style.lineHeight) / parseFloat(style.fontSize);
        })()"""
    )
    assert paragraph >= 1.3
    body = phone.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    assert body >= 24  # 18 points
    assert not any(each.is_visible() for each in phone.locator("main svg.picture").all())
    assert wider_than_window(phone) == []


def test_panel_by_keyboard(site: str, desktop: Page) -> None:
    desktop.goto(f"{site}/en/about/privacy/")
    button = desktop.locator(".comfort-button")
    button.focus()
    desktop.keyboard.press("Enter")
    panel = desktop.locator(PANEL)
    expect(panel).to_be_visible()
    desktop.keyboard.press("Tab")
    desktop.keyboard.press("ArrowRight")
    assert attributes(desktop) == {"text": "125"}
    desktop.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(button).to_be_focused()


def test_keyboard_shortcut_can_be_turned_off(site: str, desktop: Page) -> None:
    """WCAG 2.1.4."""
    desktop.goto(f"{site}/en/about/privacy/")
    desktop.keyboard.press("/")
    expect(desktop.get_by_role("combobox")).to_be_focused()
    choose(desktop, {"keys": "off"})
    desktop.goto(f"{site}/en/about/privacy/")
    desktop.keyboard.press("/")
    expect(desktop.get_by_role("combobox")).not_to_be_focused()


def test_button_is_named_by_what_it_shows(site: str, desktop: Page) -> None:
    """WCAG 2.5.3: who speaks to the computer says what is written."""
    desktop.goto(f"{site}/en/about/privacy/")
    expect(desktop.get_by_role("button", name="Aa Reading comfort", exact=True)).to_be_visible()


def test_tab_passes_through_a_whole_page_and_is_always_seen(site: str, desktop: Page) -> None:
    """WCAG 2.1.2, 2.4.7 and 2.4.11: nothing holds the focus, it has an outline, and nothing lies over it."""
    desktop.goto(f"{site}/en/sessions/5/")
    seen = 0
    for _step in range(400):
        desktop.keyboard.press("Tab")
        state = desktop.evaluate(
            """() => {
                const element = document.activeElement;
                if (!element || element === document.body) return null;
                const style = getComputedStyle(element), box = element.getClientRects()[0];
                const at = document.elementFromPoint(box.left + Math.min(box.width, 20) / 2, box.top + box.height / 2);
                return {
                    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
                    seen: !!at && (element.contains(at) || at.contains(element)),
                    name: element.outerHTML.slice(0, 120),
                };
            }"""
        )
        if state is None:
            break
        seen += 1
        assert state["outlined"], state["name"]
        assert state["seen"], state["name"]
    assert 40 < seen < 400


@pytest.mark.parametrize("path", ["zh-hans/", "en/about/overview/", "en/sessions/5/", "zh-hans/search/?q=科博会"])
def test_text_can_be_spaced(site: str, phone: Page, path: str) -> None:
    """WCAG 1.4.12, at its own values."""
    phone.goto(f"{site}/{path}")
    phone.evaluate(
        """for (const element of document.querySelectorAll("body *")) {
            for (const [name, value] of Object.entries({
                "line-height": "1.5", "letter-spacing": "0.12em", "word-spacing": "0.16em" }))
                element.style.setProperty(name, value, "important");
            if (element.matches("p")) element.style.setProperty("margin-block-end", "2em", "important");
        }"""
    )
    assert wider_than_window(phone) == []


def test_borders_of_controls_stand_out(site: str, chromium: Browser) -> None:
    """WCAG 1.4.11: 3 to 1 against whatever they stand on."""

    def luminance(color: str) -> float:
        parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for scheme in ("light", "dark"):
        context = chromium.new_context(color_scheme=scheme)
        page = context.new_page()
        page.goto(f"{site}/en/about/privacy/")
        edge, *grounds = (
            page.evaluate(f"getComputedStyle(document.documentElement).getPropertyValue('--{name}').trim()")
            for name in ("edge", "paper", "panel")
        )
        for ground in grounds:
            low, high = sorted((luminance(edge), luminance(ground)))
            assert (high + 0.05) / (low + 0.05) >= 3, (scheme, ground)
        context.close()


def test_without_scripts_nothing_is_offered_that_cannot_work(site: str, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/en/about/privacy/")
    for needs_a_script in (".comfort-button", ".comfort-way", "[data-web-share]", "[data-copy]", "[data-print]"):
        expect(page.locator(needs_a_script)).to_be_hidden()
    page.get_by_role("button", name="WeChat").click()
    expect(page.locator("#wechat .qr")).to_be_visible()
    context.close()


@pytest.mark.parametrize("name", SAMPLED)
def test_axe_finds_nothing_with_reading_comfort(site: str, chromium: Browser, axe: Axe, name: str) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 900}, color_scheme="dark", reduced_motion="reduce")
    page = context.new_page()
    choose(page, SAMPLED[name])
    for path in ("zh-hans/", "en/sessions/5/", "zh-hans/about/accessibility/"):
        page.goto(f"{site}/{path}")
        results = axe.run(page, options={"rules": {"target-size": {"enabled": True}}})
        assert results.violations_count == 0, (path, results.generate_report())
        assert wider_than_window(page) == [], path
    open_panel(page)
    results = axe.run(page)
    assert results.violations_count == 0, results.generate_report()
    context.close()
