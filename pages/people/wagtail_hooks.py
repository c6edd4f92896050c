"""What this adds to the admin."""

from typing import Any

from django.contrib.auth.models import Group
from django.templatetags.static import static
from django.urls import URLPattern
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.permissions import register_permission_policy

from pages.people import invitation_views, log_actions
from pages.people.managing import AdministratorsPolicy

# For the hooks that they register.
from pages.people import choosing_a_colleague, dashboard, digest_panel, managing, to_do_on_pages  # isort: skip  # noqa: F401

register_permission_policy(Group, AdministratorsPolicy(Group))


@hooks.register("register_admin_viewset")
def invitations() -> invitation_views.InvitationViewSet:
    return invitation_views.InvitationViewSet("invitations", url_prefix="invitations")


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return invitation_views.addresses()


@hooks.register("register_log_actions")
def actions(registry: LogActionRegistry) -> None:
    registry.register_action(log_actions.SENT_AGAIN, _("Send an invitation again"), _("Invitation sent again"))
    registry.register_action(log_actions.WITHDRAWN, _("Withdraw an invitation"), _("Invitation withdrawn"))
    registry.register_action(log_actions.ACCEPTED, _("Accept an invitation"), _("Invitation accepted"))

    @registry.register_action(log_actions.HANDED_OVER)
    class HandedOver(LogFormatter):
        label = _("Hand over")

        def format_message(self, log_entry: Any) -> str:
            return gettext("Handed over from %(from)s to %(to)s") % log_entry.data


@hooks.register("insert_global_admin_css")
def people_style() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("admin/people.css"))
