"""Every address that visitors may read: pages in both languages, and what views keep for everybody."""

from collections.abc import Iterable, Iterator

from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

from pages.bilingual.languages import LANGUAGES
from pages.kept_answers import MARK
from pages.models import BasePage


def public_addresses() -> list[str]:
    """Local paths, each once: pages first, in the order of the tree."""
    return list(dict.fromkeys([*page_addresses(), *view_addresses()]))


def page_addresses() -> Iterator[str]:
    """Of every live page without restriction, in each language; a page that is not translated is served there too."""
    for page in BasePage.objects.live().public().filter(depth__gt=1).order_by("path"):
        yield from addresses_of(page)


def addresses_of(page: BasePage) -> Iterator[str]:
    """Where the page is served, in each language, or would be if it were public."""
    for code in LANGUAGES:
        with translation.override(code):
            if address := page.get_url():
                yield address


def view_addresses() -> list[str]:
    """Of the views whose answers are kept (``@kept_answer``), where the address has nothing to fill in."""
    found = []
    for name in _kept_views(get_resolver().url_patterns):
        for code in LANGUAGES:
            with translation.override(code):
                try:
                    found.append(reverse(name))
                except NoReverseMatch:
                    continue
    return list(dict.fromkeys(found))


def _kept_views(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _kept_views(pattern.url_patterns)
        elif pattern.name and hasattr(pattern.callback, MARK):
            yield pattern.name
