"""The handbook is never old: whatever it names is on the screen, and its pictures say what the screens say today."""

import os
import shutil
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.utils import translation
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from pages.handbook.contents import CHAPTERS
from pages.handbook.pictures import Picture, digest_of_words, key_of, picture_file, read_pictures, write_pictures
from tests.browser.handbook_content import Day, ordinary_day
from tests.browser.handbook_pictures import WIDEST, shots
from tests.browser.small_picture import small
from tests.pages.staff import CHINESE, ENGLISH

ANEW = bool(os.environ.get("HANDBOOK_PICTURES_ANEW"))
"""``make handbook-pictures`` says so: the pictures are then written, not only compared."""
ROLES = ("editor", "translator", "moderator")


@pytest.fixture(scope="module", params=[CHINESE, ENGLISH])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def day(site: str, language: str, django_db_blocker: pytest.FixtureRequest) -> Iterator[Day]:
    """Made before a test's own transaction begins, so that the server sees it."""
    with django_db_blocker.unblock(), ordinary_day(language) as made:
        yield made


class Desk:
    """A browser for each kind of staff, signed in; one page at a time."""

    def __init__(self, chromium: Browser, site: str, day: Day) -> None:
        self.chromium, self.site, self.day = chromium, site, day
        self.contexts: dict[str, BrowserContext] = {}
        self.page: Page | None = None
        self.wrong: list[str] = []

    def heard(self, said: ConsoleMessage) -> None:
        # What Wagtail's own checks find in a preview is told to editors, and logged as an error beside.
        if said.type == "error" and not said.text.startswith("axe.run results"):
            self.wrong.append(said.text)

    def opened(self, who: str, address: str) -> Page:
        if self.page:
            self.page.evaluate("localStorage.clear()")  # which side panel was open
            self.page.close()
        if who not in self.contexts:
            context = self.chromium.new_context(
                viewport={"width": 1280, "height": 1500},
                reduced_motion="reduce",
                color_scheme="light",
                base_url=self.site,
            )
            context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": self.day.cookies[who], "url": self.site}]
            )
            context.on("console", self.heard)
            context.on("weberror", lambda error: self.wrong.append(str(error.error)))
            self.contexts[who] = context
        self.page = self.contexts[who].new_page()
        self.page.goto(f"/{settings.ADMIN_PATH}/{address}")
        return self.page


@pytest.fixture
def desk(site: str, chromium: Browser, day: Day) -> Iterator[Desk]:
    made = Desk(chromium, site, day)
    yield made
    for context in made.contexts.values():
        context.close()
    assert made.wrong == []


@pytest.mark.long
def test_names_and_pictures_are_what_the_screens_show(desk: Desk, day: Day, language: str) -> None:
    steps = {step.picture: step for chapter in CHAPTERS for step in chapter.steps if step.picture}
    kept = {key: each for key, each in read_pictures().items() if not key.startswith(f"{language}/")}
    before, faults = read_pictures(), []
    with translation.override(language):
        if ANEW:
            shutil.rmtree(picture_file(key_of(language, "any")).parent, ignore_errors=True)
        for shot in shots(desk.opened, day):
            step = steps.pop(shot.name)
            said = shot.said.casefold()
            faults += [f"{shot.name}: no “{name}”" for name in step.names.values() if str(name).casefold() not in said]
            key, words = key_of(language, shot.name), digest_of_words(shot.seen_words())
            if ANEW:
                file = small(shot.taken(), WIDEST)
                picture_file(key).parent.mkdir(parents=True, exist_ok=True)
                picture_file(key).write_bytes(file.content)
                kept[key] = Picture(key, file.width, file.height, words)
            elif key not in before or before[key].words != words:
                faults.append(f"{shot.name}: says now {shot.seen_words()!r}")
    if ANEW:
        write_pictures(kept)
    assert not steps, f"Nobody takes {list(steps)}."
    assert not faults, "Run “make handbook-pictures” and commit what it writes: " + "; ".join(faults)


def test_staff_read_every_chapter_in_light_and_dark(desk: Desk, axe: Axe, language: str) -> None:
    faults = []
    for number, address in enumerate(["handbook/", *(f"handbook/{chapter.slug}/" for chapter in CHAPTERS)]):
        page = desk.opened(ROLES[number % len(ROLES)], address)
        for colors in ("light", "dark"):
            page.emulate_media(color_scheme=colors)
            found = axe.run(page, context="main", options={"resultTypes": ["violations"]})
            if found.violations_count:
                faults.append(f"{address}, {colors}: {found.generate_report()}")
    assert not faults, "\n".join(faults)


def test_pictures_are_loaded_as_one_reads_on(desk: Desk, language: str) -> None:
    page = desk.opened("translator", "handbook/")
    page.locator(".handbook-contents a").nth(1).click()
    page.wait_for_url("**/handbook/*/")
    images = page.locator(".handbook-steps img")
    expect(images.first).to_be_attached()
    for place in range(images.count()):
        images.nth(place).scroll_into_view_if_needed()
        expect(images.nth(place)).to_have_js_property("complete", True)
        assert images.nth(place).evaluate("image => image.naturalWidth === image.width || image.naturalWidth > 0")
    assert images.count() > 1
