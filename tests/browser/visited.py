"""One page of each type, as an address below a language's prefix."""

from playwright.sync_api import Page

from tests.browser.every_block import NEWS_SLUG, SLUG

PAGE_TYPES = {
    "home": "",
    "section": "features/",
    "overview": "about/overview/",
    "feature": "features/innovation/",
    "standard": "about/privacy/",
    "every block": f"{SLUG}/",
    "archive": "sessions/",
    "comparison": "sessions/compare/?sessions=3,4,5",
    "session with most": "sessions/5/",
    "session with least": "sessions/13/",
    "search": "search/?q=innovation",
    "news": "news/",
    "news item": f"news/{NEWS_SLUG}/",
    "contact": "about/contact/",
    "no such page": "nothing-here/",
}
EVERY_TYPE = [(code, path) for code in ("en", "zh-hans") for path in PAGE_TYPES.values()]
NAMES = [f"{code}-{name}" for code in ("en", "zh-hans") for name in PAGE_TYPES]


def wider_than_window(page: Page) -> list[str]:
    """The beginnings of the elements that make a page scroll sideways; none where it does not."""
    found: list[str] = page.evaluate(
        """() => {
            const room = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= room) return [];
            const reach = (element) => element.getBoundingClientRect().right;
            const scrolls = (element) => element.closest(".scroll, [popover]:not(:popover-open)");
            const wide = [...document.body.querySelectorAll("*")].filter((each) => reach(each) > room && !scrolls(each));
            return ["wider than " + room, ...wide.slice(-5).map((each) => each.outerHTML.slice(0, 150))];
        }"""
    )
    return found
