"""Search as staff see it: what visitors looked for and did not find. (Promoted pages are Wagtail's own menu entry.)"""

from typing import Any

import django_filters
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import AdminOnlyMenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from pages.bilingual.languages import LANGUAGES, NAMES
from pages.search.models import SearchWithoutResult


class SearchWithoutResultFilter(WagtailFilterSet):
    language = django_filters.ChoiceFilter(label=_("Language"), choices=[(code, NAMES[code]) for code in LANGUAGES])

    class Meta:
        model = SearchWithoutResult
        fields = ["language"]


class SearchesWithoutResultView(ReportView):
    """Texts that were searched for at least twice and never found anything, the most frequent first."""

    page_title = _("Searches without result")
    header_icon = "search"
    index_url_name = "searches_without_result"
    index_results_url_name = "searches_without_result_results"
    filterset_class = SearchWithoutResultFilter
    list_export = ["text", "language", "times", "last_asked"]
    default_ordering = "-times"
    is_searchable = False

    columns = [
        Column("text", label=_("Searched for")),
        Column("language", label=_("Language"), accessor=lambda row: NAMES.get(row.language, row.language)),
        Column("times", label=_("Times")),
        Column("last_asked", label=_("Last asked")),
    ]

    def get_base_queryset(self) -> Any:
        return SearchWithoutResult.objects.all()


@hooks.register("register_admin_urls")
def report_addresses() -> list[URLPattern]:
    return [
        path("reports/searches/", SearchesWithoutResultView.as_view(), name="searches_without_result"),
        path(
            "reports/searches/results/",
            SearchesWithoutResultView.as_view(results_only=True),
            name="searches_without_result_results",
        ),
    ]


@hooks.register("register_reports_menu_item")
def report_menu_item() -> AdminOnlyMenuItem:
    return AdminOnlyMenuItem(
        _("Searches without result"),
        reverse("searches_without_result"),
        name="searches-without-result",
        icon_name="search",
        order=900,
    )
