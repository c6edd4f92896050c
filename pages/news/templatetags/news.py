"""News on pages that are not of the section."""

from typing import Any

from django import template

from pages.news.choice import KINDS
from pages.news.feed_links import FeedLink, feed_of_all, feed_of_kind, feed_of_session
from pages.news.listing import items_shown, with_marks

register = template.Library()

NEWEST = 3


@register.simple_tag
def newest_items() -> list[Any]:
    """For the front page: the latest items, none where there is no news."""
    return list(with_marks(items_shown())[:NEWEST])


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
