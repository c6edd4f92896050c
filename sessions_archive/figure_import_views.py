"""Importing figures in two steps: what would change is shown first, and only that is then carried out."""

import base64
import binascii
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from pages.bilingual.languages import LANGUAGES, column
from sessions_archive.csv_reading import LARGEST_FILE, Problem, Refused
from sessions_archive.figure_import import Plan, carry_out, plan_import
from sessions_archive.models import SessionsArchivePage

TEMPLATE = "sessions_archive_admin/import_figures.html"


def import_figures(request: HttpRequest) -> HttpResponse:
    """For whoever may publish sessions."""
    archive = SessionsArchivePage.objects.first()
    if archive is None or not archive.permissions_for_user(request.user).can_publish_subpage():
        raise PermissionDenied
    if request.method != "POST":
        return render(request, TEMPLATE, {})
    content = _content(request)
    try:
        plan = plan_import(content)
    except Refused as refused:
        return render(request, TEMPLATE, {"problems": refused.problems})
    reasons = {column("reason", code): request.POST.get(column("reason", code), "").strip()[:300] for code in LANGUAGES}
    if request.POST.get("plan") != plan.digest or not plan.changes:
        return _shown(request, plan, content)
    if plan.needs_reason and not reasons[column("reason", "en")]:
        return _shown(request, plan, content, [Problem(0, "", _("Say in English why published figures are changed."))])
    carry_out(plan, request.user, reasons)
    count = len(plan.changes)
    messages.success(
        request, ngettext("%(count)s figure was changed.", "%(count)s figures were changed.", count) % {"count": count}
    )
    return HttpResponseRedirect(reverse("figures_report"))


def _content(request: HttpRequest) -> bytes:
    uploaded: Any = request.FILES.get("file")
    if uploaded is not None:
        return uploaded.read(LARGEST_FILE + 1)
    try:
        return base64.b64decode(request.POST.get("content", ""), validate=True)
    except (binascii.Error, ValueError):
        return b""


def _shown(request: HttpRequest, plan: Plan, content: bytes, problems: list[Problem] | None = None) -> HttpResponse:
    context = {"plan": plan, "content": base64.b64encode(content).decode(), "problems": problems or []}
    return render(request, TEMPLATE, context)
