"""Whether an object can be read in a language, and how far its translation is.

English is the language everything is written in. For each other language an object carries, in a JSON field of its row
(so that drafts, reverts and copies carry it too), its state, who set it and when, and for each unit the digests of the
English and of the translation at the time somebody confirmed that they fit::

    {"zh-hans": {"state": "ready", "by": 3, "at": "2026-09-06T01:00:00+00:00",
                 "confirmed": {"title": ["<digest of the English>", "<digest of the Chinese>"], "body/<block id>": […]},
                 "known_stale": ["title"]}}

What to ask: ``state_in()``, ``units()`` (each missing, unconfirmed, stale or current), ``completeness()``,
``is_ready_in()`` (the serving rule). What to tell: ``set_state_in()``, ``confirm()``, and for a save by hand
``confirm_changed()``, ``keep_current()``, ``remember_stale()``. The English of a confirmation is in
``pages.models.ConfirmedEnglish``; lists of many objects ask ``pages.models.ReadinessSummary``.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from modeltranslation.settings import DEFAULT_LANGUAGE

from pages.bilingual.fields import is_blank, translated_field_names
from pages.bilingual.languages import LANGUAGES, column
from pages.bilingual.units import REQUIRED, Unit, UnitState, units_of


class ReadyState(models.TextChoices):
    """Where an object is on its way to its readers in a language."""

    DRAFT = "draft", _("being translated")
    REVIEW = "review", _("in review")
    READY = "ready", _("ready")


@dataclass(frozen=True, slots=True)
class Completeness:
    """How many units there are, by state."""

    missing: int = 0
    unconfirmed: int = 0
    stale: int = 0
    current: int = 0

    @classmethod
    def of(cls, units: Iterable[Unit]) -> "Completeness":
        return cls(**Counter(unit.state.value for unit in units))

    @property
    def total(self) -> int:
        return self.missing + self.unconfirmed + self.stale + self.current

    @property
    def percent(self) -> int:
        """How many of a hundred units are current, rounded down: 100 means all of them."""
        return 100 * self.current // self.total if self.total else 100


class TranslatedMixin(models.Model):
    """For everything that is translated piece by piece: pages, settings, snippets."""

    readiness = models.JSONField(_("readiness"), default=dict, blank=True, editable=False)

    required_for_ready: tuple[str, ...] = ()
    """Names of translated fields that must be there, wherever the English has them, before this can be ready."""
    one_language_suffices: tuple[str, ...] = ()
    """Names of translated fields that are not missing where only English has them: words nobody may translate."""

    class Meta:
        abstract = True

    # --- what to ask

    def state_in(self, language: str) -> ReadyState:
        """The recorded state. What a program made and nobody has recorded a state of is ready when nothing is missing."""
        if language == DEFAULT_LANGUAGE:
            return ReadyState.READY
        recorded = self._record(language).get("state")
        if recorded:
            return ReadyState(recorded)
        return ReadyState.DRAFT if any(self.missing_fields(language)) else ReadyState.READY

    def state_set_at(self, language: str) -> datetime.datetime | None:
        """When the state was last set by somebody."""
        return parse_datetime(self._record(language).get("at") or "")

    def state_set_by(self, language: str) -> int | None:
        """Id of the user who set it."""
        by: int | None = self._record(language).get("by")
        return by

    def units(self, language: str) -> list[Unit]:
        """Everything there is to translate, and how far each piece is, computed from the texts as they are now."""
        return units_of(self, language)

    def completeness(self, language: str) -> Completeness:
        return Completeness.of(self.units(language))

    def required_and_missing(self, language: str) -> list[Unit]:
        """What keeps this from being set ready: required fields and blocks that the English has and ``language`` not."""
        return [unit for unit in self.units(language) if unit.is_required and unit.state == UnitState.MISSING]

    def missing_fields(self, language: str) -> Iterator[str]:
        """Names of required fields that English has and of which ``language`` has nothing."""
        names = translated_field_names(type(self))
        for name in self.required_for_ready:
            if name in names and not self._is_blank(name, DEFAULT_LANGUAGE) and self._is_blank(name, language):
                yield name

    # --- what to tell

    def set_state_in(self, language: str, state: ReadyState, user: Any = None) -> None:
        """Record the state with the time and the person. Whether that person may is for the form and the workflow."""
        record = self._record_to_write(language)
        record |= {"state": str(state), "by": getattr(user, "pk", None), "at": timezone.now().isoformat()}

    def confirm(self, language: str, paths: Iterable[str] | None = None) -> list[str]:
        """Say that the translation of these units (of all, by default) fits the English as it is now; gives their paths.

        What is missing cannot be confirmed. Keeps the English words, for showing later what has changed since.
        """
        from pages.models.readiness_records import ConfirmedEnglish

        asked = None if paths is None else set(paths)
        units = self.units(language)
        chosen = [unit for unit in units if unit.state != UnitState.MISSING and (asked is None or unit.path in asked)]
        there = {unit.path for unit in units}
        record = self._record_to_write(language)
        kept = {path: digests for path, digests in record.get("confirmed", {}).items() if path in there}
        now = {unit.path: [unit.english_digest, unit.translation_digest] for unit in chosen}
        record["confirmed"] = kept | now
        record["known_stale"] = [path for path in record.get("known_stale", ()) if path in there and path not in now]
        ConfirmedEnglish.objects.keep(unit.english for unit in chosen)
        return list(now)

    def confirm_changed(self, language: str, before: models.Model | None = None) -> list[str]:
        """Confirm what was translated: each unit whose translation is another than when it was last confirmed.

        Of units that were never confirmed, those whose translation is not what it was in ``before`` (the live page).
        A copy of the English is no translation. Gives the paths.
        """
        former = {unit.path: unit.translation_digest for unit in units_of(before, language)} if before else {}
        changed = [
            unit.path
            for unit in self.units(language)
            if unit.translation_digest != (unit.confirmed_translation or former.get(unit.path)) and not unit.is_copy
        ]
        return self.confirm(language, changed) if changed else []

    def keep_current(self, language: str) -> list[str]:
        """After a minor correction of the English: what went stale by it stays current; gives the paths.

        What was stale before (``remember_stale``) stays stale.
        """
        known = set(self._record(language).get("known_stale", ()))
        stale = [unit.path for unit in self.units(language) if unit.state == UnitState.STALE and unit.path not in known]
        return self.confirm(language, stale) if stale else []

    def remember_stale(self, language: str) -> None:
        """Note what is stale at a save by hand, so that a later minor correction does not cover it up."""
        record = self._record_to_write(language)
        record["known_stale"] = [unit.path for unit in self.units(language) if unit.state == UnitState.STALE]

    def _record(self, language: str) -> dict[str, Any]:
        record: dict[str, Any] = self.readiness.get(language, {})
        return record

    def _record_to_write(self, language: str) -> dict[str, Any]:
        # A copy: a revision made from this object in the same process holds the very same dictionary.
        record = dict(self._record(language))
        self.readiness = {**self.readiness, language: record}
        return record

    def _is_blank(self, name: str, language: str) -> bool:
        field = self._meta.get_field(column(name, language))
        return is_blank(field, getattr(self, field.attname))


class TranslatedPageMixin(TranslatedMixin):
    """Readiness of a page, and what follows from it for visitors.

    A page is served in a language when it is ready there and nothing required is missing; else in English at that
    language's address, saying so.
    """

    required_for_ready = REQUIRED

    class Meta:
        abstract = True

    def is_ready_in(self, language: str) -> bool:
        if language == DEFAULT_LANGUAGE:
            return True
        return self.state_in(language) == ReadyState.READY and not any(self.missing_fields(language))

    def ready_languages(self) -> list[str]:
        return [language for language in LANGUAGES if self.is_ready_in(language)]

    def language_served(self, language: str) -> str:
        """The language whose text a visitor gets at the address of ``language``."""
        return language if self.is_ready_in(language) else DEFAULT_LANGUAGE
