"""Addresses that visitors could read until lately, and that a front cache may still hold."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from expo_site.public_addresses import addresses_of
from pages.models import BasePage
from pages.recycle_bin.models import DeletedPage

LATELY = timedelta(hours=1)
"""Longer than any front cache keeps a page, so that a purge that failed is made up for by the next."""


def former_addresses() -> Iterator[str]:
    """Local paths of what was unpublished, restricted, deleted or moved, in each language; some were never public.

    They are read from the database, so that it makes no difference which process told of them, or whether one was started
    since: pages that are not public are in the tree, deleted ones in the bin, and a move leaves redirects. Not found is
    what leaves none of these, such as a page moved by SQL alone.
    """
    for page in BasePage.objects.filter(depth__gt=1).order_by("path"):
        yield from addresses_of(page)
    since = timezone.now() - LATELY
    for rows in DeletedPage.objects.filter(deleted_at__gte=since).values_list("rows", flat=True):
        for row in rows:
            if row["model"] == BasePage._meta.label_lower:
                yield from addresses_of(BasePage(url_path=row["fields"]["url_path"]))
    for path in Redirect.objects.filter(created_at__gte=since).values_list("old_path", flat=True):
        yield f"{path}/"
