"""An item's whole text as a feed carries it: the blocks as the page shows them, every address in full."""

import re

from django.template.loader import render_to_string

from pages.news.models import NewsItemPage
from pages.page_head import public_address

_ADDRESS = re.compile(r'(?P<before>\s(?:href|src|poster)=")(?P<path>/[^/"][^"]*)"')
_CHOICE_OF_PICTURES = re.compile(r'(?P<before>\ssrcset=")(?P<choice>[^"]*)"')


def feed_text(item: NewsItemPage) -> str:
    """HTML in the active language, readable without the site's style sheet and script."""
    return with_full_addresses(render_to_string("news/feed_item.html", {"item": item}))


def with_full_addresses(html: str) -> str:
    """Local paths made public addresses: readers show the text far from the site."""

    def choice(match: re.Match[str]) -> str:
        pictures = (each.strip() for each in match["choice"].split(","))
        full = ", ".join(public_address(each) if each.startswith("/") else each for each in pictures)
        return f'{match["before"]}{full}"'

    html = _ADDRESS.sub(lambda match: f'{match["before"]}{public_address(match["path"])}"', html)
    return _CHOICE_OF_PICTURES.sub(choice, html)
