"""Keeps the summary of an object's readiness in step with it, at each save and deletion."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.db import models
from django.db.models.signals import post_delete, post_save
from django.dispatch import Signal, receiver
from modelcluster.fields import ParentalKey
from modeltranslation.settings import DEFAULT_LANGUAGE
from modeltranslation.translator import translator
from wagtail.models import AbstractPage

from pages.bilingual.languages import LANGUAGES
from pages.bilingual.units import UnitState, is_translated_model

summarized = Signal()
"""Sent after each summary, with the ``instance`` it was made of: for what else goes by an object's texts."""


def summarize(instance: models.Model) -> None:
    """Write the summary of what ``instance`` holds. A page without its type's fields is looked up."""
    from pages.models import ReadinessSummary

    whole = getattr(instance, "specific", instance)
    ReadinessSummary.objects.refresh(whole)
    summarized.send(sender=type(whole), instance=whole)


@cache
def has_summary(model: type[models.Model]) -> bool:
    """Whether objects of a model stand for themselves: rows count to what they are rows of."""
    is_row = any(isinstance(field, ParentalKey) for field in model._meta.get_fields())
    return is_translated_model(model) and not is_row and not model._meta.proxy


def models_with_summaries() -> list[type[models.Model]]:
    """Every model that has summaries, page types each by itself."""
    return [model for model in translator.get_registered_models(abstract=False) if has_summary(model)]


@receiver(post_save, dispatch_uid="readiness_summary_after_save")
def after_save(sender: type[models.Model], instance: models.Model, raw: bool = False, **kwargs: Any) -> None:
    # A page summarizes itself: which of its versions counts depends on how it is saved.
    if not raw and not issubclass(sender, AbstractPage) and has_summary(sender):
        summarize(instance)


@receiver(post_delete, dispatch_uid="readiness_summary_after_delete")
def after_delete(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    from pages.models import ReadinessSummary

    if has_summary(sender):
        ReadinessSummary.objects.of_kind(sender).filter(object_id=instance.pk).delete()


def differing_summaries(model: type[models.Model]) -> Iterator[models.Model]:
    """Objects of a model whose summary is missing or says something else than they do; pages as their latest draft."""
    from pages.models import ReadinessSummary
    from pages.models.readiness_records import summary_of

    names = ["state", "state_set_at", "percent", *[state.value for state in UnitState]]
    for instance in model._default_manager.order_by("pk").iterator(chunk_size=200):
        if type(instance) is not model:
            continue
        current = instance
        if isinstance(instance, AbstractPage):
            if instance.specific_class is not model:
                continue
            current = instance.get_latest_revision_as_object()
        stored = {each.language: each for each in ReadinessSummary.objects.of_kind(model).filter(object_id=instance.pk)}
        for language in LANGUAGES:
            if language == DEFAULT_LANGUAGE:
                continue
            summary = summary_of(current, language)
            if language not in stored or any(
                getattr(summary, name) != getattr(stored[language], name) for name in names
            ):
                yield current
                break
