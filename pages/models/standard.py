"""Plain pages, and the sections that hold others."""

from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from pages.models.base import BasePage
from pages.models.body import BodyMixin
from pages.models.content import ContentPage
from pages.models.feature import FeaturePage
from pages.page_of_list import page_of_list, whole_number
from pages.read_once import once_a_generation
from pages.restrictions import open_to_all

HIGHEST_PAGE = 10_000
CHILDREN_PER_PAGE = 48


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
    query_parameters = ("page",)
    page_description = _("Holds pages below one address, such as /about/ or /features/, and lists them.")
    template = "pages/section_page.html"

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        shown = open_to_all(self.get_children().live())
        total = once_a_generation(f"number of pages below {self.pk}", shown.count)
        # Titles and summaries are every page's own: fetching each type's table would cost a query a type.
        picture = FeaturePage.objects.filter(pk=OuterRef("pk")).values("picture")
        asked = whole_number(request.GET.get("page", ""), HIGHEST_PAGE)
        children = page_of_list(shown.annotate(picture=Subquery(picture)), asked, CHILDREN_PER_PAGE, total)
        context |= {"children": children, "previous_address": "", "next_address": ""}
        head = context["head"]
        head.list_page = children.number
        if children.has_previous():
            context["previous_address"] = head.path_of_list_page(children.number - 1)
        if children.has_next():
            context["next_address"] = head.path_of_list_page(children.number + 1)
        return context
