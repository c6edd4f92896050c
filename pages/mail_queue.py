"""Mails that must not be lost: stored in the same transaction as their reason, sent by the scheduler, tried until they go.

A request never waits for a mail server. A mail that was handed over just before a crash may be sent twice, with the same
``Message-ID``; none is lost.
"""

import datetime
import logging
import smtplib

from django.core.mail import EmailMessage
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pages.dates import say_moment

logger = logging.getLogger(__name__)
MOST_AT_ONCE = 50
LONGEST_PAUSE = 60
"""Minutes between tries at most; the first comes after one."""
SERVER_IS_AWAY = (smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError, smtplib.SMTPHeloError)


class QueuedMail(models.Model):
    """One mail to one address, until a mail server has taken it. What it says is composed when it is sent."""

    recipient = models.EmailField()
    tries = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now, db_index=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)
    """What the mail server said last."""

    composed_with: tuple[str, ...] = ()
    """Relations that ``composed`` reads."""

    class Meta:
        abstract = True

    def composed(self) -> EmailMessage:
        """The mail itself."""
        raise NotImplementedError

    @classmethod
    def waiting(cls) -> models.QuerySet:
        """What is still to be sent, due or not."""
        return cls._default_manager.filter(sent_at__isnull=True)

    @classmethod
    def send_due(cls) -> int:
        """Send what is due; how many were sent. One round of the scheduler. A server that is away ends the round."""
        sent = 0
        due = cls.waiting().filter(next_try_at__lte=timezone.now()).order_by("next_try_at")
        for pk in list(due.values_list("pk", flat=True)[:MOST_AT_ONCE]):
            with transaction.atomic():
                locked = cls.waiting().select_for_update(skip_locked=True, of=("self",))
                mail = locked.select_related(*cls.composed_with).filter(pk=pk).first()
                if mail is None:
                    continue
                problem = mail._hand_over()
                mail.save(update_fields=["tries", "next_try_at", "sent_at", "error"])
            if problem is None:
                sent += 1
            elif _server_is_away(problem):
                break
        return sent

    def _hand_over(self) -> Exception | None:
        self.tries += 1
        try:
            self.composed().send()
        except Exception as problem:  # whatever a mail server or the network comes up with, the mail stays
            pause = min(2 ** min(self.tries - 1, 10), LONGEST_PAUSE)
            self.next_try_at = timezone.now() + datetime.timedelta(minutes=pause)
            self.error = f"{type(problem).__name__}: {problem}"[:300]
            logger.warning("Mail %s waits %s minutes: %s", self, pause, self.error)
            return problem
        self.sent_at, self.error = timezone.now(), ""
        return None

    @property
    def what(self) -> str:
        """What kind of mail it is, for staff: “Answer to the sender”."""
        raise NotImplementedError

    @property
    def said(self) -> str:
        """For staff: “Answer to the sender: sent, 3 September 2026, 09:30 (Beijing time)”."""
        if self.sent_at:
            return _("{mail}: sent, {when}").format(mail=self.what, when=say_moment(self.sent_at))
        if self.error:
            return _("{mail}: waiting; {tries} tries, the last one failed: {error}").format(
                mail=self.what, tries=self.tries, error=self.error
            )
        return _("{mail}: goes out within a minute").format(mail=self.what)


def _server_is_away(problem: Exception) -> bool:
    """Whether the next mail would fail as well. (Every error of smtplib is an OSError too.)"""
    is_of_network = isinstance(problem, OSError) and not isinstance(problem, smtplib.SMTPException)
    return is_of_network or isinstance(problem, SERVER_IS_AWAY)
