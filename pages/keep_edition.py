"""Keeping the profile as it is, before it is rewritten: an edition below it, with an address of its own."""

from copy import deepcopy
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from wagtail.admin import messages

from pages.bilingual.languages import LANGUAGES, column, default_language
from pages.free_slug import free_slug
from pages.models import OverviewEditionPage, OverviewPage

COPIED = ("title", "summary", "search_description", "body")


@transaction.atomic
def keep_edition(page: OverviewPage, user: Any = None) -> OverviewEditionPage:
    """Make a live edition of what is live of the profile. Raises ValidationError where it has no session."""
    OverviewPage.objects.select_for_update().get(pk=page.pk)  # two at once would take the same address
    slug = free_slug(page, f"as-of-session-{page.as_of_session}")
    edition: Any = OverviewEditionPage(
        as_of_session=page.as_of_session or 0, edition_date=localdate(), slug=slug, owner=user
    )
    for name in COPIED:
        for code in LANGUAGES:
            setattr(edition, column(name, code), getattr(page, column(name, code)))
    edition.readiness = deepcopy(page.readiness)
    with default_language():
        page.add_child(instance=edition)
        edition.save_revision(user=user).publish(user=user)
    return edition


def keep_edition_view(request: HttpRequest, page_id: int) -> Any:
    """Asks, and keeps the edition. For whoever may publish below the profile."""
    page = get_object_or_404(OverviewPage, pk=page_id)
    if not page.permissions_for_user(request.user).can_publish_subpage():
        raise PermissionDenied
    if request.method == "POST":
        if not page.as_of_session:
            messages.error(request, _("Say first which session the profile describes the expo up to."))
        else:
            edition = keep_edition(page, request.user)
            messages.success(request, _("The edition is kept at %(address)s.") % {"address": edition.url})
        return HttpResponseRedirect(reverse("wagtailadmin_explore", args=[page.pk]))
    return render(request, "pages_admin/keep_edition.html", {"page": page})
