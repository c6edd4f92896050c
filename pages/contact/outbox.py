"""Mails about messages: what is to be sent is stored with the message, and sent by the scheduler."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage

from pages.contact.mail_text import answer_mail, notice_mail
from pages.contact.models import ContactMessage, MailKind, OutgoingMail
from pages.models import SiteSettings


def queue_notice(message: ContactMessage) -> None:
    """Tell the role that a message came in; without any address of the organizers, staff read it in the admin alone."""
    recipient = (message.role.email if message.role else "") or _address_of_site()
    if recipient:
        OutgoingMail.objects.create(message=message, kind=MailKind.NOTICE, recipient=recipient)


def queue_answer(message: ContactMessage) -> None:
    OutgoingMail.objects.get_or_create(message=message, kind=MailKind.ANSWER, defaults={"recipient": message.email})


def composed(mail: OutgoingMail) -> EmailMessage:
    """The mail itself. Nothing a visitor typed is in a header but a checked address to reply to."""
    message = mail.message
    is_notice = mail.kind == MailKind.NOTICE
    subject, body = notice_mail(message) if is_notice else answer_mail(message)
    host = urlsplit(settings.PUBLIC_URL).hostname
    headers = {"Message-ID": f"<{message.reference}.{mail.kind}@{host}>"}
    if is_notice:
        headers["Auto-Submitted"] = "auto-generated"
        reply_to = [message.email] if message.email else []
    else:
        reply_to = [address] if (address := (message.role.email if message.role else "") or _address_of_site()) else []
    return EmailMessage(
        subject, body, settings.DEFAULT_FROM_EMAIL, [mail.recipient], reply_to=reply_to, headers=headers
    )


def _address_of_site() -> str:
    site = SiteSettings.objects.order_by("site_id").first()
    return site.contact_email if site else ""
