"""Every page type can be used by everybody: by axe's rules, at any width, in light and dark, as valid HTML."""

import json
import subprocess
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.visited import EVERY_TYPE, NAMES

WIDTHS = (320, 360, 600, 768, 959, 960, 1280, 1920)


@pytest.mark.parametrize(("code", "path"), EVERY_TYPE, ids=NAMES)
def test_axe_finds_nothing(site: str, chromium: Browser, axe: Axe, code: str, path: str) -> None:
    for scheme in ("light", "dark"):
        for width in (360, 1280):
            context = chromium.new_context(
                viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
            )
            page = context.new_page()
            page.goto(f"{site}/{code}/{path}")
            results = axe.run(page)
            assert results.violations_count == 0, (scheme, width, results.generate_report())
            context.close()


@pytest.mark.parametrize(("code", "path"), EVERY_TYPE, ids=NAMES)
def test_no_page_is_wider_than_its_window(site: str, desktop: Page, code: str, path: str) -> None:
    desktop.goto(f"{site}/{code}/{path}")
    for width in WIDTHS:
        desktop.set_viewport_size({"width": width, "height": 900})
        assert desktop.evaluate("document.documentElement.scrollWidth") <= width, width


@pytest.mark.parametrize(("code", "path"), EVERY_TYPE, ids=NAMES)
def test_text_can_be_spaced_and_doubled(site: str, desktop: Page, code: str, path: str) -> None:
    """WCAG 1.4.4 and 1.4.10: at twice the text size, nothing runs out of the window."""
    desktop.goto(f"{site}/{code}/{path}")
    desktop.set_viewport_size({"width": 640, "height": 900})
    desktop.evaluate("document.documentElement.style.fontSize = '200%'")
    assert desktop.evaluate("document.documentElement.scrollWidth") <= 640


def test_html_is_valid(site: str, desktop: Page, html_checker: Path, tmp_path: Path) -> None:
    for (code, path), name in zip(EVERY_TYPE, NAMES, strict=True):
        html = desktop.request.get(f"{site}/{code}/{path}").body()
        (tmp_path / f"{name.replace(' ', '-')}.html").write_bytes(html)
    command = ["java", "-jar", str(html_checker), "--format", "json", "--errors-only", *map(str, tmp_path.iterdir())]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(run.stderr)["messages"]
    assert [(Path(each["url"]).name, each["message"], each.get("extract")) for each in messages] == []
