"""Walks the admin as the staff do, in their roles, and stops wherever the handbook has a picture.

Inviting, handing over and the health report are an administrator's, since nobody else may open them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import Count
from playwright.sync_api import FloatRect, Locator, Page, expect

from pages.handbook.chapters import Shown
from pages.models import BasePage, FeaturePage
from pages.news.models import NewsIndexPage
from pages.translations.models import InterfaceString, WorkItem
from pages.translations.models.work import Kind
from sessions_archive.models import SessionPage
from tests.browser.handbook_content import ADMINISTRATOR, Day
from tests.pages.staff import CHINESE

AROUND = 14
WIDEST, HIGHEST = 900, 640
"""Of a picture. All in pixels."""
MARKED = """(each, inside) => Object.assign(each.style, {
    outline: '3px solid #bd3217', outlineOffset: inside ? '-4px' : '2px', borderRadius: '4px'})"""
READ = """() => document.body.innerText + ' ' + [...document.querySelectorAll('[aria-label], [title], option, input')]
    .map(each => [each.ariaLabel, each.title, each.textContent, each.value].join(' ')).join(' ')"""
OVER_THE_FORM = "() => document.querySelectorAll('[data-minimap-container]').forEach(each => each.hidden = true)"
"""Wagtail's little map lies over the edge of the form, where it says nothing in a picture."""
type Opened = Callable[[str, str], Page]
"""Gives a page of somebody (``editor``) at an address below the admin's."""


@dataclass(frozen=True, slots=True)
class Shot:
    """What one picture shows: all between the first and the last of its parts."""

    name: str
    page: Page
    parts: list[Locator]
    said: str
    """All that the screens on the way said."""
    words: Locator | None = None
    """What has to stay as it is, where that is not all of it."""
    around: int = AROUND
    highest: int = HIGHEST

    def seen_words(self) -> str:
        read = [self.words] if self.words else self.parts
        return " ".join(text for part in read for text in part.all_inner_texts())

    def taken(self) -> bytes:
        boxes = [box for part in self.parts for each in part.all() if (box := each.bounding_box())]
        menu = self.page.locator("nav.sidebar-main-menu").bounding_box()
        window = self.page.viewport_size
        assert boxes
        assert menu
        assert window
        # A dialog lies over the menu; of anything else the menu's edge would only be in the way.
        most_left = menu["x"] + menu["width"] if self.around else 0.0
        left = max(most_left, min(box["x"] for box in boxes) - self.around)
        top = max(0.0, min(box["y"] for box in boxes) - self.around)
        right = min(window["width"], max(box["x"] + box["width"] for box in boxes) + self.around)
        bottom = min(window["height"], max(box["y"] + box["height"] for box in boxes) + self.around, top + self.highest)
        clip: FloatRect = {"x": left, "y": top, "width": right - left, "height": bottom - top}
        return self.page.screenshot(clip=clip, animations="disabled", caret="hide")


def shots(opened: Opened, day: Day) -> Iterator[Shot]:
    for walk in (_writing, _footers, _deleting, _translating, _reviewing, _recording, _administering):
        yield from walk(opened, day)


def _shot(
    name: str,
    page: Page,
    *parts: str | Locator,
    mark: Locator | None = None,
    words: str = "",
    said: str = "",
    around: int = AROUND,
    highest: int = HIGHEST,
) -> Shot:
    found = [page.locator(part) if isinstance(part, str) else part for part in parts]
    expect(found[-1].first).to_be_visible()
    found[0].first.evaluate("each => each.scrollIntoView({block: 'center'})")
    page.evaluate(OVER_THE_FORM)
    if mark:
        mark.evaluate(MARKED, around < AROUND)
    page.evaluate("() => document.fonts.ready.then(() => true)")
    read = f"{said} {page.evaluate(READ)}"
    return Shot(name, page, found, read, page.locator(words) if words else None, around, highest)


def _panel(page: Page, field: str) -> Locator:
    """The panel of a form that holds a field."""
    return page.locator(f"section.w-panel:has({field})").last


def _edit(page: BasePage) -> str:
    return f"pages/{page.pk}/edit/"


def _writing(opened: Opened, day: Day) -> Iterator[Shot]:
    page = opened("editor", "")
    yield _shot("to-do", page, "#to-do-heading", "#to-do-section .people-to-do", words="#to-do-section .people-to-do")
    page = opened("editor", f"pages/{day.section.pk}/")
    yield _shot("explorer", page, "main table.listing", mark=page.locator("main td.readiness-cell").last)
    page = opened("editor", "account/")
    yield _shot("account", page, _panel(page, "[name$=preferred_language]"))
    page = opened("editor", _edit(day.stale))
    yield _shot("side-by-side", page, ".languages-shown", _panel(page, "[name=summary_en]"), highest=800)
    minor = page.locator(".readiness-minor")
    yield _shot("minor", page, _panel(page, ".readiness"), mark=minor)
    page = opened("editor", _edit(day.stale))
    page.locator(".Draftail-Editor [contenteditable=true]").first.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" /")
    expect(page.locator("[role=option]").first).to_be_visible()
    page.keyboard.type(str(Shown("Figure")))
    page.keyboard.press("Enter")
    expect(page.locator("dialog.figure-picker [type=search]")).to_be_focused()
    page.keyboard.type("456.5")
    yield _shot("insert-figure", page, "dialog.figure-picker", around=0)
    page = opened("editor", _edit(day.stale))
    page.click("[data-side-panel-toggle=preview]")
    page.locator("[data-w-preview-target=mode]").select_option("both")
    expect(page.frame_locator("[data-side-panel=preview] iframe").first.locator("main")).to_be_visible()
    yield _shot("preview", page, "[data-side-panel=preview]")
    page = opened("editor", _edit(day.sent_back))
    page.click("[data-side-panel-toggle=checks]")
    yield _shot("checks", page, "[data-side-panel=checks] .server-checks")


def _footers(opened: Opened, day: Day) -> Iterator[Shot]:
    for role, name, target, button in (
        ("editor", "submit", day.stale, "[name=action-submit]"),
        ("moderator", "approve", day.waiting, "[data-workflow-action-name=approve]"),
    ):
        page = opened(role, _edit(target))
        page.locator("footer [aria-expanded]").last.click()
        found = page.locator(button).first
        expect(found).to_be_visible()
        yield _shot(name, page, "footer button:visible", mark=found, around=2)
    page.locator("[data-workflow-action-name=reject]").first.click()
    expect(page.locator("[role=dialog] [name=comment]")).to_be_visible()
    yield _shot("reason", page, "[role=dialog] .modal-content", around=0)


def _deleting(opened: Opened, day: Day) -> Iterator[Shot]:
    shipped = FeaturePage.objects.exclude(pk=day.stale.pk).get(slug=day.stale.slug)
    page = opened("moderator", f"pages/{shipped.pk}/delete/")
    yield _shot("links-here", page, "main header", "main .nice-padding")
    page = opened("moderator", f"reports/bin/{day.thrown_away.pk}/")
    yield _shot("bin", page, "main header", "main .nice-padding")


def _translating(opened: Opened, day: Day) -> Iterator[Shot]:
    page = opened("translator", "translations/?kind=page&state=missing&state=stale")
    yield _shot("workbench", page, ".translations-done", "main table.listing", highest=700)
    item = WorkItem.objects.get(kind=Kind.PAGE, object_id=day.stale.pk)
    page = opened("translator", f"translations/{item.pk}/")
    yield _shot("difference", page, ".translations-pair--open")
    string = InterfaceString.objects.get(language=CHINESE, domain="django", source="Menu", context="")
    item = WorkItem.objects.get(kind=Kind.STRING, object_id=string.pk)
    page = opened("translator", f"translations/{item.pk}/")
    words = ".translations-pair--alone h2, .translations-actions"  # where it stands and what is similar changes with the catalog
    yield _shot("string", page, ".translations-pair--alone", ".translations-actions", words=words)


def _reviewing(opened: Opened, day: Day) -> Iterator[Shot]:
    page = opened("moderator", "")
    yield _shot("awaiting", page, "#awaiting-review-section")
    page = opened("moderator", _edit(day.waiting))
    said = page.evaluate(READ)
    page.locator(".readiness a").click()
    page.wait_for_url("**/compare/**")
    yield _shot("draft-against-live", page, "main header", "main .nice-padding", said=said)
    page = opened("moderator", _edit(day.session))
    page.click("[data-side-panel-toggle=status]")
    yield _shot("status", page, "[data-side-panel=status]", mark=page.locator(".publication-said"), highest=235)


def _recording(opened: Opened, day: Day) -> Iterator[Shot]:
    shipped = SessionPage.objects.live().annotate(recorded=Count("figures")).order_by("-recorded").first()
    page = opened("editor", _edit(shipped))
    table = page.locator(".figure-table").first
    rows = table.locator("[role=row]")
    yield _shot("figures", page, rows.nth(0), rows.nth(1), rows.nth(2), rows.nth(3), rows.nth(4))
    row = table.locator("[data-inline-panel-child]").first
    row.locator(".figure-sources summary").click()
    yield _shot("sources", page, rows.nth(0), row.locator(".figure-sources > :not(summary)"))
    page = opened("moderator", "figures/import/")
    figures = page.request.get("/data/figures.csv").body()
    page.set_input_files("[name=file]", {"name": "figures.csv", "mimeType": "text/csv", "buffer": figures})
    page.locator("main form button").last.click()
    page.wait_for_load_state()
    yield _shot("import", page, "main .nice-padding")
    page = opened("editor", f"pages/add/pages_news/newsitempage/{NewsIndexPage.objects.get().pk}/")
    yield _shot("news", page, _panel(page, "[name=issued_at]"), _panel(page, "[name=origin]"))
    page = opened("editor", "images/add/")
    yield _shot("picture", page, "main form ul.fields > li:has([name=title])", "main form li:has([name=decorative])")


def _administering(opened: Opened, day: Day) -> Iterator[Shot]:
    page = opened(ADMINISTRATOR, "invitations/")
    said = page.evaluate(READ)
    page = opened(ADMINISTRATOR, "invitations/new/")
    yield _shot("invite", page, "main form .w-panel", said=said)
    page = opened(ADMINISTRATOR, "users/")
    said = page.evaluate(READ)
    page.locator("main td.title a", has_text=str(Shown("Editors"))).first.click()
    page.wait_for_url("**/users/edit/**")
    yield _shot("hand-over", page, "main :has(> .people-held)", said=said)
    page = opened(ADMINISTRATOR, "reports/health/")
    rows = page.locator("main table.listing tr")
    yield _shot("health", page, rows.nth(0), rows.nth(4), words="main table.listing th")
    page = opened("moderator", "settings/pages/checksettings/")
    page.wait_for_load_state()
    yield _shot("check-settings", page, "main form .w-panel", highest=520)
