"""Before pages are deleted, by whatever way, everything the deletion takes is written into the bin.

A deletion is caught where Django announces it, so neither the admin's views, its bulk actions, the API nor a script can go
past the bin.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, cast

from django.core import serializers
from django.db import models
from django.db.models.deletion import Collector
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from wagtail.log_actions import get_active_log_context

from pages.bilingual.languages import LANGUAGES, column, default_language
from pages.models import BasePage
from pages.recycle_bin.models import DeletedPage

DERIVED = {"pages_search", "wagtailsearch"}
"""Apps whose rows are made anew from the page when it is back."""


_past_the_bin: ContextVar[bool] = ContextVar("past_the_bin", default=False)


@contextmanager
def past_the_bin() -> Iterator[None]:
    """Inside, deleted pages are gone: for what nobody wrote and nobody would want back."""
    token = _past_the_bin.set(True)
    try:
        yield
    finally:
        _past_the_bin.reset(token)


@receiver(pre_delete, sender=BasePage, dispatch_uid="recycle_bin")
def keep_before_deletion(instance: BasePage, origin: Any = None, using: str = "default", **kwargs: Any) -> None:
    """Once for the highest page of a deletion; those below it go with it."""
    if _past_the_bin.get():
        return
    top = _highest(instance, origin)
    kept = getattr(origin, "_kept_in_bin", None)
    if kept is None:
        kept = origin._kept_in_bin = set()
    if top.pk not in kept:
        kept.add(top.pk)
        keep(top)


def _highest(page: BasePage, origin: Any) -> BasePage:
    if not isinstance(origin, models.QuerySet):
        return page
    above = [page.path[:end] for end in range(page.steplen, len(page.path), page.steplen)]
    return BasePage.objects.filter(path__in=above, pk__in=origin.values("pk")).order_by("depth").first() or page


def keep(page: BasePage) -> DeletedPage:
    """Write ``page`` and what is below it into the bin; the caller deletes it."""
    subtree = list(BasePage.objects.filter(path__startswith=page.path).order_by("path"))
    collector = Collector(using="default", origin=page)
    collector.collect(subtree)
    with default_language():
        rows = [row for each in _taken(collector) for row in _rows(each)]
    return DeletedPage.objects.create(
        page_id=page.pk,
        titles={code: getattr(page, column("title", code)) or "" for code in LANGUAGES},
        kind=page.specific_class._meta.label if page.specific_class else page._meta.label,
        ancestors=list(page.get_ancestors().order_by("depth").values_list("pk", flat=True)),
        address=page.url_path,
        number_of_pages=len(subtree),
        had_live_pages=any(each.live for each in subtree),
        rows=rows,
        cleared=list(_cleared(collector, {each.pk for each in subtree})),
        deleted_by=get_active_log_context().user,
    )


def _taken(collector: Collector) -> Iterator[Iterable[models.Model]]:
    yield from collector.data.values()
    yield from collector.fast_deletes


def _rows(instances: Iterable[models.Model]) -> list[dict[str, Any]]:
    instances = list(instances)
    if not instances or instances[0]._meta.app_label in DERIVED:
        return []
    names = [field.name for field in instances[0]._meta.local_concrete_fields]
    # Through JSON: what a column holds in words, and no Python objects.
    return list(json.loads(serializers.serialize("json", instances, fields=names)))


def _cleared(collector: Collector, deleted: set[Any]) -> Iterator[list[Any]]:
    """References from rows that stay; those among the deleted pages are in their rows."""
    for (field, _value), batches in collector.field_updates.items():
        is_of_page = issubclass(field.model, BasePage)
        changed: list[Any] = [
            each for batch in cast(Any, batches) for each in batch if not (is_of_page and each.pk in deleted)
        ]
        by_target: dict[Any, list[Any]] = {}
        for instance in changed:
            by_target.setdefault(getattr(instance, field.attname), []).append(instance.pk)
        for target, pks in by_target.items():
            yield [field.model._meta.label, field.name, pks, target]
