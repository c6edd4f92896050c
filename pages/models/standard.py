"""Plain pages, and the sections that hold others."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from pages.models.base import BasePage
from pages.models.body import BodyMixin
from pages.models.content import ContentPage
from pages.models.feature import FeaturePage


class StandardPage(BodyMixin, ContentPage):
    """A page of text: accessibility, privacy and whatever else is needed."""

    parent_page_types = ["pages.HomePage", "pages.SectionPage", "pages.StandardPage"]
    subpage_types = ["pages.StandardPage"]
    page_description = _("A page of text, such as the accessibility statement or the privacy notice.")
    template = "pages/standard_page.html"

    content_panels = BasePage.content_panels + BodyMixin.body_panels
    search_fields = BasePage.search_fields + BodyMixin.body_search_fields

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")


class SectionPage(ContentPage):
    """A place in the address, such as ``/about/``, that lists the pages below it."""

    parent_page_types = ["pages.HomePage"]
    subpage_types = [
        "pages.OverviewPage",
        "pages.FeaturePage",
        "pages.StandardPage",
        "pages.OfficialAddressesPage",
        "pages_contact.ContactPage",
    ]
    page_description = _("Holds pages below one address, such as /about/ or /features/, and lists them.")
    template = "pages/section_page.html"

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["children"] = children = list(self.get_children().live().public())
        # Titles and summaries are every page's own: fetching each type's table would cost a query a type.
        pictures = dict(FeaturePage.objects.child_of(self).values_list("pk", "picture"))
        for child in children:
            child.picture = pictures.get(child.pk, "")
        return context
