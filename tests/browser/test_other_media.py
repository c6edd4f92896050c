"""The same pages on paper, in forced colors, with less motion, and on gray days."""

from playwright.sync_api import Browser, Page, expect


def test_paper_shows_the_content_and_no_controls(site: str, desktop: Page) -> None:
    desktop.goto(f"{site}/en/sessions/")
    desktop.emulate_media(media="print")
    desktop.set_viewport_size({"width": 680, "height": 960})  # A4 between its margins
    expect(desktop.get_by_role("heading", level=1)).to_be_visible()
    for hidden in (".menu", ".menu-button", ".switch", ".skip", ".footer nav"):
        assert not any(each.is_visible() for each in desktop.locator(hidden).all()), hidden
    assert desktop.evaluate("document.documentElement.scrollWidth") <= 680
    assert desktop.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_links_to_other_sites_are_written_out_on_paper(site: str, desktop: Page) -> None:
    desktop.goto(f"{site}/en/sessions/5/")
    desktop.emulate_media(media="print")
    written = desktop.evaluate("getComputedStyle(document.querySelector('.sources a'), '::after').content")
    assert "https://" in written


def test_signs_of_figures_survive_forced_colors(site: str, chromium: Browser) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, forced_colors="active")
    page = context.new_page()
    page.goto(f"{site}/en/sessions/5/")
    for kind in ("reported", "derived", "announced"):
        shape = f"getComputedStyle(document.querySelector('.kind.{kind}'), '::before').borderTopStyle"
        assert page.evaluate(shape) == "solid"
    context.close()


def test_nothing_moves_for_whoever_wants_that(site: str, desktop: Page) -> None:
    desktop.goto(f"{site}/en/")
    assert desktop.evaluate("getComputedStyle(document.querySelector('main a')).transitionDuration") == "0s"
