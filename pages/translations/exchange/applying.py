"""Translations into an object: the one way in, from the workbench and from files alike.

A page gets a draft, never anything live; rights are those of the person who brings the translations.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from pages.bilingual.merge import digest
from pages.bilingual.readiness import TranslatedMixin
from pages.bilingual.units import units_of
from pages.models import BasePage
from pages.translations.exchange.segments import Segment, faults_of_target, segments_of, texts_from
from pages.translations.exchange.texts import Group, groups_of, pair_blocks
from pages.translations.rights import may_translate


@dataclass(frozen=True, slots=True)
class Given:
    """One translated piece. ``source`` is the English that it was made from."""

    path: str
    source: str
    target: str
    before: str = ""
    """``digest`` of the translation that stood there when this one was begun; "" where that is not known."""


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a piece cannot be taken. ``path`` is empty for the object as a whole."""

    path: str
    label: str
    reason: str


@dataclass
class Outcome:
    """What became of the pieces for one object."""

    instance: Any
    changed: list[Segment] = field(default_factory=list)
    unchanged: int = 0
    refused: list[Objection] = field(default_factory=list)
    """Pieces that were left out; the others are taken."""
    faults: list[Objection] = field(default_factory=list)
    """Pieces that must not be taken: nothing is written."""
    writes: list[tuple[Group, dict[str, str]]] = field(default_factory=list)
    confirmed: list[str] = field(default_factory=list)
    """Paths of units that somebody said are right as they are."""

    def reasons_for(self, path: str) -> list[str]:
        """Why this piece was not taken; of the object as a whole with an empty path."""
        return [objection.reason for objection in [*self.faults, *self.refused] if objection.path == path]

    @property
    def title(self) -> str:
        shown = getattr(self.instance, "get_admin_display_title", None)
        return shown() if shown else str(self.instance)


def latest(instance: Any) -> Any:
    """The object as its editors see it: the latest draft of a page."""
    return instance.get_latest_revision_as_object() if isinstance(instance, BasePage) else instance


def plan(draft: Any, language: str, given: Iterable[Given]) -> Outcome:
    """Check pieces against an object's draft; nothing is changed.

    What was made from another English is left out, and what would undo somebody else's translation.
    """
    outcome = Outcome(draft)
    known = {segment.path: segment for segment in segments_of(draft, language)}
    good: dict[str, str] = {}
    for piece in given:
        segment = known.get(piece.path)
        if segment is None:
            reason = _("This text is not there any more.")
            outcome.refused.append(Objection(piece.path, _short(piece.source), reason))
        elif segment.source != piece.source:
            reason = _("The English has changed since. It now reads: “%s”") % _short(segment.source)
            outcome.refused.append(Objection(piece.path, segment.label, reason))
        elif not piece.target.strip() or piece.target == segment.target or digest(piece.target) == piece.before:
            outcome.unchanged += 1
        elif piece.before and digest(segment.target) != piece.before:
            reason = _("Somebody has changed the translation since. It now reads: “%s”") % _short(segment.target)
            outcome.refused.append(Objection(piece.path, segment.label, reason))
        elif faults := faults_of_target(segment, piece.target):
            outcome.faults += [Objection(piece.path, segment.label, fault) for fault in faults]
        else:
            good[piece.path] = piece.target
    _sort_into_groups(outcome, known, good, language)
    return outcome


def _sort_into_groups(outcome: Outcome, known: Mapping[str, Segment], good: dict[str, str], language: str) -> None:
    for group in groups_of(outcome.instance, language):
        texts, incomplete = texts_from(group, good)
        reason = _("Only a part of this text is translated: it can be taken once all of it is.")
        outcome.refused += [Objection(path, known[path].label, reason) for path in incomplete]
        if texts:
            outcome.writes.append((group, texts))
            taken = [path for path in good if any(_belongs(path, text) for text in texts)]
            outcome.changed += [known[path] for path in taken if path not in incomplete]


def carry_out(outcome: Outcome, language: str, user: Any) -> None:
    """Write what was planned: a new draft of a page; other objects are saved.

    Raises ``ValidationError`` where the whole does not fit together, ``PermissionDenied`` for who may not.
    """
    if not outcome.writes and not outcome.confirmed:
        return
    instance = outcome.instance
    for group, texts in outcome.writes:
        group.write(texts)
    if outcome.confirmed:
        pair_blocks(instance, language)
    _confirm(outcome, language)
    if isinstance(instance, BasePage):
        instance.save_revision(user=user, log_action=True)
    else:
        instance.full_clean()
        instance.save()


def _confirm(outcome: Outcome, language: str) -> None:
    """What somebody translated just now fits the English, and what somebody said does."""
    if not isinstance(outcome.instance, TranslatedMixin):
        return
    taken = [segment.path for segment in outcome.changed]
    paths = [unit.path for unit in units_of(outcome.instance, language)]
    touched = [path for path in paths if any(_belongs(each, path) for each in taken)]
    outcome.instance.confirm(language, {*touched, *outcome.confirmed})


@transaction.atomic
def translate(
    instance: models.Model, language: str, given: Iterable[Given], user: Any, confirmed: Iterable[str] = ()
) -> Outcome:
    """Check and write pieces in one go, while nobody else writes the same object; ``confirmed`` are paths of units.

    Raises ``PermissionDenied``. Where the outcome has faults, nothing is written.
    """
    draft = locked_draft(instance)
    if not may_translate(user, draft, language):
        raise PermissionDenied
    outcome = plan(draft, language, given)
    if not outcome.faults:
        outcome.confirmed = list(confirmed)
        try:
            carry_out(outcome, language, user)
        except ValidationError as error:
            outcome.faults += [Objection("", outcome.title, message) for message in error.messages]
            transaction.set_rollback(True)
    return outcome


def locked_draft(instance: models.Model) -> Any:
    """The latest draft, with the row locked until the transaction ends."""
    model = BasePage if isinstance(instance, BasePage) else type(instance)
    row: Any = model._default_manager.select_for_update(of=("self",)).get(pk=instance.pk)
    return latest(row.specific if isinstance(row, BasePage) else row)


def _belongs(path: str, text: str) -> bool:
    return path == text or path.startswith(f"{text}/")


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else f"{text[:most]}…"
