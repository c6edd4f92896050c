"""Reports for staff: all figures with filters, and every total against its parts."""

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from pages.measures import MEASURES, Kind, measure_choices
from pages.numbers import say, say_difference
from sessions_archive.crossfoot import check
from sessions_archive.figure_typed import shown_back
from sessions_archive.ledger import ledger
from sessions_archive.models import Figure, Grade, Rank
from sessions_archive.totals import heading


def may_see_reports(user: Any) -> bool:
    """Whoever works on pages."""
    return user.has_perm("wagtailadmin.access_admin")


class FigureFilters(WagtailFilterSet):
    session = django_filters.NumberFilter(field_name="session__number", label=_("Session"))
    measure = django_filters.ChoiceFilter(choices=measure_choices, label=_("Measure"))
    kind = django_filters.ChoiceFilter(choices=Kind.choices, label=_("Kind"))
    rank = django_filters.ChoiceFilter(choices=Rank.choices, label=_("Rank"))
    grade = django_filters.ChoiceFilter(
        choices=Grade.choices, label=_("Grade of a source"), field_name="sources__grade", distinct=True
    )
    no_source = django_filters.ChoiceFilter(
        choices=[("yes", _("yes"))], label=_("Without a source"), method="without_source"
    )
    announced_only = django_filters.ChoiceFilter(
        choices=[("yes", _("yes"))], label=_("Known only as announced"), method="only_announced"
    )

    class Meta:
        model = Figure
        fields: list[str] = []

    def without_source(self, queryset: QuerySet[Figure], name: str, value: str) -> QuerySet[Figure]:
        return queryset.filter(sources__isnull=True)

    def only_announced(self, queryset: QuerySet[Figure], name: str, value: str) -> QuerySet[Figure]:
        surer = Figure.objects.filter(session=OuterRef("session"), measure=OuterRef("measure")).exclude(
            kind=Kind.ANNOUNCED
        )
        return queryset.filter(kind=Kind.ANNOUNCED).exclude(Exists(surer))


class FiguresReport(ReportView):
    """Every figure of every session, as it is stored."""

    model = Figure
    page_title = _("All figures")
    header_icon = "table"
    filterset_class = FigureFilters
    index_url_name = "figures_report"
    index_results_url_name = "figures_report_results"
    list_export = ["session.number", "measure", "value", "quality", "kind", "rank"]
    columns = [
        Column("session", label=_("Session"), accessor=lambda row: row.session.number),
        Column("measure", label=_("Measure"), accessor=lambda row: row.get_measure_display()),
        Column("value", label=_("Figure"), accessor=lambda row: _shown(row)),
        Column("kind", label=_("Kind"), accessor=lambda row: row.get_kind_display()),
        Column("rank", label=_("Rank"), accessor=lambda row: row.get_rank_display()),
        Column(
            "sources",
            label=_("Sources"),
            accessor=lambda row: "; ".join(map(str, row.sources.all())) or _("none"),
        ),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_see_reports(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Figure]:
        rows = Figure.objects.select_related("session").prefetch_related("sources")
        return rows.order_by("session__number", "sort_order", "pk")


@require_safe
def totals_report(request: HttpRequest) -> HttpResponse:
    """Each stated total: its parts, the difference, and where it cannot be checked, why."""
    if not may_see_reports(request.user):
        raise PermissionDenied
    book = ledger()
    checks = [check(total, book) for total in book.totals]
    rows = [
        {
            "through": heading(each.total.through),
            "measure": MEASURES[each.total.measure].label,
            "total": say(each.total.stated),
            "parts": each.sums,
            "difference": say_difference(MEASURES[each.total.measure], each.difference)
            if each.parts_sum is not None
            else "",
            "sessions": each.sessions,
            "result": each.sentence,
        }
        for each in checks
    ]
    return render(
        request, "sessions_archive_admin/totals_report.html", {"rows": rows, "index": reverse("figures_report")}
    )


def _shown(row: Figure) -> str:
    return shown_back(row.measure, row.value, row.quality) if row.measure in MEASURES else str(row.value)
