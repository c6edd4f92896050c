"""The pages for whoever runs the site, as an administrator sees them: in both languages, at two widths, without a violation."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from wagtail.users.models import UserProfile

from tests.pages.staff import CHINESE, ENGLISH

PAGES = {
    "reports/health/": {CHINESE: "网站健康状况", ENGLISH: "Health of the site"},
    "reports/visits/": {CHINESE: "访问量", ENGLISH: "Visits"},
    "": {CHINESE: "科博会", ENGLISH: "High-Tech Expo"},
    "invitations/": {CHINESE: "邀请", ENGLISH: "Invitations"},
    "invitations/new/": {CHINESE: "邀请同事", ENGLISH: "Invite a colleague"},
}


@pytest.fixture(scope="module")
def sessions(site: str, django_db_blocker: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    """An administrator's session in each language, made before a test's own transaction begins, so that the server sees it."""
    with django_db_blocker.unblock():
        users, keys = [], {}
        for language in (CHINESE, ENGLISH):
            user = get_user_model().objects.create_superuser(f"operator-{language}", password=None)
            profile = UserProfile.get_for_user(user)
            profile.preferred_language = language
            profile.save()
            client = Client()
            client.force_login(user)
            users.append(user)
            keys[language] = client.cookies[settings.SESSION_COOKIE_NAME].value
        yield keys
        for user in users:
            user.delete()


@pytest.fixture(params=[CHINESE, ENGLISH])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def administrator(site: str, chromium: Browser, sessions: dict[str, str], language: str) -> Iterator[Page]:
    """Signed in by a session of their own: how one signs in has tests of its own."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce", base_url=site)
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": sessions[language], "url": site}])
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("address", PAGES)
def test_an_administrator_reads_how_the_site_is(administrator: Page, axe: Axe, language: str, address: str) -> None:
    administrator.goto(f"/{settings.ADMIN_PATH}/{address}")
    expect(administrator.locator("h1").first).to_contain_text(PAGES[address][language])
    for width in (1440, 360):
        administrator.set_viewport_size({"width": width, "height": 900})
        found = axe.run(administrator, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
        assert found.violations_count == 0, found.generate_report()
        assert administrator.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
