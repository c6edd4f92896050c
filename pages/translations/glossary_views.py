"""The glossary as snippets, and what does not follow it."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn, StatusTagColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from pages.bilingual.languages import html_code
from pages.snippet_choosers import ChooserViewSet
from pages.translations.exchange.applying import latest
from pages.translations.exchange.exporting import pages_to_export
from pages.translations.exchange.segments import Segment, segments_of
from pages.translations.glossary_check import Departure, departures, glossary
from pages.translations.languages import target_language
from pages.translations.models import GlossaryTerm, InterfaceString, WorkItem
from pages.translations.models.work import Kind
from pages.translations.object_work import content_type_of
from pages.translations.plain_text import without_markup
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
        ),
        BooleanColumn("is_protected", label=gettext_lazy("Protected")),
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


@dataclass(frozen=True, slots=True)
class ReportedText:
    """A text that does not follow the glossary, with the way to open it."""

    title: str
    label: str
    source: str
    target: str
    departures: list[Departure]
    address: str


@require_safe
def glossary_report(request: HttpRequest) -> HttpResponse:
    """Pages, some at a time, and on the first of them the interface's strings; and the terms to be confirmed."""
    if not may_open_workbench(request.user):
        raise PermissionDenied
    language = target_language(request.GET)
    terms = glossary(language)
    pages: Any = Paginator(pages_to_export(request.user), PAGES_AT_ONCE).get_page(request.GET.get("p"))
    rows = [] if pages.number > 1 else list(_of_strings(language, terms))
    for page in pages.object_list.specific():
        rows += _of_page(page, language, terms)
    context = {
        "rows": rows,
        "pages": pages,
        "open_terms": [term for term in terms if not term.is_agreed],
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


def _of_page(page: Any, language: str, terms: list[GlossaryTerm]) -> list[ReportedText]:
    draft = latest(page)
    found = []
    for segment in segments_of(draft, language):
        wrong = _wrong_in(segment, language, terms)
        if wrong:
            item = WorkItem.objects.filter(
                language=language, content_type=content_type_of(type(page)), object_id=page.pk
            ).first()
            address = (
                reverse("translate", args=[item.pk]) if item else reverse("wagtailadmin_pages:edit", args=[page.pk])
            )
            title = draft.get_admin_display_title()
            found.append(ReportedText(title, segment.label, segment.source, segment.target, wrong, address))
    return found


def _wrong_in(segment: Segment, language: str, terms: list[GlossaryTerm]) -> list[Departure]:
    return departures(without_markup(segment.source), without_markup(segment.target), language, terms)


def _of_strings(language: str, terms: list[GlossaryTerm]) -> list[ReportedText]:
    found = []
    for string in InterfaceString.objects.filter(language=language, in_catalog=True, is_ours=True):
        target = " ".join(string.forms)
        wrong = departures(without_markup(string.source), without_markup(target), language, terms)
        if wrong:
            item = WorkItem.objects.filter(language=language, kind=Kind.STRING, object_id=string.pk).first()
            address = reverse("translate", args=[item.pk]) if item else reverse("translations")
            found.append(ReportedText(_("Interface string"), "", string.source, target, wrong, address))
    return found
