"""“Translations” in the admin's menu, its addresses, and ways into it from pages."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet

from pages.translations.exchange_views import export_strings_view, export_view, import_view
from pages.translations.glossary_views import GlossaryTermViewSet, glossary_report
from pages.translations.item_views import translate_item
from pages.translations.list_views import WorkList
from pages.translations.rights import may_open_workbench

register_snippet(GlossaryTermViewSet)


@hooks.register("register_admin_urls")
def workbench_addresses() -> list[URLPattern]:
    return [
        path("translations/", WorkList.as_view(), name="translations"),
        path("translations/results/", WorkList.as_view(results_only=True), name="translations_results"),
        path("translations/<int:item_id>/", translate_item, name="translate"),
        path("translations/export/", export_view, name="export_translations"),
        path("translations/import/", import_view, name="import_translations"),
        path("translations/strings/<slug:domain>.po", export_strings_view, name="export_strings"),
        path("translations/glossary/", glossary_report, name="glossary_report"),
    ]


class WorkbenchMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_open_workbench(request.user)


@hooks.register("register_admin_menu_item")
def workbench_menu_item() -> MenuItem:
    return WorkbenchMenuItem(
        _("Translations"), reverse("translations"), name="translations", icon_name="globe", order=210
    )


@hooks.register("register_page_listing_more_buttons")
def export_button(page: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """In the explorer, beside each page."""
    if page.depth > 1 and may_open_workbench(user):
        address = f"{reverse('export_translations')}?page={page.pk}"
        yield Button(_("Export for translation"), address, icon_name="download", priority=95)


@hooks.register("insert_global_admin_css")
def workbench_style() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("admin/translations.css"))
