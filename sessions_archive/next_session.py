"""A new session that starts from the structure of the one before: hosts, format and the measures to ask for."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from pages.bilingual.languages import LANGUAGES, column, default_language
from pages.ordinals import session_name
from sessions_archive.ledger import SESSION_MEASURES
from sessions_archive.models import Figure, SessionOrganization, SessionPage, SessionsArchivePage, SessionStatus


def next_session(archive: SessionsArchivePage, user: Any = None) -> SessionPage:
    """A draft with the next number: the last session's hosts, supporters and format, and a row a measure to fill in.

    Nothing that was true of the last session alone is taken over: no dates, theme, guests, letters, figures or sources.
    """
    last = SessionPage.objects.order_by("-number").first()
    number, year = (last.number + 1, last.year + 1) if last else (1, 2013)
    page = SessionPage(
        number=number, year=year, status=SessionStatus.ANNOUNCED, slug=str(number), live=False, owner=user
    )
    for code in LANGUAGES:
        setattr(page, column("title", code), session_name(number, code))
    if last:
        page.format = last.format
        page.organizations = [  # type: ignore[misc]
            SessionOrganization(organization=row.organization, role=row.role, sort_order=row.sort_order)
            for row in last.organizations.all()
        ]
    with default_language():
        archive.add_child(instance=page)
        # In the draft alone: the editor asks for these measures, and drops the rows that stay empty.
        recorded = list(last.figures.values_list("measure", flat=True)) if last else []
        asked_for = dict.fromkeys([*SESSION_MEASURES, *recorded])
        page.figures = [Figure(measure=key, sort_order=place) for place, key in enumerate(asked_for)]  # type: ignore[misc]
        page.save_revision(user=user)
    return page


def begin_next_session(request: HttpRequest) -> HttpResponse:
    """Asks; then makes the draft and opens it."""
    archive = SessionsArchivePage.objects.first()
    if archive is None:
        raise Http404
    if not archive.permissions_for_user(request.user).can_add_subpage():
        raise PermissionDenied
    if request.method != "POST":
        return render(request, "sessions_archive_admin/next_session.html")
    page = next_session(archive, request.user)
    messages.success(request, _("A draft with the hosts and the format of the session before. Its figures are empty."))
    return HttpResponseRedirect(reverse("wagtailadmin_pages:edit", args=[page.pk]))
