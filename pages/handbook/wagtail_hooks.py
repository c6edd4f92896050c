"""“Handbook” in the menu of help, and its addresses."""

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from pages.handbook.views import handbook_chapter, handbook_index


@hooks.register("register_admin_urls")
def handbook_addresses() -> list[URLPattern]:
    return [
        path("handbook/", handbook_index, name="handbook"),
        path("handbook/<slug:slug>/", handbook_chapter, name="handbook_chapter"),
    ]


@hooks.register("register_help_menu_item")
def handbook_in_menu() -> MenuItem:
    return MenuItem(_("Handbook"), reverse("handbook"), name="handbook", icon_name="help", order=10)
