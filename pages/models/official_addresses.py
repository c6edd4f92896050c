"""Which sites and accounts are the expo's own."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.search import index

from pages.bilingual.languages import LANGUAGES, column
from pages.bilingual.panels import FieldPanel, InlinePanel, both_languages
from pages.models.base import BasePage
from pages.models.body import BodyMixin
from pages.models.content import ContentPage
from pages.models.rows import Row
from pages.parallel.parts import Part, labeled_part

if TYPE_CHECKING:
    from pages.page_head import PageHead


class OfficialAddressesPage(BodyMixin, ContentPage):
    """The genuine sites and accounts, from the site's settings, and what the expo must not be confused with."""

    parent_page_types = ["pages.HomePage", "pages.SectionPage"]
    subpage_types: list[str] = []
    max_count = 1
    page_description = _("The genuine sites and accounts, from the site settings, and expos with a similar name.")
    template = "pages/official_addresses_page.html"

    content_panels = [
        *BasePage.content_panels,
        *BodyMixin.body_panels,
        InlinePanel("similar_names", heading=_("Not to be confused with"), label=_("Expo")),
    ]
    search_fields = [
        *BasePage.search_fields,
        *BodyMixin.body_search_fields,
        index.RelatedFields(
            "similar_names", [index.SearchField(column(name, code)) for name in ("name", "note") for code in LANGUAGES]
        ),
    ]

    class Meta:
        verbose_name = _("page of official addresses")
        verbose_name_plural = _("pages of official addresses")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["own_address"] = settings.PUBLIC_URL
        return context

    def parallel_parts(self) -> Iterator[Part]:
        yield from super().parallel_parts()
        yield from labeled_part(
            "similar-names", gettext("Not to be confused with"), [row.said for row in self.similar_names.all()]
        )

    def structured_data(self, head: "PageHead") -> list[dict[str, Any]]:
        """schema.org ``Organization``: ``sameAs`` are the addresses that are the same expo's."""
        site = head.site
        elsewhere = [row.url for row in [*site.genuine_sites.all(), *site.accounts.all()] if row.url]
        described = {
            "@context": "https://schema.org",
            "@type": "Organization",
            "name": site.official_name or gettext("High-Tech Expo"),
            "url": settings.PUBLIC_URL,
        }
        return [{**described, "sameAs": elsewhere} if elsewhere else described]


class SimilarName(Row):
    """Another expo that is easily taken for this one."""

    page = ParentalKey(OfficialAddressesPage, on_delete=models.CASCADE, related_name="similar_names")
    name = models.CharField(_("name"), max_length=200)
    note = models.CharField(_("note"), max_length=300, blank=True, help_text=_("How to tell it: place, dates, hosts."))
    url = models.URLField(_("address"), blank=True)

    panels = [
        both_languages("name", _("Name")),
        both_languages("note", _("Note"), help_text=_("How to tell it: place, dates, hosts.")),
        FieldPanel("url"),
    ]

    class Meta(Row.Meta):
        verbose_name = _("expo with a similar name")
        verbose_name_plural = _("expos with similar names")

    def __str__(self) -> str:
        return self.name

    @property
    def said(self) -> str:
        """Name and note in one line."""
        return " · ".join(part for part in (self.name, self.note) if part)
