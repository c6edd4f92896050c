"""“Translations” in the admin: everything that lacks a translation in one list."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn, StatusTagColumn
from wagtail.admin.views.generic import BaseListingView
from wagtail.admin.widgets.button import Button, HeaderButton

from pages.bilingual.languages import html_code
from pages.translations.languages import target_language
from pages.translations.models import WorkItem
from pages.translations.rights import may_open_workbench
from pages.translations.shipped_strings import copy_shipped_strings
from pages.translations.work_queue import ORDER, WorkFilters, completeness, kept, searched, work


class ItemColumn(BaseColumn):
    """English and translation of one row, one under the other, with the way to open it."""

    cell_template_name = "translations_admin/item_cell.html"

    def __init__(self, name: str, kept_filters: str, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.kept_filters = kept_filters

    def get_cell_context_data(self, instance: WorkItem, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        context["address"] = reverse("translate", args=[instance.pk]) + self.kept_filters
        context["language"] = html_code(instance.language)
        return context


class WorkList(BaseListingView):
    """One list for pages, snippets, settings, files and interface strings, what is missing first."""

    model = WorkItem
    page_title = _("Translations")
    header_icon = "globe"
    index_url_name = "translations"
    index_results_url_name = "translations_results"
    template_name = "translations_admin/list.html"
    results_template_name = "translations_admin/list_results.html"
    filterset_class = WorkFilters
    is_searchable = True
    paginate_by = 50
    default_ordering = ORDER
    verbose_name_plural = _("texts to translate")
    _show_breadcrumbs = True

    @cached_property
    def columns(self) -> list[BaseColumn]:
        return [ItemColumn("title", self.kept_filters, label=_("Text")), *self.other_columns]

    other_columns = [
        Column("kind", label=_("Kind"), accessor=lambda row: row.get_kind_display(), classname="translations-beside"),
        StatusTagColumn(
            "state",
            label=_("State"),
            accessor=lambda row: row.get_state_display(),
            primary=lambda row: row.urgency < 3,
            classname="translations-short",
        ),
        Column(
            "done",
            label=_("Done"),
            accessor=lambda row: f"{row.current}/{row.total} · {row.percent}%",
            classname="translations-beside",
        ),
        DateColumn("changed_at", label=_("Changed"), classname="translations-beside"),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_open_workbench(request.user):
            raise PermissionDenied
        copy_shipped_strings()
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def language(self) -> str:
        return target_language(self.request.GET)

    @cached_property
    def kept_filters(self) -> str:
        return kept(self.request.GET)

    def get_base_queryset(self) -> QuerySet[WorkItem]:
        return work(self.language)

    def search_queryset(self, queryset: QuerySet[WorkItem]) -> QuerySet[WorkItem]:
        return searched(queryset, self.search_query) if self.is_searching else queryset

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [
            HeaderButton(label, reverse(name), icon_name=icon, priority=place, classname="translations-way")
            for place, (label, name, icon) in enumerate(
                [
                    (_("Export pages"), "export_translations", "download"),
                    (_("Import pages"), "import_translations", "upload"),
                ]
            )
        ]

    def get_header_more_buttons(self) -> list[Any]:
        return [
            Button(
                _("Interface strings (django.po)"), reverse("export_strings", args=["django"]), icon_name="download"
            ),
            Button(
                _("Scripts' strings (djangojs.po)"), reverse("export_strings", args=["djangojs"]), icon_name="download"
            ),
            Button(_("Texts against the glossary"), reverse("glossary_report"), icon_name="list-ul"),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["completeness"] = completeness(self.language)
        return context
