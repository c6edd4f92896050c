"""What an invited person reads, in their language."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from pages.dates import say_moment
from pages.people.links import address_of
from pages.people.models import Invitation
from pages.people.names import name_of
from pages.people.roles import role_said


def invitation_mail(invitation: Invitation) -> EmailMessage:
    """Nothing that somebody typed is in a header but the checked address."""
    inviter = invitation.invited_by
    with translation.override(invitation.language):
        subject = _("Your account for the website of the High-Tech Expo")
        said = {
            "inviter": name_of(inviter),
            "role": role_said(invitation.role),
            "until": say_moment(invitation.open_until),
            "address": address_of(invitation),
            "second_factor": settings.STAFF_SECOND_FACTOR,
            "public_url": settings.PUBLIC_URL,
        }
        body = render_to_string("people/invitation.txt", said)
    host = urlsplit(settings.PUBLIC_URL).hostname
    headers = {
        "Message-ID": f"<invitation.{invitation.pk}.{invitation.link_number}@{host}>",
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [invitation.recipient], headers=headers)
