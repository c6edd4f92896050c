"""How to reach the organizers."""

from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.search import index

from pages.bilingual.languages import LANGUAGES, column
from pages.bilingual.panels import FieldPanel, InlinePanel, both_languages
from pages.models import BasePage, ContentPage
from pages.models.body import BodyMixin
from pages.models.rows import Row


class ContactPage(BodyMixin, ContentPage):
    """Addresses by role, opening hours, and a form. Address, hours and telephone are those of the site's settings."""

    privacy_page = models.ForeignKey(
        "pages.BasePage",
        verbose_name=_("privacy notice"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Linked where visitors agree that their message is stored."),
    )

    parent_page_types = ["pages.HomePage", "pages.SectionPage"]
    query_parameters = (
        "figure",
        "session",
        "through",
    )
    subpage_types: list[str] = []
    max_count = 1
    page_description = _("How to reach the organizers: addresses by role, opening hours, and a form for messages.")
    template = "contact/contact_page.html"

    content_panels = [
        *BasePage.content_panels,
        InlinePanel("roles", heading=_("Addresses by role"), label=_("Address")),
        *BodyMixin.body_panels,
        FieldPanel("privacy_page"),
    ]
    search_fields = [
        *BasePage.search_fields,
        *BodyMixin.body_search_fields,
        index.RelatedFields(
            "roles", [index.SearchField(column(name, code)) for name in ("label", "note") for code in LANGUAGES]
        ),
    ]

    class Meta:
        verbose_name = _("contact page")
        verbose_name_plural = _("contact pages")

    @cached_property
    def roles_shown(self) -> list["ContactRole"]:
        return list(self.roles.all())

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """``form`` is the one to show again, ``reference`` that of a message that has just come in."""
        from pages.contact.form import ContactForm, what_it_is_about

        context = super().get_context(request, *args, **kwargs)
        context["reference"] = kwargs.get("reference", "")
        context["kept_days"] = settings.CONTACT_KEPT_DAYS
        context["form"] = kwargs.get("form") or ContactForm(page=self, initial=what_it_is_about(request.GET))
        context["trouble"] = kwargs.get("trouble", "")
        return context


class ContactRole(Row):
    """An address for a purpose, such as the press or exhibitors; never a person's own."""

    page = ParentalKey(ContactPage, on_delete=models.CASCADE, related_name="roles")
    label = models.CharField(_("role"), max_length=80, help_text=_("Such as “Press” or “Exhibitors”."))
    note = models.CharField(_("what for"), max_length=200, blank=True)
    email = models.EmailField(
        _("mail address"),
        blank=True,
        help_text=_("Of the role, not of a person. Messages to this role are mailed here."),
    )
    phone = models.CharField(_("telephone"), max_length=40, blank=True)

    panels = [
        both_languages("label", _("Role")),
        both_languages("note", _("What for")),
        FieldPanel("email"),
        FieldPanel("phone"),
    ]

    class Meta(Row.Meta):
        verbose_name = _("address by role")
        verbose_name_plural = _("addresses by role")

    def __str__(self) -> str:
        return self.label
