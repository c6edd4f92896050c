"""The news section."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from pages.models import ContentPage
from pages.news.feed_links import feed_links
from pages.news.listing import listing


class NewsIndexPage(ContentPage):
    """All items, the latest first; the address says which kind, session or topic. Shown only while it holds an item."""

    parent_page_types = ["pages.HomePage"]
    query_parameters = (
        "kind",
        "page",
        "session",
        "topic",
    )
    subpage_types = ["pages_news.NewsItemPage"]
    max_count = 1
    page_description = _(
        "News and announcements. Visitors see the section as soon as its first item is published, and no longer than "
        "there is one."
    )
    template = "news/news_index_page.html"

    class Meta:
        verbose_name = _("news section")
        verbose_name_plural = _("news sections")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["listing"] = found = listing(self, request.GET)
        if not found.choice:
            context["head"].list_page = found.number
        context["feeds"] = feed_links(found.choice)
        return context
