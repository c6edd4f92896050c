"""Mails about messages: kept until a mail server has taken them."""

from django.core.mail import EmailMessage
from django.db import models
from django.utils.translation import gettext_lazy as _

from pages.mail_queue import QueuedMail


class MailKind(models.TextChoices):
    """Who gets it."""

    NOTICE = "notice", _("notice to the role")
    ANSWER = "answer", _("answer to the sender")


class OutgoingMail(QueuedMail):
    """One mail to one address. Its text is made from the message when it is sent."""

    message = models.ForeignKey("pages_contact.ContactMessage", on_delete=models.CASCADE, related_name="mails")
    kind = models.CharField(max_length=10, choices=MailKind)

    composed_with = ("message",)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["message", "kind"], name="one_mail_of_a_kind_a_message")]

    def __str__(self) -> str:
        return f"{self.message_id} {self.kind}"

    def composed(self) -> EmailMessage:
        from pages.contact.outbox import composed

        return composed(self)

    @property
    def what(self) -> str:
        return str(self.get_kind_display())
