"""What the site adds to Wagtail's admin."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html_join, json_script
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.admin.widgets.button import Button
from wagtail.permissions import register_permission_policy
from wagtail.rich_text.feature_registry import FeatureRegistry

from pages.bilingual.copy_form import BilingualCopyView, write_titles_of_copy
from pages.bilingual.edit_view import (
    LanguageCreateView,
    LanguageEditView,
    LanguageHistoryView,
    LanguagePreviewView,
    LanguageRevertView,
    LanguageUsageView,
)
from pages.bilingual.explorer import ReadinessFilterSet, ReadinessIndexView
from pages.bilingual.languages import NAMES, html_code
from pages.bilingual.publish_language import LOG_ACTION
from pages.bilingual.publish_language_button import PublishLanguageMenuItem
from pages.bilingual.rights import LanguagePagePolicy, language_codenames
from pages.bilingual.start_language import StartLanguageMenuItem
from pages.keep_edition import keep_edition_view
from pages.models import BasePage, OverviewPage
from pages.rich_text.in_editor import register_figure_feature
from pages.rich_text.recorded_figures import recorded_figures
from pages.rich_text.typed_figures import typed_figures_on

SHOWN_IN_WARNING = 5

register_permission_policy(BasePage, LanguagePagePolicy(BasePage))


class BilingualPageViewSet(PageViewSet):
    """Wagtail's views of every page type, where one language is not enough."""

    copy_view_class = BilingualCopyView
    add_view_class = LanguageCreateView
    edit_view_class = LanguageEditView
    index_view_class = ReadinessIndexView
    filterset_class = ReadinessFilterSet
    history_view_class = LanguageHistoryView
    preview_on_edit_view_class = LanguagePreviewView
    revisions_revert_view_class = LanguageRevertView
    usage_view_class = LanguageUsageView


@hooks.register("register_admin_viewset")
def register_page_views() -> PageViewSet:
    return BilingualPageViewSet()


@hooks.register("register_permissions")
def rights_to_languages() -> QuerySet[Permission]:
    """What the form of groups offers for snippets and settings; for pages it asks the page."""
    return Permission.objects.filter(codename__in=language_codenames()).exclude(content_type__model="basepage")


@hooks.register("register_page_action_menu_item")
def publish_chinese_button() -> PublishLanguageMenuItem:
    return PublishLanguageMenuItem("zh-hans", order=35)


@hooks.register("register_page_action_menu_item")
def start_chinese_button() -> StartLanguageMenuItem:
    return StartLanguageMenuItem("zh-hans", order=70)


@hooks.register("insert_editor_js")
def both_languages_script() -> SafeString:
    """Which languages the form shows, and blocks beside their counterparts; without it both are shown, each in its column."""
    words = {
        "legend": _("Show"),
        "choices": [("both", _("both languages")), *((html_code(code), name) for code, name in NAMES.items())],
    }
    data = json_script(words, "both-languages-words")
    scripts = [(static(f"admin/{name}.js"),) for name in ("both_languages", "after_autosave", "saved_in_order")]
    return data + format_html_join("", '<script type="module" src="{}"></script>', scripts)


@hooks.register("register_log_actions")
def log_of_languages(actions: Any) -> None:
    actions.register_action(LOG_ACTION, gettext_lazy("Publish one language"), gettext_lazy("Published one language"))


@hooks.register("register_rich_text_features")
def register_features(features: FeatureRegistry) -> None:
    register_figure_feature(features)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    return [
        path("recorded-figures/", recorded_figures, name="recorded_figures"),
        path("profile/<int:page_id>/keep-edition/", keep_edition_view, name="keep_edition"),
    ]


@hooks.register("register_page_listing_more_buttons")
def keep_edition_button(page: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """In the explorer, beside the profile."""
    if isinstance(page.specific_deferred, OverviewPage) and page.permissions_for_user(user).can_publish_subpage():
        address = reverse("keep_edition", args=[page.pk])
        yield Button(_("Keep this edition"), address, icon_name="history", priority=90)


@hooks.register("insert_global_admin_css")
def admin_styles() -> SafeString:
    sheets = ("admin/admin.css", "admin/both_languages.css", "admin/readiness.css")
    return format_html_join("", '<link rel="stylesheet" href="{}">', ((static(sheet),) for sheet in sheets))


@hooks.register("after_copy_page")
def titles_of_copy(request: HttpRequest, page: Any, new_page: Any) -> None:
    write_titles_of_copy(request, page, new_page)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def warn_of_typed_figures(request: HttpRequest, page: Any) -> None:
    """After a save by hand; an autosave answers a script, and would only pile the same warning up."""
    if not request.accepts("text/html"):
        return
    typed = typed_figures_on(page)
    if not typed:
        return
    listed = "; ".join(
        _("“%(text)s” (%(figure)s)") % {"text": each.text, "figure": each.references[0].describe()}
        for each in typed[:SHOWN_IN_WARNING]
    )
    message = ngettext(
        "A number is typed that is also a recorded figure: %(listed)s. Insert it with the figure button, so that it "
        "follows corrections.",
        "%(count)s numbers are typed that are also recorded figures: %(listed)s. Insert them with the figure button, so "
        "that they follow corrections.",
        len(typed),
    )
    messages.warning(request, message % {"count": len(typed), "listed": listed})
