"""Visits the public site with every string marked, finds where each is seen, and takes pictures of that."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import FloatRect, Page

from pages.translations.marked_strings import marked_strings
from pages.translations.seen_strings import public_addresses
from pages.translations.string_pictures import Frame, StringPicture
from tests.browser.small_picture import small

MARKS = (Path(__file__).parent / "marked_strings.js").read_text(encoding="utf-8")
NARROW, WIDE = 600, 1200
"""Widths of the window. Most is seen on the narrow one, where a picture holds all that stands beside a string."""
WINDOW_HEIGHT = 900
WIDEST, HIGHEST = 600, 320
"""Of a picture."""
AROUND = 72
"""What a picture shows above and below its strings. All of these in pixels."""


@dataclass(frozen=True, slots=True)
class View:
    """What the browser shows now, and the strings that are seen for the first time: digest → place."""

    address: str
    strings: dict[str, FloatRect]
    is_popover: bool


def views(page: Page, site: str, language: str) -> Iterator[View]:
    """Walks the public site. ``page`` shows a view until the next one is asked for."""
    found: set[int] = set()
    with marked_strings(language) as digests:
        for address in public_addresses(language):
            page.set_viewport_size({"width": NARROW, "height": WINDOW_HEIGHT})
            page.goto(site + address)
            page.evaluate(MARKS)
            for popover in _states(page, found):
                seen: dict[str, FloatRect] = page.evaluate("within => stringsSeen(within)", popover)
                new = {int(number): box for number, box in seen.items() if int(number) not in found}
                found.update(new)
                if new:
                    yield View(address, {digests[number]: box for number, box in new.items()}, bool(popover))


def _states(page: Page, found: set[int]) -> Iterator[str | None]:
    """The page narrow; with each popover open that has something new, as its selector; and the page wide."""
    yield None
    for name in page.evaluate("[...document.querySelectorAll('[popover][id]')].map(each => each.id)"):
        if found.issuperset(page.evaluate("within => stringsWithin(within)", f"#{name}")):
            continue
        page.evaluate("name => document.getElementById(name).showPopover()", name)
        yield f"#{name}"
        page.evaluate("name => document.getElementById(name).hidePopover()", name)
    page.set_viewport_size({"width": WIDE, "height": WINDOW_HEIGHT})
    yield None


def taken(page: Page, view: View) -> Iterator[tuple[dict[str, StringPicture], bytes]]:
    """Pictures (WebP) of what ``page`` shows, with the strings on each; those that stand close together share one."""
    width = page.evaluate("innerWidth")
    for part, digests in _parts(view.strings, width):
        shot = page.screenshot(clip=part, full_page=not view.is_popover, animations="disabled")
        file = small(shot)
        pictures = {
            digest: StringPicture(
                digests[0], view.address, file.width, file.height, _inside(view.strings[digest], part)
            )
            for digest in digests
        }
        yield pictures, file.content


def _parts(strings: dict[str, FloatRect], width: int) -> Iterator[tuple[FloatRect, list[str]]]:
    """Parts of a page, with the strings in each."""
    left = sorted(strings, key=lambda digest: (strings[digest]["y"], strings[digest]["x"], digest))
    while left:
        first = strings[left[0]]
        middle = first["x"] + first["width"] / 2
        x = 0 if width <= WIDEST else max(0, min(round(middle - WIDEST / 2), width - WIDEST))
        y = max(0, round(first["y"] - AROUND))
        inside = [left[0]]
        for digest in left[1:]:
            box = strings[digest]
            fits = x <= box["x"] and box["x"] + box["width"] <= x + WIDEST
            if fits and box["y"] + box["height"] + AROUND <= y + HIGHEST:
                inside.append(digest)
        bottom = max(strings[digest]["y"] + strings[digest]["height"] for digest in inside) + AROUND
        yield {"x": x, "y": y, "width": WIDEST, "height": min(round(bottom - y), HIGHEST)}, inside
        left = [digest for digest in left if digest not in inside]


def _inside(box: FloatRect, part: FloatRect) -> Frame:
    """The place of a string in a picture, cut at its edges."""
    x, y = (max(0, round(box[axis] - part[axis])) for axis in ("x", "y"))
    right = min(part["width"], box["x"] + box["width"] - part["x"])
    bottom = min(part["height"], box["y"] + box["height"] - part["y"])
    return Frame(x, y, round(right - x), round(bottom - y))
