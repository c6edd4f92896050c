"""Mails about messages. What is to be sent is stored with the message; the scheduler sends it, and tries until it can.

A request never waits for a mail server. A mail that was handed over just before a crash may be sent twice, with the same
``Message-ID``; none is lost.
"""

import datetime
import logging
import smtplib
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from pages.contact.mail_text import answer_mail, notice_mail
from pages.contact.models import ContactMessage, MailKind, OutgoingMail
from pages.models import SiteSettings

logger = logging.getLogger(__name__)
MOST_AT_ONCE = 50
LONGEST_PAUSE = 60
"""Minutes between tries at most; the first comes after one."""
SERVER_IS_AWAY = (smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError, smtplib.SMTPHeloError)


def queue_notice(message: ContactMessage) -> None:
    """Tell the role that a message came in; without any address of the organizers, staff read it in the admin alone."""
    recipient = (message.role.email if message.role else "") or _address_of_site()
    if recipient:
        OutgoingMail.objects.create(message=message, kind=MailKind.NOTICE, recipient=recipient)


def queue_answer(message: ContactMessage) -> None:
    OutgoingMail.objects.get_or_create(message=message, kind=MailKind.ANSWER, defaults={"recipient": message.email})


def send_due() -> int:
    """Send what is due; how many were sent. One round of the scheduler. A server that is away ends the round."""
    sent = 0
    due = OutgoingMail.objects.filter(sent_at__isnull=True, next_try_at__lte=timezone.now())
    for pk in list(due.order_by("next_try_at").values_list("pk", flat=True)[:MOST_AT_ONCE]):
        with transaction.atomic():
            mail = (
                OutgoingMail.objects.select_for_update(skip_locked=True, of=("self",))
                .select_related("message")
                .filter(pk=pk, sent_at__isnull=True)
                .first()
            )
            if mail is None:
                continue
            problem = _hand_over(mail)
            mail.save()
        if problem is None:
            sent += 1
        elif _server_is_away(problem):
            break
    return sent


def _hand_over(mail: OutgoingMail) -> Exception | None:
    mail.tries += 1
    try:
        composed(mail).send()
    except Exception as problem:  # whatever a mail server or the network comes up with, the mail stays
        pause = min(2 ** min(mail.tries - 1, 10), LONGEST_PAUSE)
        mail.next_try_at = timezone.now() + datetime.timedelta(minutes=pause)
        mail.error = f"{type(problem).__name__}: {problem}"[:300]
        logger.warning("Mail %s waits %s minutes: %s", mail, pause, mail.error)
        return problem
    mail.sent_at, mail.error = timezone.now(), ""
    return None


def _server_is_away(problem: Exception) -> bool:
    """Whether the next mail would fail as well. (Every error of smtplib is an OSError too.)"""
    is_of_network = isinstance(problem, OSError) and not isinstance(problem, smtplib.SMTPException)
    return is_of_network or isinstance(problem, SERVER_IS_AWAY)


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
