"""The archive's part of the admin: sources and organizations, which pages refer to."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from sessions_archive.models import Organization, Source


class SourceViewSet(SnippetViewSet):
    """Publications that figures and facts come from."""

    model = Source
    icon = "doc-full"
    menu_label = _("Sources")
    list_display = ["key", "publisher", Column("date_stated", label=_("Date")), "grade"]
    list_filter = ["grade", "year"]
    ordering = ["-year", "-month", "-day", "key"]
    list_per_page = 50


class OrganizationViewSet(SnippetViewSet):
    """Hosts and supporters."""

    model = Organization
    icon = "group"
    menu_label = _("Organizations")
    list_display = ["name", "key", BooleanColumn("name_is_translation", label=_("English name is a translation"))]


class ArchiveViewSetGroup(SnippetViewSetGroup):
    """Both under one entry of the menu."""

    items = (SourceViewSet, OrganizationViewSet)
    menu_label = _("Session archive")
    menu_icon = "history"
    menu_order = 220


register_snippet(ArchiveViewSetGroup)
