"""The link in an invitation: signed, so that it is in no table and nobody can make one; it opens one account, once."""

from django.core import signing
from django.urls import reverse

from pages.page_head import public_address
from pages.people.models import Invitation

_signer = signing.Signer(salt="pages.people.invitation", sep=".")
"""Signs with ``SECRET_KEY``, and believes ``SECRET_KEY_FALLBACKS`` too."""


class ForgedLink(Exception):
    """Not made here, or not copied whole."""


class OlderLink(Exception):
    """A newer link was sent in its place."""


def token_of(invitation: Invitation) -> str:
    return _signer.sign_object({"invitation": invitation.pk, "link": invitation.link_number})


def address_of(invitation: Invitation) -> str:
    """Below ``PUBLIC_URL``: never a host that a request named."""
    return public_address(reverse("accept_invitation", args=[token_of(invitation)]))


def invitation_of(token: str, *, locked: bool = False) -> Invitation:
    """The invitation a link belongs to; ``locked`` until the end of the transaction. Raises ForgedLink, OlderLink."""
    try:
        said = _signer.unsign_object(token)
    except (signing.BadSignature, ValueError):
        raise ForgedLink from None
    invitations = Invitation.objects.select_for_update(of=("self",)) if locked else Invitation.objects
    found = invitations.select_related("role", "invited_by").filter(pk=said["invitation"]).first()
    if found is None:
        raise ForgedLink
    if found.link_number != said["link"]:
        raise OlderLink
    return found
