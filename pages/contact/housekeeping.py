"""What the scheduler does about messages: send mails, forget senders, and delete what was promised to be deleted."""

from django.utils import timezone

from pages.contact.floods import forget_senders
from pages.contact.models import ContactMessage, OutgoingMail


def mail_and_delete() -> None:
    """One round: what cannot be mailed now waits, and keeps nothing from being deleted."""
    OutgoingMail.send_due()
    keep_promises()


def keep_promises() -> None:
    """Delete every message whose day has come, with its mails; forget who sent what more than a day ago."""
    ContactMessage.objects.filter(delete_on__lte=timezone.localdate()).delete()
    forget_senders()
