"""The section is there for visitors exactly while it holds an item they can read.

Its page is published and unpublished with them, so menus, sitemap, search and address need no rule of their own.
"""

from typing import Any

from django.db.models.signals import post_delete
from django.utils import timezone
from wagtail.signals import page_published, page_unpublished, post_page_move

from pages.bilingual.fields import translated_field_names
from pages.bilingual.languages import LANGUAGES, column
from pages.news.models import NewsIndexPage, NewsItemPage


def connect() -> None:
    for model in (NewsIndexPage, NewsItemPage):
        page_published.connect(_changed, sender=model, dispatch_uid=f"news_{model.__name__}_published")
    page_unpublished.connect(_changed, sender=NewsItemPage, dispatch_uid="news_item_unpublished")
    post_delete.connect(_changed, sender=NewsItemPage, dispatch_uid="news_item_deleted")
    post_page_move.connect(_changed, sender=NewsItemPage, dispatch_uid="news_item_moved")


def _changed(**_kwargs: Any) -> None:
    for index in NewsIndexPage.objects.all():
        holds_items = NewsItemPage.objects.child_of(index).live().exists()
        if holds_items and not index.live:
            show(index)
        elif index.live and not holds_items:
            index.unpublish(log_action=False)


def show(index: NewsIndexPage) -> None:
    """Publish the page as it stands in the table: a draft that somebody is writing stays a draft."""
    now = timezone.now()
    index.live = True
    index.first_published_at = index.first_published_at or now
    index.last_published_at = now
    latest = index.get_latest_revision()
    draft = latest.as_object() if latest else index
    index.has_unpublished_changes = any(getattr(draft, name) != getattr(index, name) for name in _texts())
    index.save()
    page_published.send(sender=NewsIndexPage, instance=index, revision=latest)


def _texts() -> list[str]:
    return [column(name, code) for name in translated_field_names(NewsIndexPage) for code in LANGUAGES]
