"""Which pages go out, and what of them."""

from collections.abc import Iterator
from typing import Any

from wagtail.permissions import policy_registry

from pages.models import BasePage
from pages.translations.exchange.applying import latest
from pages.translations.exchange.po_files import po_bytes
from pages.translations.exchange.segments import Segment, segments_of


def pages_to_export(user: Any, below: BasePage | None = None, *, alone: bool = False) -> Any:
    """A queryset of the pages that ``user`` works on: all, one with those below it, or one ``alone``."""
    # The site's own policy: Wagtail's knows nothing of people who have the right to one language only.
    explorable = policy_registry.get_by_type(BasePage).explorable_instances(user)
    pages = explorable.filter(depth__gt=1, alias_of__isnull=True)
    if below is not None:
        pages = pages.filter(pk=below.pk) if alone else pages.descendant_of(below, inclusive=True)
    return pages.order_by("path")


def export_pages(pages: Any, language: str, *, only_missing: bool = False) -> bytes:
    """A PO file with the latest drafts' texts; with ``only_missing`` those without a translation."""
    return po_bytes(_segments(pages, language, only_missing), language)


def _segments(pages: Any, language: str, only_missing: bool) -> Iterator[tuple[Any, list[Segment]]]:
    for page in pages.specific().iterator(chunk_size=100):
        segments = segments_of(latest(page), language)
        if only_missing:
            segments = [segment for segment in segments if not segment.target]
        if segments:
            yield page, segments
