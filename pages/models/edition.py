"""The profile as it was: a dated edition that keeps its address."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from pages.bilingual.panels import FieldPanel
from pages.figure_source import figure_source
from pages.models.base import BasePage
from pages.models.body import BodyMixin
from pages.models.content import ContentPage

if TYPE_CHECKING:
    from pages.edition_difference import Paragraph


class OverviewEditionPage(BodyMixin, ContentPage):
    """An older text of the profile, with what it describes and what the next one changed."""

    as_of_session = models.PositiveSmallIntegerField(
        _("as of session"), help_text=_("The session this edition describes the expo up to.")
    )
    edition_date = models.DateField(
        _("date of the edition"), help_text=_("The day it was replaced, or the day it says.")
    )

    parent_page_types = ["pages.OverviewPage"]
    subpage_types: list[str] = []
    page_description = _("An older edition of the profile. It keeps its address and says what it describes.")
    template = "pages/overview_edition_page.html"

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("as_of_session"),
        FieldPanel("edition_date"),
        *BodyMixin.body_panels,
    ]
    search_fields = BasePage.search_fields + BodyMixin.body_search_fields

    class Meta:
        verbose_name = _("edition of the profile")
        verbose_name_plural = _("editions of the profile")

    @property
    def as_of_stamp(self) -> str:
        """“as of the 5th session, 2017”, or ""."""
        return figure_source().stamp(self.as_of_session)

    @cached_property
    def following(self) -> BasePage:
        """The edition after this one, else the profile as it is now."""
        later = (
            OverviewEditionPage.objects.live()
            .sibling_of(self, inclusive=False)
            .filter(edition_date__gt=self.edition_date)
            .order_by("edition_date")
            .first()
        )
        return later or self.get_parent().specific

    @property
    def difference(self) -> "list[Paragraph]":
        """Paragraphs that the next edition took away or added, in the active language."""
        from pages.edition_difference import difference

        return difference(self, self.following)
