"""What is stored beside the rows about their readiness: English that was confirmed, and a summary for long lists."""

import json
from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _
from modeltranslation.settings import DEFAULT_LANGUAGE

from pages.bilingual.languages import LANGUAGES
from pages.bilingual.readiness import Completeness, ReadyState, TranslatedMixin
from pages.bilingual.source_texts import Texts, digest_of
from pages.bilingual.units import Unit, UnitState, units_of


class ConfirmedEnglishQuerySet(models.QuerySet["ConfirmedEnglish"]):
    def keep(self, texts: Iterable[Texts]) -> None:
        """Store these texts; what is stored already stays. In one order: two saves of like texts wait for each other."""
        by_digest = dict(sorted((digest_of(each), each) for each in texts))
        rows = [
            ConfirmedEnglish(digest=digest, texts=json.dumps(each, ensure_ascii=False))
            for digest, each in by_digest.items()
        ]
        ConfirmedEnglish.objects.bulk_create(rows, ignore_conflicts=True)

    def of(self, units: Iterable[Unit]) -> dict[str, Texts]:
        """Path → the English that was confirmed, of the units that ever were, in one query."""
        digests = {unit.path: unit.confirmed_english for unit in units if unit.confirmed_english}
        stored = {row.pk: row.as_texts for row in self.filter(pk__in=set(digests.values()))} if digests else {}
        return {path: stored[digest] for path, digest in digests.items() if digest in stored}


class ConfirmedEnglish(models.Model):
    """English words that somebody's translation was confirmed against, found by their digest.

    Beside the rows, not in them: a page, its drafts and its copies hold digests, and each text is stored once.
    """

    digest = models.CharField(_("digest"), max_length=40, primary_key=True)
    texts = models.TextField(_("texts"))

    objects = ConfirmedEnglishQuerySet.as_manager()

    class Meta:
        verbose_name = _("confirmed English text")
        verbose_name_plural = _("confirmed English texts")

    def __str__(self) -> str:
        return self.digest

    @property
    def as_texts(self) -> Texts:
        return tuple((kind, text) for kind, text in json.loads(self.texts))


class ReadinessQuerySet(models.QuerySet["ReadinessSummary"]):
    def of_kind(self, model: type[models.Model]) -> "ReadinessQuerySet":
        """Objects of one model; for any page type, all pages."""
        return self.filter(content_type=content_type_for(model))

    def in_language(self, language: str) -> "ReadinessQuerySet":
        return self.filter(language=language)

    def in_state(self, state: ReadyState) -> "ReadinessQuerySet":
        return self.filter(state=state)

    def with_units(self, state: UnitState) -> "ReadinessQuerySet":
        """Objects of which at least one unit is missing, unconfirmed, stale or current."""
        return self.filter(**{f"{state.value}__gt": 0})

    def incomplete(self) -> "ReadinessQuerySet":
        return self.filter(percent__lt=100)

    def ids(self) -> models.QuerySet:
        """For ``filter(pk__in=…)``; ask :meth:`of_kind` first."""
        return self.values("object_id")

    def by_id(self, model: type[models.Model], ids: Iterable[Any], language: str) -> dict[int, "ReadinessSummary"]:
        """Id → summary of these objects, in one query."""
        found = self.of_kind(model).in_language(language).filter(object_id__in=list(ids))
        return {summary.object_id: summary for summary in found}

    def refresh(self, instance: models.Model) -> None:
        """Write what ``instance`` says now; for a page, of its latest draft."""
        languages = [language for language in LANGUAGES if language != DEFAULT_LANGUAGE]
        ReadinessSummary.objects.bulk_create(
            [summary_of(instance, language) for language in languages],
            update_conflicts=True,
            unique_fields=["content_type", "object_id", "language"],
            update_fields=["state", "state_set_at", "percent", *[state.value for state in UnitState]],
        )


class ReadinessSummary(models.Model):
    """How far one object is in one language: written at each save, so that lists need not read the texts."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.BigIntegerField()
    language = models.CharField(_("language"), max_length=10)
    state = models.CharField(_("state"), max_length=10, choices=ReadyState)
    state_set_at = models.DateTimeField(_("state set"), null=True)
    missing = models.PositiveIntegerField(_("missing"))
    unconfirmed = models.PositiveIntegerField(_("not confirmed"))
    stale = models.PositiveIntegerField(_("out of date"))
    current = models.PositiveIntegerField(_("up to date"))
    percent = models.PositiveSmallIntegerField(_("per cent up to date"))

    objects = ReadinessQuerySet.as_manager()

    class Meta:
        verbose_name = _("readiness")
        verbose_name_plural = _("readiness")
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id", "language"], name="readiness_of_object")
        ]
        indexes = [
            models.Index(fields=["content_type", "language", "state", "object_id"], name="readiness_by_state"),
            models.Index(fields=["content_type", "language", "percent", "object_id"], name="readiness_by_percent"),
        ]

    def __str__(self) -> str:
        return f"{self.content_type_id}/{self.object_id} {self.language}: {self.state}, {self.percent}%"

    @property
    def total(self) -> int:
        return self.missing + self.unconfirmed + self.stale + self.current


def content_type_for(model: type[models.Model]) -> ContentType:
    """All page types share one, so that a list of pages needs no more than their ids."""
    return ContentType.objects.get_for_model(getattr(model, "base_page_model", None) or model)


def summary_of(instance: models.Model, language: str) -> ReadinessSummary:
    """What is to be stored of an object, not saved."""
    counted = Completeness.of(units_of(instance, language))
    if isinstance(instance, TranslatedMixin):
        state, set_at = instance.state_in(language), instance.state_set_at(language)
    else:
        state, set_at = ReadyState.DRAFT if counted.missing else ReadyState.READY, None
    return ReadinessSummary(
        content_type=content_type_for(type(instance)),
        object_id=instance.pk,
        language=language,
        state=state,
        state_set_at=set_at,
        percent=counted.percent,
        **{each.value: getattr(counted, each.value) for each in UnitState},
    )
