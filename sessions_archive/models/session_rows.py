"""Who held a session, who was its Guest of Honor, and who wrote to it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldRowPanel

from pages.bilingual.panels import FieldPanel, both_languages, both_texts
from pages.models.rows import Row
from pages.places import country_choices, say_country


class OrganizationRole(models.TextChoices):
    """What an organization was to a session."""

    HOST = "host", _("host")
    SUPPORTER = "supporter", _("supporter")


class SessionOrganization(Row):
    """A host or supporter of a session."""

    session = ParentalKey("sessions_archive.SessionPage", on_delete=models.CASCADE, related_name="organizations")
    organization = models.ForeignKey(
        "sessions_archive.Organization", verbose_name=_("organization"), on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(_("role"), max_length=12, choices=OrganizationRole, default=OrganizationRole.HOST)

    panels = [FieldRowPanel([FieldPanel("organization"), FieldPanel("role")])]

    class Meta(Row.Meta):
        verbose_name = _("host or supporter")
        verbose_name_plural = _("hosts and supporters")

    def __str__(self) -> str:
        return self.organization.name


class SessionGuest(Row):
    """A country or region that was Guest of Honor."""

    session = ParentalKey("sessions_archive.SessionPage", on_delete=models.CASCADE, related_name="guests")
    country = models.CharField(_("country or region"), max_length=2, choices=country_choices)

    panels = [FieldPanel("country")]

    class Meta(Row.Meta):
        verbose_name = _("Guest of Honor")
        verbose_name_plural = _("Guests of Honor")

    def __str__(self) -> str:
        return say_country(self.country)


class SessionLetter(Row):
    """A letter of congratulation that was read at the opening."""

    session = ParentalKey("sessions_archive.SessionPage", on_delete=models.CASCADE, related_name="letters")
    sender = models.CharField(_("sender"), max_length=120)
    office = models.CharField(_("office"), max_length=200, blank=True)
    read_on = models.DateField(_("read on"), null=True, blank=True)
    excerpt = models.TextField(
        _("excerpt"), blank=True, help_text=_("Words of the letter, exactly as they were published.")
    )
    facsimile = models.ForeignKey(
        "pages.SiteImage",
        verbose_name=_("facsimile"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("A picture of the letter, where there are rights to show it."),
    )
    source = models.ForeignKey(
        "sessions_archive.Source", verbose_name=_("source"), on_delete=models.PROTECT, related_name="+"
    )

    panels = [
        both_languages("sender", _("Sender")),
        both_languages("office", _("Office")),
        FieldPanel("read_on"),
        FieldPanel("source"),
        both_texts("excerpt", _("Excerpt")),
        FieldPanel("facsimile"),
    ]

    class Meta(Row.Meta):
        verbose_name = _("letter of congratulation")
        verbose_name_plural = _("letters of congratulation")

    def __str__(self) -> str:
        return self.sender
