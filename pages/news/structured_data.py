"""An item as search engines read it (schema.org ``NewsArticle``)."""

from typing import TYPE_CHECKING, Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from pages.bilingual.languages import html_code
from pages.ordinals import session_name
from pages.page_head import PageHead, public_address

if TYPE_CHECKING:
    from pages.news.models import NewsItemPage


def item_described(item: "NewsItemPage", head: PageHead) -> list[dict[str, Any]]:
    """With the original of a reprint, what the item is about, and its corrections."""
    address = public_address(head.path)
    publisher = {"@type": "Organization", "name": _("High-Tech Expo"), "url": public_address(f"/{head.language}/")}
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": item.title,
        "url": address,
        "mainEntityOfPage": address,
        "inLanguage": html_code(head.content_language),
        "datePublished": localtime(item.issued_at).isoformat(),
        "publisher": publisher,
        "author": {"@type": "Organization", "name": item.reprinted_from} if item.is_reprint else publisher,
    }
    if item.summary:
        described["description"] = item.summary
    if item.last_published_at:
        described["dateModified"] = localtime(max(item.last_published_at, item.issued_at)).isoformat()
    if item.is_reprint and item.reprinted_url:
        described["isBasedOn"] = item.reprinted_url
    about = [session_name(number) for number in item.session_numbers] + [topic.label for topic in item.topics_shown]
    if about:
        described["about"] = [{"@type": "Thing", "name": name} for name in about]
    if item.corrections_shown:
        described["correction"] = [
            {"@type": "CorrectionComment", "text": each.title, "url": public_address(each.get_url(head.request) or "")}
            for each in item.corrections_shown
        ]
    return [described]
