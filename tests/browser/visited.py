"""One page of each type, as an address below a language's prefix."""

from tests.browser.every_block import SLUG

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
    "no such page": "nothing-here/",
}
EVERY_TYPE = [(code, path) for code in ("en", "zh-hans") for path in PAGE_TYPES.values()]
NAMES = [f"{code}-{name}" for code in ("en", "zh-hans") for name in PAGE_TYPES]
