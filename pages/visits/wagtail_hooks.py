"""The report of visits: each page, both languages side by side, over a time of one's choice."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet, Sum
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets import AdminDateInput

from pages.bilingual.languages import LANGUAGES, NAMES
from pages.models import BasePage
from pages.visits.models import VisitCount


class VisitFilters(WagtailFilterSet):
    since = django_filters.DateFilter(field_name="day", lookup_expr="gte", label=_("From"), widget=AdminDateInput)
    until = django_filters.DateFilter(field_name="day", lookup_expr="lte", label=_("To"), widget=AdminDateInput)
    address = django_filters.CharFilter(lookup_expr="contains", label=_("Address"))

    class Meta:
        model = VisitCount
        fields: list[str] = []


class VisitsReport(ReportView):
    """Most read first. Whoever works on pages may see it: it says nothing of anybody."""

    page_title = _("Visits")
    header_icon = "view"
    model = VisitCount
    filterset_class = VisitFilters
    index_url_name = "visits_report"
    index_results_url_name = "visits_report_results"
    is_searchable = False
    list_export = ["address", *(f"in_{code.replace('-', '_')}" for code in LANGUAGES), "total"]
    export_headings = {
        "address": _("Address"),
        "total": _("Views"),
        **{f"in_{code.replace('-', '_')}": NAMES[code] for code in LANGUAGES},
    }
    columns = [
        TitleColumn("title", label=_("Page"), accessor=lambda row: row["title"], get_url=lambda row: row["edit_url"]),
        Column("address", label=_("Address"), accessor=lambda row: row["address"]),
        *(
            Column(code, label=NAMES[code], accessor=lambda row, code=code: row[f"in_{code.replace('-', '_')}"] or 0)
            for code in LANGUAGES
        ),
        Column("total", label=_("Views"), accessor=lambda row: row["total"]),
    ]

    def get_base_queryset(self) -> QuerySet[VisitCount]:
        return VisitCount.objects.all()

    def filter_queryset(self, queryset: QuerySet[VisitCount]) -> Any:
        """Filters go by day, sums by address: first the one, then the other."""
        found = super().filter_queryset(queryset)
        by_language = {
            f"in_{code.replace('-', '_')}": Sum("number", filter=Q(language=code), default=0) for code in LANGUAGES
        }
        return found.values("address").annotate(total=Sum("number"), **by_language).order_by("-total", "address")

    def decorate_paginated_queryset(self, queryset: Any) -> list[dict[str, Any]]:
        rows = list(queryset)
        home = BasePage.objects.filter(depth=2).first()
        root = (home.url_path if home else "/").rstrip("/")
        pages = {
            page.url_path: page
            for page in BasePage.objects.filter(url_path__in=[root + row["address"] for row in rows])
        }
        for row in rows:
            page = pages.get(root + row["address"])
            row["title"] = page.get_admin_display_title() if page else row["address"]
            row["edit_url"] = reverse("wagtailadmin_explore", args=[page.pk]) if page else None
        return rows


@hooks.register("register_admin_urls")
def visit_addresses() -> list[URLPattern]:
    return [
        path("reports/visits/", VisitsReport.as_view(), name="visits_report"),
        path("reports/visits/results/", VisitsReport.as_view(results_only=True), name="visits_report_results"),
    ]


@hooks.register("register_reports_menu_item")
def visits_in_menu() -> MenuItem:
    return MenuItem(_("Visits"), reverse("visits_report"), name="visits", icon_name="view", order=890)
