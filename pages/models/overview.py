"""The profile of the expo."""

from collections.abc import Iterator

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.search import index

from pages.bilingual.languages import LANGUAGES, column
from pages.bilingual.panels import FieldPanel, InlinePanel, both_languages
from pages.figure_source import figure_source
from pages.models.base import BasePage
from pages.models.body import BodyMixin
from pages.models.content import ContentPage
from pages.models.rows import Row
from pages.parallel.parts import Part, labeled_part


class OverviewPage(BodyMixin, ContentPage):
    """What the expo is, who holds it, its honors; as of a session."""

    as_of_session = models.PositiveSmallIntegerField(
        _("as of session"),
        null=True,
        blank=True,
        help_text=_("The session this profile describes the expo up to. Shown beside its figures and letters."),
    )

    parent_page_types = ["pages.SectionPage"]
    subpage_types = ["pages.OverviewEditionPage"]
    max_count = 1
    page_description = _("The profile of the expo: what it is, who holds it, its honors and letters.")
    template = "pages/overview_page.html"

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("as_of_session"),
        *BodyMixin.body_panels,
        InlinePanel("hosts", heading=_("Hosts"), label=_("Host")),
        InlinePanel("honors", heading=_("Honors"), label=_("Honor")),
    ]
    search_fields = [
        *BasePage.search_fields,
        *BodyMixin.body_search_fields,
        index.RelatedFields("hosts", [index.SearchField(column("name", code)) for code in LANGUAGES]),
        index.RelatedFields(
            "honors", [index.SearchField(column(name, code)) for name in ("name", "detail") for code in LANGUAGES]
        ),
    ]

    class Meta:
        verbose_name = _("overview page")
        verbose_name_plural = _("overview pages")

    @property
    def as_of_stamp(self) -> str:
        """“as of the 5th session, 2017”, or ""."""
        return figure_source().stamp(self.as_of_session) if self.as_of_session else ""

    def parallel_parts(self) -> Iterator[Part]:
        yield from super().parallel_parts()
        yield from labeled_part("hosts", gettext("Hosts"), [host.name for host in self.hosts.all()])
        yield from labeled_part("honors", gettext("Honors"), [honor.said for honor in self.honors.all()])

    @cached_property
    def editions(self) -> list[BasePage]:
        """Older editions that were kept, the latest first."""
        if self.numchild == 0:
            return []
        from pages.models.edition import OverviewEditionPage

        return list(OverviewEditionPage.objects.live().child_of(self).order_by("-edition_date"))


class OverviewHost(Row):
    """An organization that holds the expo."""

    page = ParentalKey(OverviewPage, on_delete=models.CASCADE, related_name="hosts")
    name = models.CharField(_("name"), max_length=200)

    panels = [both_languages("name", _("Name"))]

    class Meta(Row.Meta):
        verbose_name = _("host")
        verbose_name_plural = _("hosts")

    def __str__(self) -> str:
        return self.name


class OverviewHonor(Row):
    """An honor the expo received, with what is known of it."""

    page = ParentalKey(OverviewPage, on_delete=models.CASCADE, related_name="honors")
    name = models.CharField(_("name"), max_length=200)
    detail = models.CharField(_("detail"), max_length=300, blank=True, help_text=_("When, how often, by whom."))

    panels = [both_languages("name", _("Name")), both_languages("detail", _("Detail"))]

    class Meta(Row.Meta):
        verbose_name = _("honor")
        verbose_name_plural = _("honors")

    def __str__(self) -> str:
        return self.name

    @property
    def said(self) -> str:
        """The honor, with what is known of it in brackets."""
        # Translators: an honor, and when or how often it was given.
        with_detail = pgettext("honor", "{honor} ({detail})")
        return with_detail.format(honor=self.name, detail=self.detail) if self.detail else self.name
