"""The front page."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.search import index

from pages.bilingual.languages import LANGUAGES, column
from pages.bilingual.panels import FieldPanel, both_languages
from pages.blocks.figures import FigureStripBlock
from pages.figure_source import SessionCard, figure_source
from pages.models.base import BasePage
from pages.models.body import BodyMixin
from pages.models.content import ContentPage
from pages.parallel.parts import Part, labeled_part
from pages.read_once import once_a_generation


class HomePage(BodyMixin, ContentPage):
    """What the expo is in one sentence, its theme, figures and features, and the sessions; follows the sessions' status."""

    theme = models.CharField(
        _("theme"),
        max_length=255,
        blank=True,
        help_text=_("Parts are separated by a middle dot (·), one shown a line."),
    )
    theme_session = models.PositiveSmallIntegerField(
        _("theme of session"), null=True, blank=True, help_text=_("The session whose theme this is; said beside it.")
    )
    figures = StreamField(
        [("figure_strip", FigureStripBlock())], verbose_name=_("figures"), blank=True, max_num=1, default=list
    )

    parent_page_types = ["pages.BasePage"]
    subpage_types = [
        "pages.SectionPage",
        "pages.StandardPage",
        "pages.OfficialAddressesPage",
        "pages_news.NewsIndexPage",
        "pages_contact.ContactPage",
        "sessions_archive.SessionsArchivePage",
    ]
    max_count = 1
    page_description = _("The front page: the expo in one sentence, its figures, features and sessions.")
    template = "pages/home_page.html"

    content_panels = [
        *BasePage.content_panels,
        both_languages("theme", _("Theme")),
        FieldPanel("theme_session"),
        FieldPanel("figures", heading=_("Figures")),
        *BodyMixin.body_panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        *BodyMixin.body_search_fields,
        *[index.SearchField(column("theme", code)) for code in LANGUAGES],
        index.SearchField("figures"),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def parallel_parts(self) -> Iterator[Part]:
        yield from labeled_part("theme", gettext("Theme"), self.theme_parts)
        yield from super().parallel_parts()

    @property
    def theme_parts(self) -> list[str]:
        return [part.strip() for part in self.theme.split("·") if part.strip()]

    @property
    def theme_stamp(self) -> str:
        return figure_source().stamp(self.theme_session) if self.theme_session else ""

    @cached_property
    def features(self) -> list[BasePage]:
        """The live feature pages, in the tree's order."""
        from pages.models.feature import FeaturePage

        pages = FeaturePage.objects.live().descendant_of(self).order_by("path")
        return once_a_generation(f"features below {self.pk}", lambda: list(pages))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        sessions = figure_source().sessions(request)
        context["sessions"] = sessions
        context["leading_session"] = leading_session(sessions)
        context["archive_path"] = figure_source().archive_path(request)
        return context


def leading_session(sessions: Sequence[SessionCard]) -> SessionCard | None:
    """The session the front page opens with: one that is on, else the nearest to come, else the last one held.

    A postponed or canceled session leads only where no other is on or to come after it.
    """
    for status in ("on", "upcoming", "announced"):
        matching = [session for session in sessions if session.status == status]
        if matching:
            return min(matching, key=lambda session: (session.year, session.number))
    return max(sessions, key=lambda session: session.number, default=None)
