"""The bin in the admin: what was deleted, by whom, until when it can be brought back; and bringing it back."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView

from pages.models import BasePage
from pages.recycle_bin.models import KEPT_FOR, DeletedPage, read_pages_above
from pages.recycle_bin.restoring import CannotRestore, new_parent, restore


def restorable(user: Any, entries: Iterable[DeletedPage]) -> list[DeletedPage]:
    """Those of pages that the person may add where they stood, and may publish there if they were published.

    Asks the database once for all entries, and for each page they stood under, not for each entry.
    """

    @cache
    def rights_at(page: BasePage) -> tuple[bool, bool]:
        rights = page.permissions_for_user(user)
        return rights.can_add_subpage(), rights.can_publish_subpage()

    def may_restore(entry: DeletedPage) -> bool:
        try:
            may_add, may_publish = rights_at(new_parent(entry))
        except CannotRestore:
            return bool(user.is_superuser)
        return may_add and (may_publish or not entry.had_live_pages)

    entries = list(entries)
    read_pages_above(entries)
    return [entry for entry in entries if may_restore(entry)]


def kind_of(entry: DeletedPage) -> str:
    """“Session”: the page type's name in the active language."""
    try:
        return capfirst(str(apps.get_model(entry.kind)._meta.verbose_name))
    except LookupError:
        return entry.kind


def place_of(entry: DeletedPage) -> str:
    """“About › Transport”: titles of the pages above it that are still there, below the home page."""
    return " › ".join(page.title for page in entry.pages_above if page.depth > 2)


class BinView(ReportView):
    """What the person may bring back, what was deleted last first."""

    page_title = gettext_lazy("Bin")
    header_icon = "bin"
    index_url_name = "recycle_bin"
    index_results_url_name = "recycle_bin_results"
    is_searchable = False
    list_export: list[str] = []
    default_ordering = "-deleted_at"
    columns = [
        TitleColumn("title", label=gettext_lazy("Title"), url_name="recycle_bin_restore", width="25%"),
        Column("kind", label=gettext_lazy("Kind of page"), accessor=kind_of, classname="not-on-phones"),
        Column("place", label=gettext_lazy("Stood under"), accessor=place_of),
        Column("number_of_pages", label=gettext_lazy("Pages"), classname="not-on-phones"),
        Column("deleted_by", label=gettext_lazy("Deleted by"), classname="not-on-phones"),
        DateColumn("deleted_at", label=gettext_lazy("Deleted"), classname="not-on-phones"),
        Column(
            "kept_until",
            label=gettext_lazy("Kept until"),
            accessor=lambda entry: date_format(localtime(entry.kept_until)),
        ),
    ]

    def get_base_queryset(self) -> Any:
        entries = DeletedPage.objects.defer("rows", "cleared").select_related("deleted_by")
        return entries.filter(pk__in=[entry.pk for entry in restorable(self.request.user, entries)])

    def get_table(self, object_list: Any) -> Any:
        read_pages_above(object_list)
        return super().get_table(object_list)

    def get_page_subtitle(self) -> str:
        return ngettext("Kept for %(days)d day", "Kept for %(days)d days", KEPT_FOR.days) % {"days": KEPT_FOR.days}


def restore_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks, and brings back."""
    entry = get_object_or_404(DeletedPage, pk=pk)
    if not restorable(request.user, [entry]):
        raise PermissionDenied
    if request.method == "POST":
        try:
            page = restore(entry, request.user)
        except CannotRestore as problem:
            messages.error(request, str(problem))
            return HttpResponseRedirect(reverse("recycle_bin"))
        edit = messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), _("Edit"))
        messages.success(request, _("“%(title)s” is back.") % {"title": page.get_admin_display_title()}, [edit])
        return HttpResponseRedirect(reverse("wagtailadmin_explore", args=[page.get_parent().pk]))
    try:
        parent = new_parent(entry)
    except CannotRestore as problem:
        messages.error(request, str(problem))
        return HttpResponseRedirect(reverse("recycle_bin"))
    return render(
        request,
        "recycle_bin_admin/restore.html",
        {
            "entry": entry,
            "kind": kind_of(entry),
            "parent": parent,
            "stands_elsewhere": parent.pk != entry.ancestors[-1],
            "below": entry.number_of_pages - 1,
        },
    )
