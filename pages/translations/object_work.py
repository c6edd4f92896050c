"""Pages, snippets, settings and files in the list of what there is to translate."""

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone, translation
from modeltranslation.settings import DEFAULT_LANGUAGE
from wagtail.contrib.settings.models import BaseGenericSetting, BaseSiteSetting
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage

from pages.bilingual.languages import TRANSLATED, column
from pages.bilingual.readiness import Completeness
from pages.bilingual.summaries import models_with_summaries
from pages.bilingual.units import units_of
from pages.models import BasePage
from pages.translations.models import WorkItem
from pages.translations.models.work import Kind, WorkState

_ORDER = {state: place for place, state in enumerate(WorkState.values)}
_WRITTEN = (
    "kind",
    "title",
    "translated_title",
    "place",
    "state",
    "urgency",
    "total",
    "missing",
    "stale",
    "unconfirmed",
    "changed_at",
)


def note_object(instance: Any) -> None:
    """Write the rows of an object as it is in memory: of a page, its latest draft."""
    if isinstance(instance, BasePage) and (instance.depth <= 1 or instance.alias_of_id):
        return
    write_rows([row_of(instance, language) for language in TRANSLATED])


def forget_object(instance: models.Model) -> None:
    WorkItem.objects.filter(content_type=content_type_of(type(instance)), object_id=instance.pk).delete()


def write_rows(rows: list[WorkItem]) -> None:
    WorkItem.objects.bulk_create(
        rows,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["language", "content_type", "object_id"],
        update_fields=_WRITTEN,
    )


def row_of(instance: Any, language: str) -> WorkItem:
    """What the list says of an object, not saved."""
    counted = Completeness.of(units_of(instance, language))
    state = WorkState.CURRENT
    for worse in (WorkState.UNCONFIRMED, WorkState.STALE, WorkState.MISSING):
        if getattr(counted, worse.value):
            state = worse
    return WorkItem(
        kind=kind_of(type(instance)),
        language=language,
        content_type=content_type_of(type(instance)),
        object_id=instance.pk,
        title=_title(instance, DEFAULT_LANGUAGE),
        translated_title=_title(instance, language, or_empty=True),
        place=_place(instance),
        state=state,
        urgency=_ORDER[state],
        total=counted.total,
        missing=counted.missing,
        stale=counted.stale,
        unconfirmed=counted.unconfirmed,
        changed_at=timezone.now(),
    )


def kind_of(model: type[models.Model]) -> Kind:
    if issubclass(model, BasePage):
        return Kind.PAGE
    if issubclass(model, BaseSiteSetting | BaseGenericSetting):
        return Kind.SETTING
    return Kind.FILE if issubclass(model, AbstractImage | AbstractDocument) else Kind.SNIPPET


def content_type_of(model: type[models.Model]) -> ContentType:
    """All page types share one."""
    return ContentType.objects.get_for_model(BasePage if issubclass(model, BasePage) else model)


def every_object() -> Iterator[Any]:
    """All that is translated, pages as their latest draft."""
    for model in models_with_summaries():
        if issubclass(model, BasePage):
            continue
        yield from model._default_manager.order_by("pk").iterator(chunk_size=200)
    pages = BasePage.objects.filter(depth__gt=1, alias_of__isnull=True).order_by("path").specific()
    for page in pages.iterator(chunk_size=100):
        yield page.get_latest_revision_as_object()


def _title(instance: Any, language: str, *, or_empty: bool = False) -> str:
    if isinstance(instance, BasePage):
        return getattr(instance, column("title", language)) or ("" if or_empty else instance.title)
    with translation.override(language):
        said = str(instance)
    if not or_empty:
        return said
    with translation.override(DEFAULT_LANGUAGE):
        return said if said != str(instance) else ""


def _place(instance: Any) -> str:
    if isinstance(instance, BasePage):
        return "/" + "/".join(instance.url_path.split("/")[2:]) if instance.url_path else ""
    return ""
