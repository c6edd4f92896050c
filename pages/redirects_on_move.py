"""When a page gets another address, its old addresses lead to it: one redirect a language, for the pages below it too.

Wagtail's own leaves a redirect only for the language that is active at the save (``WAGTAILREDIRECTS_AUTO_CREATE`` is off).
"""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.dispatch import receiver
from django.urls import reverse
from django.utils import translation
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site
from wagtail.signals import page_slug_changed, post_page_move

from pages.bilingual.languages import LANGUAGES
from pages.models import BasePage

LONGEST_PATH = 255
"""What a redirect's address can hold; no address of the site comes near."""


@receiver(page_slug_changed, dispatch_uid="redirects_after_new_slug")
def redirect_after_new_slug(instance: BasePage, instance_before: BasePage, **kwargs: Any) -> None:
    leave_redirects(instance, instance_before.url_path, instance.url_path)


@receiver(post_page_move, dispatch_uid="redirects_after_move")
def redirect_after_move(instance: BasePage, url_path_before: str, url_path_after: str, **kwargs: Any) -> None:
    leave_redirects(instance, url_path_before, url_path_after)


def leave_redirects(page: BasePage, before: str, after: str) -> None:
    """Redirect from each language's old address of every live page at or below ``page``.

    ``before`` and ``after`` are its tree paths (``url_path``). A redirect that an editor made for the same address stays.
    """
    if before == after:
        return  # only its place among its siblings changed
    moved = BasePage.objects.filter(url_path__startswith=after, live=True)
    old_and_page = [(before + each.url_path.removeprefix(after), each) for each in moved]
    with transaction.atomic():
        for site in Site.objects.select_related("root_page"):
            root = site.root_page.url_path
            if not after.startswith(root) or page.pk == site.root_page_id:
                continue
            # An address that a page has again must not lead on from there, not even when the page is unpublished later.
            current = [path for each in moved for path in _addresses(root, each.url_path)]
            Redirect.objects.filter(site=site, automatically_created=True, old_path__in=current).delete()
            redirects = [
                Redirect(old_path=path, site=site, redirect_page=each, automatically_created=True)
                for old, each in old_and_page
                for path in _addresses(root, old)
                if len(path) <= LONGEST_PATH
            ]
            Redirect.objects.filter(
                site=site, automatically_created=True, old_path__in=[redirect.old_path for redirect in redirects]
            ).delete()
            Redirect.objects.bulk_create(redirects, ignore_conflicts=True)


def _addresses(root: str, url_path: str) -> Iterator[str]:
    """The normalized local address in each language of what lies at ``url_path``; none outside of the site."""
    if url_path.startswith(root):
        for code in LANGUAGES:
            with translation.override(code):
                yield Redirect.normalise_path(reverse("wagtail_serve", args=[url_path.removeprefix(root)]))
