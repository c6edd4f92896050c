"""The bin among the reports, and the way to it after something was deleted."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from pages.models import BasePage
from pages.recycle_bin.models import KEPT_FOR
from pages.recycle_bin.restoring import RESTORED
from pages.recycle_bin.views import BinView, restore_view


@hooks.register("register_admin_urls")
def bin_addresses() -> list[URLPattern]:
    return [
        path("reports/bin/", BinView.as_view(), name="recycle_bin"),
        path("reports/bin/results/", BinView.as_view(results_only=True), name="recycle_bin_results"),
        path("reports/bin/<int:pk>/", restore_view, name="recycle_bin_restore"),
    ]


@hooks.register("register_reports_menu_item")
def bin_menu_item() -> MenuItem:
    return MenuItem(gettext_lazy("Bin"), reverse("recycle_bin"), name="bin", icon_name="bin", order=50)


@hooks.register("register_log_actions")
def register_restoring(actions: LogActionRegistry) -> None:
    actions.register_action(
        RESTORED, gettext_lazy("Bring back from the bin"), gettext_lazy("Brought back from the bin")
    )


@hooks.register("after_delete_page")
def way_back(request: HttpRequest, page: Any) -> None:
    to_bin = messages.button(reverse("recycle_bin"), _("Open the bin"))
    said = ngettext(
        "It can be brought back from the bin for %(days)d day.",
        "It can be brought back from the bin for %(days)d days.",
        KEPT_FOR.days,
    )
    messages.info(request, said % {"days": KEPT_FOR.days}, [to_bin])


@hooks.register("after_bulk_action")
def way_back_of_many(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    if action_type == "delete" and objects and isinstance(objects[0], BasePage):
        way_back(request, objects[0])
