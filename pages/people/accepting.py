"""Opening an invitation: whoever holds its link chooses names and password, and is in."""

from typing import Any

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from wagtail.log_actions import LogContext, log
from wagtail.users.models import UserProfile

from pages.bilingual.languages import LANGUAGES
from pages.dates import say_moment
from pages.people import log_actions
from pages.people.account_form import AccountForm
from pages.people.links import ForgedLink, OlderLink, invitation_of
from pages.people.models import Invitation, InvitationState
from pages.people.roles import may_give, role_said


class DoesNotOpen(Exception):
    """Says why, to whoever holds the link. ``status`` is the answer's."""

    def __init__(self, said: str, status: int = 410) -> None:
        super().__init__(said)
        self.status = status


def refuse_unless_open(invitation: Invitation) -> None:
    """Raises DoesNotOpen."""
    if invitation.state == InvitationState.ACCEPTED:
        raise DoesNotOpen(
            _("This link has been used: the account exists. Sign in with the name and password you chose.")
        )
    if invitation.state == InvitationState.WITHDRAWN:
        raise DoesNotOpen(_("This invitation was withdrawn. If that surprises you, ask whoever invited you."))
    if invitation.state == InvitationState.EXPIRED:
        until = say_moment(invitation.open_until)
        raise DoesNotOpen(
            _("This link was open until {until}. Ask whoever invited you to send it again.").format(until=until)
        )
    if not may_give(invitation.invited_by, invitation.role):
        # An invitation gives no more than whoever stands behind it may give today.
        raise DoesNotOpen(
            _("Whoever invited you may no longer give this role. Ask the administrators for a new invitation.")
        )
    if get_user_model().objects.filter(email__iexact=invitation.recipient).exists():
        raise DoesNotOpen(
            _("There is an account with your mail address already. Sign in, or ask for a new password there.")
        )


def found_behind(token: str, *, locked: bool = False) -> Invitation:
    """The open invitation of a link. Raises DoesNotOpen."""
    try:
        invitation = invitation_of(token, locked=locked)
    except ForgedLink:
        raise DoesNotOpen(
            _("This link is not one of ours, or not all of it arrived. Copy it whole from the mail."), 404
        ) from None
    except OlderLink:
        raise DoesNotOpen(_("A newer mail was sent to you. Use the link in that one.")) from None
    refuse_unless_open(invitation)
    return invitation


def language_of(request: HttpRequest, token: str) -> str:
    """What the person chose in this browser, else the invitation's, else the browser's, which is active already."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    if chosen in LANGUAGES:
        return str(chosen)
    try:
        return invitation_of(token).language
    except (ForgedLink, OlderLink):
        return translation.get_language() or settings.LANGUAGE_CODE


@sensitive_post_parameters("password1", "password2")
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Looking changes nothing, so that a mail server that opens links to check them uses none up."""
    with translation.override(language_of(request, token)):
        try:
            return _opened(request, token)
        except DoesNotOpen as reason:
            return render(request, "people/does_not_open.html", {"said": str(reason)}, status=reason.status)


def _opened(request: HttpRequest, token: str) -> HttpResponse:
    invitation = found_behind(token)
    if getattr(request, "signed_in_user", request.user).is_authenticated:
        return render(request, "people/signed_in.html", {"somebody": request.user})
    form = AccountForm(request.POST or None, invitation=invitation)
    if request.method == "POST" and form.is_valid():
        user = make_account(token, form, translation.get_language() or invitation.language)
        after = reverse("mfa_index" if settings.STAFF_SECOND_FACTOR else "wagtailadmin_home")
        login = Login(user=user, redirect_url=after)
        return perform_password_login(request, {"username": user.get_username()}, login)
    said = {
        "form": form,
        "address": invitation.recipient,
        "role": role_said(invitation.role),
        "second_factor": settings.STAFF_SECOND_FACTOR,
    }
    return render(request, "people/accept.html", said)


@transaction.atomic
def make_account(token: str, form: AccountForm, language: str) -> Any:
    """The account, with its role. Two at once make one. Raises DoesNotOpen."""
    invitation = found_behind(token, locked=True)
    with LogContext(user=invitation.invited_by):  # whose the right is
        user = form.save()
        user.groups.add(invitation.role)
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save()
    invitation.accepted_at, invitation.account = timezone.now(), user
    invitation.save()
    log(user, "wagtail.create", user=user)
    log(invitation, log_actions.ACCEPTED, user=user)
    return user
