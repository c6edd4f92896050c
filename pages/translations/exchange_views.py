"""Texts of pages as PO files out of the admin and back, and the interface's strings as the repository keeps them."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin.widgets import AdminPageChooser

from pages.models import BasePage
from pages.translations.catalogs import DOMAINS
from pages.translations.exchange.exporting import export_pages, pages_to_export
from pages.translations.exchange.importing import Report, import_files
from pages.translations.exchange.po_files import LARGEST_FILE
from pages.translations.languages import target_language
from pages.translations.own_strings import repository_catalog
from pages.translations.rights import may_open_workbench

MOST_FILES = 50


class ExportForm(forms.Form):
    """Which pages."""

    page: Any = forms.ModelChoiceField(
        BasePage.objects.filter(depth__gt=1),
        label=gettext_lazy("Page"),
        required=False,
        widget=AdminPageChooser,
        help_text=gettext_lazy("Left empty, all pages are exported."),
    )
    alone = forms.BooleanField(label=gettext_lazy("Without the pages below it"), required=False)
    missing = forms.BooleanField(label=gettext_lazy("Only what has no translation yet"), required=False)


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class ImportForm(forms.Form):
    po_files = forms.FileField(
        label=gettext_lazy("PO files"),
        widget=SeveralFiles(attrs={"multiple": True, "accept": ".po,text/x-gettext-translation"}),
    )


@require_safe
@never_cache
def export_view(request: HttpRequest) -> HttpResponse:
    """The form, and with ``download`` the file."""
    _ask(request)
    asked = "download" in request.GET
    form = ExportForm(request.GET if asked else None, initial={"page": request.GET.get("page")})
    if not form.is_bound or not form.is_valid():
        return render(request, "translations_admin/export.html", _context(_("Export pages"), "download", form))
    language = target_language(request.GET)
    pages = pages_to_export(request.user, form.cleaned_data["page"], alone=form.cleaned_data["alone"])
    content = export_pages(pages, language, only_missing=form.cleaned_data["missing"])
    name = form.cleaned_data["page"].slug if form.cleaned_data["page"] else "pages"
    return _file(content, f"{name}-{language}-{timezone.localdate():%Y-%m-%d}.po")


@never_cache
def import_view(request: HttpRequest) -> HttpResponse:
    """The form, and what became of the files."""
    _ask(request)
    report: Report | None = None
    form = ImportForm()
    if request.method == "POST":
        uploaded = request.FILES.getlist("po_files")
        if uploaded:
            report = _imported(uploaded, request)
        else:
            form = ImportForm(request.POST, request.FILES)
    context = _context(_("Import pages"), "upload", form) | {"report": report}
    return render(request, "translations_admin/import.html", context, status=422 if report and report.problems else 200)


@require_safe
@never_cache
def export_strings_view(request: HttpRequest, domain: str) -> HttpResponse:
    """The whole catalog as ``locale/`` keeps it, with what staff changed."""
    _ask(request)
    if domain not in DOMAINS:
        raise Http404
    return _file(repository_catalog(target_language(request.GET), domain), f"{domain}.po")


def _imported(uploaded: list[UploadedFile], request: HttpRequest) -> Report:
    if len(uploaded) > MOST_FILES:
        return Report(problems=[("", _("At most %(count)s files at once.") % {"count": MOST_FILES})])
    # One byte more than allowed is read, so that a file that is too large is refused without being taken in.
    files = [(file.name or "", file.read(LARGEST_FILE + 1)) for file in uploaded]
    return import_files(files, target_language(request.POST), request.user)


def _ask(request: HttpRequest) -> None:
    if not may_open_workbench(request.user):
        raise PermissionDenied


def _context(title: str, icon: str, form: forms.Form) -> dict[str, Any]:
    return {
        "form": form,
        "media": form.media,
        "header_title": title,
        "header_icon": icon,
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("translations"), "label": _("Translations")},
            {"url": "", "label": title},
        ],
    }


def _file(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="text/x-gettext-translation; charset=utf-8", headers=headers)
