"""Messages in the admin: for whoever may change them, which translators may not."""

from typing import Any

import django_filters
from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from pages.contact.models import ContactMessage, ContactRole, MessageState


class MessagePermissions(ModelPermissionPolicy):
    """Messages come from visitors: nobody adds one here, an administrator neither."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "add" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return super().user_has_any_permission(user, set(actions) - {"add"})


register_permission_policy(ContactMessage, MessagePermissions(ContactMessage))


class MessageFilter(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=_("State"), choices=MessageState.choices)
    role = django_filters.ModelChoiceFilter(label=_("Role"), queryset=ContactRole.objects.all())
    handled_by = django_filters.ModelChoiceFilter(
        label=_("Handled by"),
        queryset=get_user_model().objects.filter(pk__in=ContactMessage.objects.values("handled_by")),
    )
    is_doubtful = django_filters.BooleanFilter(label=_("Looked like a machine's"))

    class Meta:
        model = ContactMessage
        fields = ["state", "role", "handled_by", "is_doubtful"]


class MessageViewSet(ModelViewSet):
    """Open messages first; answering and handling on one page."""

    model = ContactMessage
    icon = "mail"
    menu_label = _("Messages")
    menu_order = 240
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    list_per_page = 50
    ordering = ["-state", "-received_at"]
    search_fields = ["reference", "name", "email", "text"]
    filterset_class = MessageFilter
    list_display = [
        "reference",
        Column("beginning", label=_("Message")),
        Column("role", label=_("Role")),
        Column("received_at", label=_("Received"), sort_key="received_at"),
        Column("get_state_display", label=_("State"), sort_key="state"),
        Column("handled_by", label=_("Handled by")),
    ]


messages_in_admin = MessageViewSet("contact_messages", url_prefix="messages")


@hooks.register("register_admin_viewset")
def register_messages() -> MessageViewSet:
    return messages_in_admin


class OpenMessages(SummaryItem):
    """On the first page of the admin: how many wait."""

    order = 400
    template_name = "contact_admin/open_messages.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        number = ContactMessage.objects.filter(state=MessageState.OPEN).count()
        said = ngettext("open message", "open messages", number)
        return {"number": number, "said": said, "address": f"{reverse('contact_messages:index')}?state=open"}

    def is_shown(self) -> bool:
        return messages_in_admin.permission_policy.user_has_permission(self.request.user, "change")


@hooks.register("construct_homepage_summary_items")
def open_messages(request: HttpRequest, items: list[Any]) -> None:
    items.append(OpenMessages(request))
