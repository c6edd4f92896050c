"""Invitations: somebody is to get an account, with a role and a language, and names and password of their own choice."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.mail import EmailMessage
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from pages.bilingual.languages import NAMES
from pages.mail_queue import QueuedMail
from pages.people.invite_form import InviteForm
from pages.people.names import name_of

OPEN_FOR = timedelta(days=7)


def end_of_link() -> datetime:
    return timezone.now() + OPEN_FOR


class InvitationState(models.TextChoices):
    """What became of it."""

    OPEN = "open", _("not yet accepted")
    ACCEPTED = "accepted", _("accepted")
    EXPIRED = "expired", _("expired")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Invitation(QueuedMail):
    """A mail that opens an account, once."""

    recipient = models.EmailField(_("mail address"))
    role = models.ForeignKey(
        Group, verbose_name=pgettext_lazy("account", "role"), on_delete=models.CASCADE, related_name="+"
    )
    language = models.CharField(_("language of the admin"), max_length=10, choices=list(NAMES.items()))
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("invited by"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    invited_at = models.DateTimeField(_("invited"), default=timezone.now, editable=False)
    link_number = models.PositiveIntegerField(default=1, editable=False)
    """Only the newest link opens."""
    open_until = models.DateTimeField(_("open until"), default=end_of_link, editable=False)
    accepted_at = models.DateTimeField(_("accepted"), null=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, editable=False)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    """Who came of it."""

    base_form_class = InviteForm
    panels = [FieldPanel("recipient"), FieldPanel("role"), FieldPanel("language")]
    composed_with = ("role", "invited_by")

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-invited_at", "-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                Lower("recipient"),
                condition=models.Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="one_open_invitation_an_address",
            )
        ]

    def __str__(self) -> str:
        return self.recipient

    @classmethod
    def waiting(cls) -> models.QuerySet:
        """Nobody gets a link that no longer opens."""
        stands = {"accepted_at__isnull": True, "withdrawn_at__isnull": True, "open_until__gt": timezone.now()}
        return super().waiting().filter(**stands)

    def composed(self) -> EmailMessage:
        from pages.people.invitation_mail import invitation_mail

        return invitation_mail(self)

    @property
    def what(self) -> str:
        return gettext("Mail")

    @property
    def state(self) -> str:
        if self.accepted_at:
            return InvitationState.ACCEPTED
        if self.withdrawn_at:
            return InvitationState.WITHDRAWN
        return InvitationState.OPEN if timezone.now() < self.open_until else InvitationState.EXPIRED

    @property
    def state_said(self) -> str:
        return str(InvitationState(self.state).label)

    @property
    def inviter_said(self) -> str:
        return name_of(self.invited_by)

    @property
    def account_said(self) -> str:
        return name_of(self.account)

    @property
    def role_said(self) -> str:
        from pages.people.roles import role_said

        return role_said(self.role)


class DigestChoice(models.Model):
    """Whether somebody wants a mail in the morning that says what is theirs to do."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name=_("user"), on_delete=models.CASCADE, related_name="digest_choice"
    )
    is_wanted = models.BooleanField(
        _("daily digest"),
        default=False,
        help_text=_("In the morning at eight, Beijing time, and only when something waits for you."),
    )
    looked_on = models.DateField(null=True, editable=False)
    """The last day on which their digest was made, or there was nothing to say."""

    class Meta:
        verbose_name = _("choice of a digest")
        verbose_name_plural = _("choices of a digest")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.user_id}"


class DigestMail(QueuedMail):
    """One morning's digest of one person."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    subject = models.CharField(max_length=200)
    body = models.TextField()

    composed_with = ("user",)

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="one_digest_a_day")]

    def __str__(self) -> str:
        return f"digest {self.user_id} {self.day}"

    @classmethod
    def waiting(cls) -> models.QuerySet:
        """Today's, of people who are still at work."""
        return super().waiting().filter(day=timezone.localdate(), user__is_active=True)

    def composed(self) -> EmailMessage:
        from pages.people.digest import digest_mail

        return digest_mail(self)

    @property
    def what(self) -> str:
        return gettext("Daily digest")
