"""The archive's part of the admin: sources and organizations, which pages refer to."""

from collections.abc import Iterator
from typing import Any

from django.templatetags.static import static
from django.urls import URLPattern, reverse
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from pages.bilingual.model_views import LanguageSnippetViewSet
from sessions_archive import to_do  # noqa: F401 - registers its sections
from sessions_archive.models import Correction, Organization, SessionsArchivePage, Source
from sessions_archive.source_in_place import words_of_rows
from sessions_archive.staff_urls import staff


class SourceViewSet(LanguageSnippetViewSet):
    """Publications that figures and facts come from."""

    model = Source
    icon = "doc-full"
    menu_label = _("Sources")
    list_display = ["key", "publisher", Column("date_stated", label=_("Date")), "grade"]
    list_filter = ["grade", "year"]
    ordering = ["-year", "-month", "-day", "key"]
    list_per_page = 50


class OrganizationViewSet(LanguageSnippetViewSet):
    """Hosts and supporters."""

    model = Organization
    icon = "group"
    menu_label = _("Organizations")
    list_display = ["name", "key", BooleanColumn("name_is_translation", label=_("English name is a translation"))]


class CorrectionViewSet(LanguageSnippetViewSet):
    """What was corrected. The entries are written by publishing; staff may only say the reason better."""

    model = Correction
    icon = "history"
    menu_label = _("Corrections")
    list_display = ["__str__", "made_at", "reason"]
    copy_view_enabled = False
    inspect_view_enabled = True


class ArchiveViewSetGroup(SnippetViewSetGroup):
    """All under one entry of the menu."""

    items = (SourceViewSet, OrganizationViewSet, CorrectionViewSet)
    menu_label = _("Session archive")
    menu_icon = "history"
    menu_order = 220


register_snippet(ArchiveViewSetGroup)


@hooks.register("register_admin_urls")
def archive_urls() -> list[URLPattern]:
    return staff


@hooks.register("register_reports_menu_item")
def figures_in_menu() -> MenuItem:
    return MenuItem(_("All figures"), reverse("figures_report"), name="figures", icon_name="table", order=900)


@hooks.register("register_reports_menu_item")
def totals_in_menu() -> MenuItem:
    return MenuItem(
        _("Totals against their parts"), reverse("totals_report"), name="totals", icon_name="list-ol", order=910
    )


@hooks.register("register_page_listing_more_buttons")
def archive_buttons(page: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """In the explorer, beside the archive: the next session, and figures from a file."""
    if not isinstance(page.specific_deferred, SessionsArchivePage):
        return
    permissions = page.permissions_for_user(user)
    if permissions.can_add_subpage():
        yield Button(_("Begin the next session"), reverse("begin_next_session"), icon_name="plus", priority=80)
    if permissions.can_publish_subpage():
        yield Button(_("Import figures"), reverse("import_figures"), icon_name="upload", priority=85)


@hooks.register("insert_editor_js")
def figure_rows_script() -> SafeString:
    """Says back what is typed, and adds sources in place; without it both are done by saving and in the source list."""
    words = json_script(words_of_rows(), "figure-row-words")
    return format_html('{}<script type="module" src="{}"></script>', words, static("admin/figure_rows.js"))


@hooks.register("insert_global_admin_css")
def figure_rows_style() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("admin/figure_rows.css"))
