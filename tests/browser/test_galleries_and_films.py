"""Galleries and films in a browser: with a keyboard, with a mouse, without scripts."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.every_block import SLUG


def test_gallery_is_looked_through_with_the_keyboard(site: str, desktop: Page, axe: Axe) -> None:
    desktop.goto(f"{site}/zh-hans/{SLUG}/")
    links = desktop.locator(".gallery li a")
    links.nth(1).focus()
    desktop.keyboard.press("Enter")
    viewer = desktop.get_by_role("dialog", name="第五届科博会")
    place = viewer.locator(".number")
    expect(viewer.get_by_role("img", name="一块单色画面")).to_be_visible()
    expect(place).to_have_text("2 / 3")
    expect(viewer.locator(".viewer-caption")).to_contain_text("图片2")
    assert axe.run(desktop).violations_count == 0
    for key, shown in (("ArrowRight", "3 / 3"), ("ArrowRight", "1 / 3"), ("ArrowLeft", "3 / 3")):
        desktop.keyboard.press(key)
        expect(place).to_have_text(shown)
    for _press in range(12):  # the focus stays inside
        desktop.keyboard.press("Tab")
        assert desktop.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )
    desktop.keyboard.press("Escape")
    expect(viewer).to_be_hidden()
    expect(links.nth(2)).to_be_focused()  # of the picture that was seen last


def test_viewer_fits_the_window_and_is_closed_by_its_button(site: str, phone: Page) -> None:
    phone.goto(f"{site}/en/{SLUG}/")
    phone.locator(".gallery li a").first.click()
    box = phone.locator(".viewer img").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    assert box["y"] + box["height"] <= 760
    phone.get_by_role("button", name="Next").click()
    expect(phone.locator(".viewer .number")).to_have_text("2 / 3")
    phone.get_by_role("button", name="Close").click()
    expect(phone.locator(".viewer")).to_be_hidden()


@pytest.mark.parametrize("code", ["en", "zh-hans"])
def test_gallery_without_scripts_is_links_to_the_pictures(site: str, chromium: Browser, code: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/{code}/{SLUG}/")
    page.locator(".gallery li a").first.click()
    page.wait_for_url(re.compile(r"/media/images/.*\.jpg$"))
    expect(page.locator("img")).to_be_visible()
    context.close()


def test_film_waits_then_plays_with_captions_under_the_public_policy(site: str, desktop: Page) -> None:
    asked: list[str] = []
    refused: list[str] = []
    desktop.on("request", lambda request: asked.append(request.url))
    desktop.on("console", lambda said: refused.append(said.text))
    desktop.goto(f"{site}/zh-hans/{SLUG}/", wait_until="networkidle")
    film = desktop.locator("video")
    assert film.evaluate("film => film.paused && !film.autoplay")
    assert not any(".webm" in url for url in asked)  # nothing of it is loaded before somebody wants it
    film.evaluate("film => { film.muted = true; return film.play(); }")
    desktop.wait_for_function("() => document.querySelector('video').currentTime > 0.2")
    track = "document.querySelector('video').textTracks[0]"
    assert desktop.evaluate(f"{track}.mode") == "showing"
    assert desktop.evaluate(f"{track}.language") == "zh-Hans"
    desktop.wait_for_function(f"() => {track}.cues && {track}.cues.length === 1")
    assert desktop.evaluate(f"{track}.cues[0].text") == "方块向右移动。"
    assert refused == []


def test_transcript_is_there_on_paper(site: str, desktop: Page) -> None:
    desktop.goto(f"{site}/en/{SLUG}/")
    transcript = desktop.get_by_text("A square moves to the right.")
    expect(transcript).to_be_hidden()
    desktop.emulate_media(media="print")
    expect(transcript).to_be_visible()
    expect(desktop.locator("video")).to_be_hidden()
