"""What a first visit costs, and where it comes from."""

import gzip

import pytest
from playwright.sync_api import Browser, Page, Response

from tests.browser.visited import EVERY_TYPE, NAMES

BUDGET = 60 * 1024
PICTURES = ("/static/img/art.", "/media/", "/share/")


@pytest.mark.parametrize(("code", "path"), EVERY_TYPE, ids=NAMES)
def test_first_view_is_small_and_from_this_host_alone(site: str, desktop: Page, code: str, path: str) -> None:
    responses: list[Response] = []
    complaints: list[str] = []
    desktop.on("response", lambda response: responses.append(response))
    desktop.on("console", lambda message: complaints.append(message.text))
    desktop.on("pageerror", lambda error: complaints.append(str(error)))
    desktop.goto(f"{site}/{code}/{path}", wait_until="networkidle")

    assert all(response.url.startswith(site) for response in responses)
    counted = [each for each in responses if not any(picture in each.url for picture in PICTURES)]
    assert sum(len(gzip.compress(response.body())) for response in counted) <= BUDGET
    kinds = [response.request.resource_type for response in counted]
    assert (kinds.count("stylesheet"), kinds.count("script"), kinds.count("font")) == (
        1,
        2,
        0,
    )  # one of the scripts is what blocks for reading comfort
    missing = path == "nothing-here/"
    assert [text for text in complaints if not (missing and "404" in text)] == []  # the policy's refusals show here


def test_stylesheet_and_script_are_kept_for_good_and_sent_compressed(site: str, desktop: Page) -> None:
    desktop.goto(f"{site}/en/")
    for selector, attribute in (
        ("link[rel=stylesheet]", "href"),
        ("script[type=module]", "src"),
        ("script:not([type])", "src"),
    ):
        address = desktop.locator(selector).get_attribute(attribute)
        response = desktop.request.get(f"{site}{address}", headers={"Accept-Encoding": "br"})
        assert "immutable" in response.headers["cache-control"]
        assert response.headers["content-encoding"] == "br"


def test_pages_work_without_scripts(site: str, chromium: Browser) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 760}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/en/")
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Session archive").click()
    page.wait_for_url("**/en/sessions/")
    page.get_by_role("link", name="中文").first.click()
    page.wait_for_url("**/zh-hans/sessions/")
    assert page.locator("h1").inner_text() == "历届回顾"
    context.close()
