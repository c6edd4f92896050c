"""The archive of all sessions."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from pages.bilingual.languages import current_language
from pages.bilingual.panels import InlinePanel
from pages.models import BasePage, ContentPage
from pages.models.body import BodyMixin
from sessions_archive.figure_table import FigureRowsPanel
from sessions_archive.session_form import ArchivePageForm

if TYPE_CHECKING:
    from pages.page_head import PageHead
    from sessions_archive.archive_view import ArchiveView


def _shown(name: str) -> Any:
    return property(lambda page: getattr(page.view, name), doc=f"``{name}`` of the view, in the active language.")


class SessionsArchivePage(BodyMixin, ContentPage):
    """All sessions as a timeline and a table of figures, and the totals that were stated over several of them."""

    parent_page_types = ["pages.HomePage"]
    subpage_types = ["sessions_archive.SessionPage"]
    max_count = 1
    page_description = _("All sessions: a timeline, a table of figures, and the totals stated over several sessions.")
    template = "sessions_archive/sessions_archive_page.html"
    base_form_class = ArchivePageForm
    query_parameters = ("from", "to", "guest", "recorded", "chart")

    content_panels = [
        *BasePage.content_panels,
        *BodyMixin.body_panels,
        FigureRowsPanel("totals", heading=_("Totals that were stated"), label=_("Total")),
        InlinePanel("honors", heading=_("Honors"), label=_("Honor")),
    ]
    search_fields = BasePage.search_fields + BodyMixin.body_search_fields

    class Meta:
        verbose_name = _("session archive")
        verbose_name_plural = _("session archives")

    @property
    def view(self) -> "ArchiveView":
        """What the template reads, in the active language; while a draft is previewed, of the draft."""
        from sessions_archive.archive_view import ArchiveView

        views = self.__dict__.setdefault("_views", {})
        language = current_language()
        if language not in views:
            views[language] = ArchiveView(
                self, is_draft=getattr(self, "is_previewed", False), query=getattr(self, "query", None)
            )
        return views[language]

    recorded_up_to = _shown("recorded_up_to")
    timeline = _shown("timeline")
    ledger_table = _shown("ledger_table")
    total_groups = _shown("total_groups")
    sources_listed = _shown("sources_listed")
    choice = _shown("choice")
    guests_of_honor = _shown("guests_of_honor")
    letters = _shown("letters")
    honors_shown = _shown("honors_shown")
    corrections = _shown("corrections")

    def structured_data(self, head: "PageHead") -> list[dict[str, Any]]:
        """What ``PageHead`` adds to the page's JSON-LD."""
        from sessions_archive.structured_data import archive_described

        return archive_described(self, head)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self.is_previewed = getattr(request, "is_preview", False)
        self.query = request.GET
        return super().get_context(request, *args, **kwargs)
