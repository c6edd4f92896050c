"""Mails about messages: kept until a mail server has taken them."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _

from pages.dates import say_moment


class MailKind(models.TextChoices):
    """Who gets it."""

    NOTICE = "notice", _("notice to the role")
    ANSWER = "answer", _("answer to the sender")


class OutgoingMail(models.Model):
    """One mail to one address. Its text is made from the message when it is sent."""

    message = models.ForeignKey("pages_contact.ContactMessage", on_delete=models.CASCADE, related_name="mails")
    kind = models.CharField(max_length=10, choices=MailKind)
    recipient = models.EmailField()
    tries = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now, db_index=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)
    """What the mail server said last."""

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["message", "kind"], name="one_mail_of_a_kind_a_message")]

    def __str__(self) -> str:
        return f"{self.message_id} {self.kind}"

    @property
    def said(self) -> str:
        """For staff: “Answer to the sender: sent, 3 September 2026, 09:30 (Beijing time)”."""
        what = self.get_kind_display()
        if self.sent_at:
            return _gettext("{mail}: sent, {when}").format(mail=what, when=say_moment(self.sent_at))
        if self.error:
            return _gettext("{mail}: waiting; {tries} tries, the last one failed: {error}").format(
                mail=what, tries=self.tries, error=self.error
            )
        return _gettext("{mail}: goes out within a minute").format(mail=what)
