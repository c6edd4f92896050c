"""Invitations in the admin: the list, inviting, and one invitation with what can be done about it."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from pages.dates import say_moment
from pages.people import log_actions
from pages.people.invitation_filter import InvitationFilter
from pages.people.models import Invitation, InvitationState, end_of_link
from pages.people.roles import may_give


def may_invite(user: Any) -> bool:
    """Whoever may add accounts."""
    return bool(user.has_perm("auth.add_user"))


class InvitationPermissions(ModelPermissionPolicy):
    """Inviting is adding an account. What was sent is not edited: it is sent again, or withdrawn."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in {"add", "view"} and may_invite(user)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def users_with_any_permission(self, actions: Any) -> Any:
        return get_user_model().objects.with_perm("auth.add_user", backend="django.contrib.auth.backends.ModelBackend")


register_permission_policy(Invitation, InvitationPermissions(Invitation))


class InvitationIndexView(IndexView):
    """The newest first."""

    add_item_label = gettext_lazy("Invite a colleague")

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("role", "invited_by")

    def get_edit_url(self, instance: Invitation) -> str:
        return reverse("invitation", args=[instance.pk])


class InviteView(CreateView):
    page_title = gettext_lazy("Invite a colleague")
    submit_button_label = gettext_lazy("Send the invitation")

    def get_page_subtitle(self) -> str:
        return _("Invite a colleague")

    def get_success_message(self, instance: Invitation) -> str:
        return _("The invitation goes to %(address)s within a minute.") % {"address": instance.recipient}

    def get_success_buttons(self) -> list[Any]:
        return []


class InvitationViewSet(ModelViewSet):
    """Among the settings, beside the users."""

    model = Invitation
    icon = "mail"
    menu_label = gettext_lazy("Invitations")
    menu_order = 601
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = InvitationIndexView
    add_view_class = InviteView
    list_per_page = 50
    search_fields = ["recipient"]
    filterset_class = InvitationFilter
    list_display = [
        "recipient",
        Column("role_said", label=pgettext_lazy("account", "Role")),
        Column("get_language_display", label=gettext_lazy("Language"), classname="not-on-phones"),
        Column("inviter_said", label=gettext_lazy("Invited by"), classname="not-on-phones"),
        Column(
            "open_until",
            label=gettext_lazy("Open until"),
            accessor=lambda invitation: say_moment(invitation.open_until),
            classname="not-on-phones",
        ),
        Column("state_said", label=gettext_lazy("State")),
    ]


def addresses() -> list[URLPattern]:
    return [path("invitations/<int:pk>/", invitation_view, name="invitation")]


def invitation_view(request: HttpRequest, pk: int) -> HttpResponse:
    """One invitation; a post with ``again`` sends it once more, with ``withdraw`` takes it back."""
    if not may_invite(request.user):
        raise PermissionDenied
    invitation = get_object_or_404(Invitation.objects.select_related("role", "invited_by", "account"), pk=pk)
    if request.method == "POST":
        if "again" in request.POST:
            send_again(request, pk)
        elif "withdraw" in request.POST:
            withdraw(request, pk)
        return redirect("invitation", pk)
    is_undone = invitation.state in {InvitationState.OPEN, InvitationState.EXPIRED}
    said = {"invitation": invitation, "is_undone": is_undone, "is_open": invitation.state == InvitationState.OPEN}
    return render(request, "people_admin/invitation.html", said)


@transaction.atomic
def send_again(request: HttpRequest, pk: int) -> None:
    """A new link and a new week; the links before it no longer open. Whoever sends stands behind it."""
    invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=pk)
    if invitation.accepted_at or invitation.withdrawn_at:
        messages.error(request, _("This invitation is over: it was accepted or withdrawn meanwhile."))
    elif not may_give(request.user, invitation.role):
        messages.error(request, _("Its role gives more than you may give. Ask an administrator."))
    else:
        invitation.invited_by = request.user  # type: ignore[assignment]
        invitation.link_number += 1
        invitation.open_until = end_of_link()
        invitation.sent_at, invitation.tries, invitation.error = None, 0, ""
        invitation.next_try_at = timezone.now()
        invitation.save()
        log(invitation, log_actions.SENT_AGAIN)
        messages.success(request, _("The invitation goes to %(address)s within a minute.") % {"address": invitation})


@transaction.atomic
def withdraw(request: HttpRequest, pk: int) -> None:
    """Its link opens nothing from now on."""
    invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=pk)
    if invitation.accepted_at or invitation.withdrawn_at:
        messages.error(request, _("This invitation is over: it was accepted or withdrawn meanwhile."))
        return
    invitation.withdrawn_at = timezone.now()
    invitation.save()
    log(invitation, log_actions.WITHDRAWN)
    messages.success(request, _("The invitation is withdrawn. The link in the mail opens nothing any more."))
