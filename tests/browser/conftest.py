"""A running site with the shipped content, and a headless Chromium that visits it."""

import fcntl
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connections
from django.test import override_settings
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, Page, sync_playwright
from wagtail.users.models import UserProfile

from tests.browser.every_block import news_of_tests, page_with_every_block
from tests.missing_tools import missing_tool
from tests.pages.staff import ACCOUNTS, CHINESE, ENGLISH

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
QUIET = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PASSWORD = "only-for-this-run"
type SignIn = Callable[[str, str], Page]
VNU_PACKAGE = "vnu-jar@26.9.27"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            # Without it pytest-django makes no test database, and the site's own would be visited and changed.
            item.add_marker(pytest.mark.django_db)


class PublicSite(LiveServerThread):
    """Django's live server, with static files served as in production: collected, joined, compressed."""

    def __init__(self) -> None:
        super().__init__("localhost", static_handler=lambda application: application)


@pytest.fixture(scope="session")
def site(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[str]:
    """Address of the site, without a slash at the end. What is visited is committed, so nothing is rolled back."""
    bundled = {"BACKEND": "expo_site.static_bundles.BundledStaticFilesStorage"}
    root = Path(settings.VAR_DIR) / "static-of-tests"
    with (
        override_settings(STORAGES={**settings.STORAGES, "staticfiles": bundled}, STATIC_ROOT=root),
        django_db_blocker.unblock(),
        page_with_every_block(),
        news_of_tests(),
    ):
        _collect(root)
        server = PublicSite()
        server.daemon = True
        server.start()
        server.is_ready.wait()
        if server.error:
            raise server.error
        yield f"http://localhost:{server.port}"
        server.terminate()
    connections.close_all()
    connections["default"].close_pool()  # or the test database could not be dropped


def _collect(root: Path) -> None:
    """One worker at a time; the others find it done."""
    from expo_site.collected_static import collect_if_changed

    root.mkdir(parents=True, exist_ok=True)
    with root.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        collect_if_changed()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # Playwright runs an event loop in this thread; Django would refuse to touch the database beside it.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()
        # Beside a running event loop Django keeps connections apart, so these are not the ones that ``site`` closes.
        connections.close_all()


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 360, "height": 760}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture
def desktop(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def accounts(site: str, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Every kind of staff with an admin in each language, for the time of these tests."""
    with django_db_blocker.unblock():
        users = []
        for name, group in ACCOUNTS.items():
            for language in (CHINESE, ENGLISH):
                user = get_user_model().objects.create_user(f"{name}-{language}", password=PASSWORD)
                user.groups.add(Group.objects.get(name=group))
                profile = UserProfile.get_for_user(user)
                profile.preferred_language = language
                profile.save()
                users.append(user)
        yield
        for user in users:
            user.delete()


@pytest.fixture
def sign_in(site: str, accounts: None, chromium: Browser) -> Iterator[SignIn]:
    """Gives a page of a browser of its own, signed in through the form. Whatever goes wrong in it fails the test."""
    contexts, wrong = [], []

    def signed_in(name: str, language: str) -> Page:
        context = chromium.new_context(viewport={"width": 1440, "height": 1000}, reduced_motion="reduce", base_url=site)
        contexts.append(context)
        ours = (f"{site}/", "data:", "blob:")
        context.on("request", lambda request: request.url.startswith(ours) or wrong.append(request.url))
        context.on("console", lambda said: said.type == "error" and wrong.append(said.text))
        context.on("weberror", lambda error: wrong.append(str(error.error)))
        page = context.new_page()
        page.goto("/admin/login/")
        page.fill("[name=username]", f"{name}-{language}")
        page.fill("[name=password]", PASSWORD)
        page.click("button[type=submit]")
        page.wait_for_url("**/admin/")
        return page

    yield signed_in
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture(scope="session")
def axe() -> Axe:
    return Axe()


@pytest.fixture(scope="session")
def html_checker() -> Path:
    """The Nu checker's jar; fetched once into ``VAR_DIR`` where npm is there, else the test is skipped."""
    if not shutil.which("java"):
        missing_tool("The Nu checker needs Java.")
    tools = Path(settings.VAR_DIR) / "tools"
    jar = Path(os.environ.get("VNU_JAR") or tools / "node_modules/vnu-jar/build/dist/vnu.jar")
    if not jar.exists():
        if not shutil.which("npm"):
            missing_tool("The Nu checker is not installed, and npm is missing.")
        tools.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--silent", "--prefix", str(tools), VNU_PACKAGE], check=True)
    return jar
