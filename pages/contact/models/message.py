"""What a visitor wrote, and what became of it."""

import datetime
import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from pages.bilingual.languages import NAMES
from pages.contact.about import About
from pages.contact.answer_form import AnswerForm
from pages.contact.message_panel import MessagePanel

LONGEST_TEXT = 5_000
"""Characters."""
_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without characters that look alike."""


def new_reference() -> str:
    """What a visitor can name a message by: ``7K3M-9QWX``, one of 2⁴⁰."""
    drawn = "".join(secrets.choice(_ALPHABET) for _place in range(8))
    return f"{drawn[:4]}-{drawn[4:]}"


def day_of_deletion() -> datetime.date:
    """As promised to whoever writes today: a later change of the setting does not keep a message longer."""
    return timezone.localdate() + datetime.timedelta(days=settings.CONTACT_KEPT_DAYS)


class MessageState(models.TextChoices):
    """Whether somebody has to do something about it."""

    OPEN = "open", _("open")
    DONE = "done", _("done")


class ContactMessage(models.Model):
    """Everything is text as it was typed; where it is shown, it is escaped. Nothing is kept of the visitor's device."""

    reference = models.CharField(_("reference"), max_length=9, unique=True, default=new_reference, editable=False)
    received_at = models.DateTimeField(_("received"), default=timezone.now, editable=False)
    language = models.CharField(_("language"), max_length=10)
    role = models.ForeignKey(
        "pages_contact.ContactRole",
        verbose_name=_("role"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    name = models.CharField(_("name"), max_length=100, blank=True)
    email = models.EmailField(_("mail address"), blank=True)
    text = models.TextField(_("message"), max_length=LONGEST_TEXT)
    about_measure = models.CharField(_("figure"), max_length=60, blank=True)
    about_session = models.PositiveSmallIntegerField(_("session"), null=True, blank=True)
    about_total = models.BooleanField(_("is a total"), default=False)
    is_doubtful = models.BooleanField(
        _("looked like a machine's"),
        default=False,
        help_text=_("The sender was asked to send it a second time, and did."),
    )
    sender_key = models.CharField(max_length=32, blank=True, editable=False)
    """Digest of the network address under a secret, to count floods by; forgotten after a day."""
    delete_on = models.DateField(_("deleted on"), default=day_of_deletion, editable=False)

    state = models.CharField(_("state"), max_length=10, choices=MessageState, default=MessageState.OPEN)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("handled by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    remark = models.TextField(_("remark"), blank=True, help_text=_("For colleagues; never sent."))
    answer = models.TextField(
        _("answer"), blank=True, help_text=_("Mailed to the sender when you save, once. Leave empty to answer later.")
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True, editable=False)

    base_form_class = AnswerForm
    panels = [
        MessagePanel(heading=_("Message")),
        FieldPanel("answer"),
        FieldRowPanel([FieldPanel("state"), FieldPanel("remark")], heading=_("Among colleagues")),
    ]

    class Meta:
        verbose_name = _("message from a visitor")
        verbose_name_plural = _("messages from visitors")
        ordering = ["-received_at"]
        default_permissions = ("view", "change", "delete")
        indexes = [models.Index(fields=["sender_key", "received_at"], name="contact_floods")]

    def __str__(self) -> str:
        # Goes into logs, which are kept longer than messages.
        return self.reference

    @property
    def about(self) -> About:
        return About(self.about_measure, self.about_session or 0, self.about_total)

    @property
    def about_said(self) -> str:
        """The figure that the message is about, in the reader's language."""
        return self.about.said

    @property
    def language_name(self) -> str:
        return NAMES.get(self.language, self.language)

    @property
    def mails_said(self) -> list[str]:
        """What was mailed and what still waits."""
        return [mail.said for mail in self.mails.order_by("pk")]

    @property
    def beginning(self) -> str:
        """For lists."""
        words = " ".join(self.text.split())
        return words if len(words) <= 90 else f"{words[:89]}…"
