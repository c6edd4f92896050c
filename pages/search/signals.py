"""Every change of what visitors may read reaches the index when its transaction commits, once a page."""

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import PageViewRestriction, ReferenceIndex
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from pages.models import BasePage, SiteDocument, SiteImage
from pages.search.index import index_pages

_DRAFT_FIELDS = {"latest_revision", "latest_revision_created_at", "draft_title", "has_unpublished_changes"}


def connect() -> None:
    post_save.connect(_saved, dispatch_uid="search_page_saved")
    for signal in (page_published, page_unpublished, page_slug_changed):
        signal.connect(_page_changed, dispatch_uid="search_page_changed")
    post_page_move.connect(_moved, dispatch_uid="search_page_moved")
    for signal in (post_save, post_delete):
        signal.connect(_restriction_changed, sender=PageViewRestriction, dispatch_uid="search_restriction_changed")
    for model in (SiteImage, SiteDocument):
        post_save.connect(_shown_on_pages, sender=model, dispatch_uid=f"search_{model.__name__}_saved")


def index_on_commit(ids: Iterable[int]) -> None:
    """Index these pages after the commit; asked for repeatedly in one transaction, a page is read once."""
    connection = transaction.get_connection()
    waiting = getattr(connection, "pages_to_index", None)
    if waiting is None:
        waiting = connection.pages_to_index = set()
    # A rolled back savepoint drops its callbacks but not this set: each call asks for its own.
    waiting.update(ids)
    transaction.on_commit(_index_waiting, robust=True)


def _index_waiting() -> None:
    connection = transaction.get_connection()
    waiting, connection.pages_to_index = getattr(connection, "pages_to_index", None) or set(), set()
    if waiting:
        index_pages(waiting)


def _saved(
    sender: type[models.Model],
    instance: models.Model,
    update_fields: Iterable[str] | None = None,
    raw: bool = False,
    **_kwargs: Any,
) -> None:
    if raw or not isinstance(instance, BasePage) or (update_fields and set(update_fields) <= _DRAFT_FIELDS):
        return
    index_on_commit([instance.pk])


def _page_changed(sender: type[models.Model], instance: BasePage, **_kwargs: Any) -> None:
    index_on_commit([instance.pk])


def _moved(sender: type[models.Model], instance: BasePage, **_kwargs: Any) -> None:
    # Below another page, other restrictions hold.
    index_on_commit(_with_descendants(instance))


def _restriction_changed(sender: type[models.Model], instance: PageViewRestriction, **_kwargs: Any) -> None:
    page = BasePage.objects.filter(pk=instance.page_id).first()
    if page is not None:
        index_on_commit(_with_descendants(page))


def _with_descendants(page: BasePage) -> list[int]:
    return list(BasePage.objects.filter(path__startswith=page.path).values_list("pk", flat=True))


def _shown_on_pages(sender: type[models.Model], instance: models.Model, created: bool = False, **_kwargs: Any) -> None:
    if created:
        return
    references = ReferenceIndex.get_references_to(instance).values_list("object_id", flat=True)
    index_on_commit(
        BasePage.objects.filter(pk__in=[int(pk) for pk in references if str(pk).isdigit()]).values_list("pk", flat=True)
    )
