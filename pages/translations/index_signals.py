"""Keeps the list of what there is to translate in step with what is saved and deleted."""

from typing import Any

from django.db import models
from django.db.models.signals import post_delete

from pages.bilingual.summaries import has_summary, summarized


def connect() -> None:
    summarized.connect(after_summary, dispatch_uid="work_item_after_summary")
    post_delete.connect(after_delete, dispatch_uid="work_item_after_delete")


def after_summary(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    from pages.translations.object_work import note_object

    note_object(instance)


def after_delete(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    from pages.translations.object_work import forget_object

    if has_summary(sender):
        forget_object(instance)
