"""News on pages that are not of the section."""

from dataclasses import dataclass
from typing import Any

from django import template

from pages.news.choice import KINDS
from pages.news.feed_links import FeedLink, feed_of_all, feed_of_kind, feed_of_session
from pages.news.listing import items_shown, with_marks
from pages.read_once import once_a_generation

register = template.Library()

NEWEST = 3


@dataclass(frozen=True, slots=True)
class Newest:
    """What the front page shows of the news; no items while there are none."""

    items: list[Any]
    section_path: str


@register.simple_tag(takes_context=True)
def newest_items(context: template.Context) -> Newest:
    """The latest items, with the local address of the section they are in, which costs no query of its own."""
    items = once_a_generation("newest items", lambda: list(with_marks(items_shown())[:NEWEST]))
    path = items[0].get_url(context.get("request")) if items else ""
    return Newest(items, (path or "").removesuffix(f"{items[0].slug}/") if items else "")


@register.simple_tag
def feeds_of(page: Any) -> list[FeedLink]:
    """What a page announces: all news; a page about a session its feed too, the front page those of each kind."""
    links = [feed_of_all()]
    number = getattr(page, "search_session", None)
    if number:
        links.append(feed_of_session(number))
    if getattr(page, "depth", 0) == 2:
        links += [feed_of_kind(kind) for kind in KINDS]
    return links
