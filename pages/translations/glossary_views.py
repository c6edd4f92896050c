"""The glossary as snippets, and what does not follow it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column, StatusTagColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from pages.bilingual.languages import html_code
from pages.snippet_choosers import ChooserViewSet
from pages.translations.exchange.exporting import pages_to_export
from pages.translations.glossary_check import glossary
from pages.translations.glossary_departures import departures_of_pages, departures_of_strings
from pages.translations.languages import target_language
from pages.translations.models import GlossaryTerm
from pages.translations.rights import may_open_workbench

PAGES_AT_ONCE = 50


class GlossaryTermViewSet(SnippetViewSet):
    """Terms with their agreed translation."""

    chooser_viewset_class = ChooserViewSet
    model = GlossaryTerm
    icon = "openquote"
    menu_label = gettext_lazy("Glossary")
    list_display = [
        "term",
        "translation",
        StatusTagColumn(
            "status",
            label=gettext_lazy("Status"),
            accessor=lambda term: term.get_status_display(),
            primary=lambda term: not term.is_agreed,
            classname="translations-short",
        ),
        Column(
            "is_protected",
            label=gettext_lazy("Protected"),
            accessor=lambda term: _("protected") if term.is_protected else "",
            classname="translations-short",
        ),
    ]
    list_filter = ["status", "is_protected"]
    search_fields = ["term", "translation", "other_terms", "other_translations", "note"]
    search_backend_name = None
    ordering = ["term"]
    list_per_page = 50
    panels = [
        FieldRowPanel([FieldPanel("term"), FieldPanel("translation")]),
        FieldRowPanel([FieldPanel("status"), FieldPanel("is_protected")]),
        FieldPanel("language"),
        MultiFieldPanel(
            [FieldPanel("other_terms"), FieldPanel("other_translations"), FieldPanel("wrong_forms")],
            heading=gettext_lazy("Other forms"),
        ),
        FieldPanel("note"),
    ]


@require_safe
def glossary_report(request: HttpRequest) -> HttpResponse:
    """Pages, some at a time, and on the first of them the interface's strings; and the terms to be confirmed."""
    if not may_open_workbench(request.user):
        raise PermissionDenied
    language = target_language(request.GET)
    terms = glossary(language)
    pages: Any = Paginator(pages_to_export(request.user), PAGES_AT_ONCE).get_page(request.GET.get("p"))
    rows = [] if pages.number > 1 else departures_of_strings(language, terms)
    rows += departures_of_pages(pages.object_list, language, terms)
    edit_address = AdminURLFinder(request.user).get_edit_url
    context = {
        "rows": rows,
        "pages": pages,
        "open_terms": [(term, edit_address(term)) for term in terms if not term.is_agreed],
        "target_language": html_code(language),
        "header_title": _("Texts against the glossary"),
        "header_icon": "openquote",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("translations"), "label": _("Translations")},
            {"url": "", "label": _("Texts against the glossary")},
        ],
    }
    return render(request, "translations_admin/glossary_report.html", context)
