"""The ``meta`` elements of China's public sites (General Office of the State Council, 2017, no. 47, annex on page tags).

The home page names the site, what stands right below it is a column, all other pages name their column and themselves.
Times are Beijing time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import translation
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from pages.page_head import PageHead


def government_tags(head: PageHead) -> list[tuple[str, str]]:
    """(name, content), in the language of the page's text; without what is not known."""
    with translation.override(head.content_language):
        tags = [*_of_site(head), *([] if head.is_home else _of_page(head))]
    return [(name, content) for name, content in tags if content]


def _of_site(head: PageHead) -> list[tuple[str, str]]:
    return [
        ("SiteName", head.site.official_name or _("High-Tech Expo")),
        ("SiteDomain", urlsplit(settings.PUBLIC_URL).hostname or ""),
        ("SiteIDCode", head.site.site_id_code),
    ]


def _of_page(head: PageHead) -> list[tuple[str, str]]:
    page, above = head.page, head.page.ancestors[1:]
    if not above:  # right below the home page: a column itself
        return [("ColumnName", page.title), ("ColumnDescription", page.summary)]
    published = page.first_published_at
    return [
        ("ColumnName", above[-1].title),
        ("ArticleTitle", page.title),
        ("PubDate", f"{localtime(published):%Y-%m-%d %H:%M}" if published else ""),
        ("ContentSource", page.content_source or head.site.short_name or _("High-Tech Expo")),
        ("Url", head.shared_address),
    ]
