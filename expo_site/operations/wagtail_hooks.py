"""The staff's page of the site's health, in the menu of reports for administrators."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.admin.menu import AdminOnlyMenuItem

from expo_site.checkup.keeping import QUESTIONS
from expo_site.checkup.serving import NEEDED, USEFUL


@never_cache
@require_safe
def health_page(request: HttpRequest) -> HttpResponse:
    """Every question with its answer and, where something is to mend, how. Paths and versions: for administrators."""
    if not request.user.is_superuser:
        raise PermissionDenied
    answers = [{"label": each.label, "finding": each.answer()} for each in (*NEEDED, *USEFUL, *QUESTIONS)]
    return render(request, "operations_admin/health.html", {"answers": answers})


@hooks.register("register_admin_urls")
def health_addresses() -> list[URLPattern]:
    return [path("reports/health/", health_page, name="site_health")]


@hooks.register("register_reports_menu_item")
def health_in_menu() -> AdminOnlyMenuItem:
    return AdminOnlyMenuItem(
        _("Health of the site"), reverse("site_health"), name="site-health", icon_name="warning", order=990
    )
