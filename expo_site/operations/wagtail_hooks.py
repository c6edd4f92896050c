"""The staff's page of the site's health, in the menu of reports for administrators."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.admin.menu import AdminOnlyMenuItem

from expo_site.checkup.keeping import OVERDUE, QUESTIONS, last_runs
from expo_site.checkup.serving import NEEDED, USEFUL
from pages.bilingual.publication import moment_said


@never_cache
@require_safe
def health_page(request: HttpRequest) -> HttpResponse:
    """Every question with its answer and, where something is to mend, how. Paths and versions: for administrators."""
    if not request.user.is_superuser:
        raise PermissionDenied
    answers = [{"label": each.label, "finding": each.answer()} for each in (*NEEDED, *USEFUL, *QUESTIONS)]
    return render(request, "operations_admin/health.html", {"answers": answers})


@hooks.register("dashboard_notes")
def scheduler_in_words(user: Any) -> str:
    """When what is scheduled was last looked for; where a scheduler runs on another machine, nothing is known here."""
    started = parse_datetime(str(last_runs().get("publish scheduled pages", {}).get("started", "")))
    if started is None:
        return _("The scheduler has not run on this machine yet. Scheduled pages go live only while it runs.")
    said = _("The scheduler last ran on %(moment)s.") % {"moment": moment_said(started)}
    if timezone.now() - started > OVERDUE:
        said += " " + _("That is too long ago: scheduled pages do not go live. Tell the administrators.")
    return said


@hooks.register("register_admin_urls")
def health_addresses() -> list[URLPattern]:
    return [path("reports/health/", health_page, name="site_health")]


@hooks.register("register_reports_menu_item")
def health_in_menu() -> AdminOnlyMenuItem:
    return AdminOnlyMenuItem(
        gettext_lazy("Health of the site"), reverse("site_health"), name="site-health", icon_name="warning", order=990
    )
