"""Autosave and saving by hand at once, on a server that takes its time: what was typed last is what is kept."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Request, Route, expect

from pages.models import BasePage, StandardPage
from tests.browser.conftest import SignIn
from tests.pages.staff import CHINESE

AUTOSAVED_AFTER = 5.5
"""Seconds from a change to when an autosave is sent: the interval of the settings, and Wagtail's own look around."""


@pytest.fixture(scope="module")
def parking(site: str, django_db_blocker: pytest.FixtureRequest) -> Iterator[StandardPage]:
    with django_db_blocker.unblock():
        page = StandardPage(title_en="Parking", title_zh_hans="停车", slug="parking")
        BasePage.objects.get(depth=2).add_child(instance=page)
        page.save_revision().publish()
        yield page
        BasePage.objects.filter(slug__startswith="parking").delete()


def is_autosave(request: Request) -> bool:
    return request.method == "POST" and request.headers["accept"] == "application/json"


def is_by_hand(request: Request) -> bool:
    return request.method == "POST" and request.is_navigation_request()


def answer_late(page: Page, address: str, late: float, which) -> list[Request]:
    """Hold back what the server answers to some requests; gives all that are sent to the address."""
    sent: list[Request] = []

    def hold(route: Route) -> None:
        if route.request.method == "POST":
            sent.append(route.request)
        if not which(route.request):
            route.continue_()
            return
        response = route.fetch(max_redirects=0)
        page.wait_for_timeout(late * 1000)
        route.fulfill(response=response)

    page.route(address, hold)
    return sent


def opened(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("fieldset.languages-shown")).to_be_visible()
    page.wait_for_timeout(2500)  # Wagtail takes what stands in the form until then for unchanged


def test_an_autosave_that_waits_does_not_undo_a_save_by_hand(sign_in: SignIn, parking: StandardPage) -> None:
    page = sign_in("moderator", CHINESE)
    opened(page, f"/admin/pages/{parking.pk}/edit/")
    sent = answer_late(page, f"**/admin/pages/{parking.pk}/edit/", AUTOSAVED_AFTER + 1.5, is_by_hand)
    title = page.locator("[name=title_en]")
    title.press("End")
    page.keyboard.type(" in")
    page.wait_for_timeout(1000)  # taken by now
    page.keyboard.type(" the north")
    page.get_by_role("button", name="保存草稿").click()
    expect(page.locator(".messages .success")).to_be_visible(timeout=20_000)
    assert [is_autosave(request) for request in sent] == [False]
    parking.refresh_from_db()
    assert parking.get_latest_revision_as_object().title_en == "Parking in the north"
    expect(title).to_have_value("Parking in the north")


def test_publishing_waits_for_an_autosave_that_is_under_way(sign_in: SignIn, parking: StandardPage) -> None:
    """A new page, which the autosave makes: pressed meanwhile, the button publishes that one, and makes no second."""
    page = sign_in("moderator", CHINESE)
    opened(page, f"/admin/pages/add/pages/standardpage/{parking.get_parent().pk}/")
    sent = answer_late(page, "**/admin/pages/**", 3, is_autosave)
    page.fill("[name=title_en]", "Parking for coaches")
    page.fill("[name=title_zh_hans]", "大巴停车")
    started = time.monotonic()
    while not sent and time.monotonic() - started < 30:
        page.wait_for_timeout(100)
    page.locator("footer [aria-expanded]").last.click()
    page.locator("[name=action-publish]").click()
    expect(page.locator(".messages .success")).to_be_visible(timeout=20_000)
    assert [is_autosave(request) for request in sent] == [True, False]
    made = BasePage.objects.filter(slug__startswith="parking-")
    assert [(each.title_en, each.title_zh_hans, each.live) for each in made] == [
        ("Parking for coaches", "大巴停车", True)
    ]
