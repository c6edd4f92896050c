"""The feeds: all news, a kind, or a session, in the language of the address; each with the whole text of its items."""

import datetime
import hashlib
import uuid

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pages.bilingual.languages import current_language, html_code
from pages.figure_source import figure_source
from pages.kept_answers import kept_answer
from pages.models import SiteSettings
from pages.news.atom import FullTextFeed
from pages.news.choice import KINDS, NewsChoice
from pages.news.feed_links import FeedLink
from pages.news.feed_links import feed_of_all as link_to_all
from pages.news.feed_links import feed_of_kind as link_to_kind
from pages.news.feed_links import feed_of_session as link_to_session
from pages.news.feed_text import feed_text
from pages.news.listing import items_chosen, items_shown
from pages.news.models import NewsIndexPage, NewsItemPage
from pages.page_head import public_address

MOST_ITEMS = 30
_NAMESPACE = uuid.UUID("0b7f6a58-3a0e-5a43-9f57-6c0f4a0c2d11")
_NEVER = datetime.datetime(2013, 1, 1, tzinfo=datetime.UTC)
"""Dates the feed of a site that never had a section."""


@require_safe
@kept_answer()
def feed_of_all(request: HttpRequest) -> HttpResponse:
    return _answered(request, NewsChoice(), link_to_all())


@require_safe
@kept_answer()
def feed_of_kind(request: HttpRequest, kind: str) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    return _answered(request, NewsChoice(kind=kind), link_to_kind(kind))


@require_safe
@kept_answer()
def feed_of_session(request: HttpRequest, number: int) -> HttpResponse:
    if number not in {card.number for card in figure_source().sessions(request)}:
        raise Http404
    return _answered(request, NewsChoice(session=number), link_to_session(number))


def _answered(request: HttpRequest, choice: NewsChoice, link: FeedLink) -> HttpResponse:
    language = current_language()
    items = _items(choice, language)
    index = NewsIndexPage.objects.first()
    section = index.get_url(request) if index and index.live else f"/{language}/"
    publisher = SiteSettings.for_request(request).official_name or _("High-Tech Expo")
    feed = FullTextFeed(
        title=link.title,
        link=public_address(f"{section}{choice.query if index and index.live else ''}"),
        description=None,
        language=html_code(language),
        author_name=publisher,
        feed_url=public_address(link.address),
        feed_guid=f"urn:uuid:{uuid.uuid5(_NAMESPACE, link.address)}",
        updated=max((_updated(item) for item in items), default=None)
        or (index and index.latest_revision_created_at)
        or _NEVER,
        icon=public_address(static("img/favicon.svg")),
    )
    for item in items:
        address = public_address(item.get_url(request) or "")
        feed.add_item(
            title=item.title,
            link=address,
            description=item.summary,
            content=feed_text(item),
            author_name=item.reprinted_from if item.is_reprint else publisher,
            pubdate=item.issued_at,
            updateddate=_updated(item),
            unique_id=f"urn:uuid:{uuid.uuid5(item.translation_key, language)}",
            tags=[(item.kind, capfirst(str(item.get_kind_display())))]
            + [(topic.slug, topic.label) for topic in item.topics_shown],
            corrects=[public_address(item.corrected_item.get_url(request) or "")] if item.corrected_item else [],
        )
    response = HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    response["Content-Language"] = html_code(language)
    response["ETag"] = etag = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
    return get_conditional_response(request, etag=etag, response=response) or response


def _items(choice: NewsChoice, language: str) -> list[NewsItemPage]:
    """The latest items that can be read in ``language``: nothing in a feed is in another language than it says."""
    found = []
    corrections = Prefetch("corrections", items_shown(), to_attr="corrections_shown")
    items = items_chosen(choice).select_related("corrects").prefetch_related("topics", "sessions", corrections)
    for item in items.iterator(chunk_size=MOST_ITEMS):
        if item.is_ready_in(language):
            found.append(item)
        if len(found) == MOST_ITEMS:
            break
    return found


def _updated(item: NewsItemPage) -> datetime.datetime:
    """When the text last changed; a published correction changes it too, by its mark."""
    moments = [item.last_published_at, *(each.first_published_at for each in item.corrections_shown)]
    return max((moment for moment in moments if moment), default=item.issued_at)
