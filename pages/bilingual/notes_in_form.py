"""What the editor says at a field about its translation: missing, not confirmed, or what changed in the English since."""

from dataclasses import dataclass, field
from typing import Any

from django.db import models
from modelcluster.fields import ParentalKey
from modeltranslation.settings import DEFAULT_LANGUAGE

from pages.bilingual.languages import column
from pages.bilingual.source_texts import readable
from pages.bilingual.units import Unit, UnitState, units_of
from pages.translations.word_difference import Run, difference


@dataclass(frozen=True, slots=True)
class Note:
    """About one unit. ``runs`` is the English then and now; empty where only links or formatting changed."""

    unit: Unit
    confirm_name: str = ""
    """Name of the form's field for saying that the translation fits; "" where there is nothing to say or no right to."""
    runs: list[Run] = field(default_factory=list)

    @property
    def is_stale(self) -> bool:
        return self.unit.state == UnitState.STALE

    @property
    def is_missing(self) -> bool:
        return self.unit.state == UnitState.MISSING

    @property
    def says_the_same(self) -> bool:
        """Whether the words are what they were: a link or the formatting changed."""
        return all(run.kind == "same" for run in self.runs)

    @property
    def block_anchor(self) -> str:
        """Where the block of a body stands in the form, or ""."""
        return f"#block-{self.unit.path.split('/')[1]}-section" if self.unit.block_type else ""


def notes_at(instance: models.Model, column_name: str, language: str, *, may_confirm: bool) -> list[Note]:
    """About one column of a form's object or of a row in it; none where all is up to date, and none for English."""
    if language == DEFAULT_LANGUAGE:
        return []
    whole, prefix = _whole_and_prefix(instance)
    name = next(each for each in _names(instance) if column(each, language) == column_name)
    found = [
        unit
        for unit in _open_units(whole, language)
        if unit.path == prefix + name or unit.path.startswith(f"{prefix}{name}/")
    ]
    return _about(found, language, may_confirm)


def place_of_notes(instance: models.Model, column_name: str) -> str:
    """Where a column's notes stand in a form: its name, below that of the row it belongs to."""
    return _whole_and_prefix(instance)[1] + column_name


def notes_by_place(instance: models.Model, language: str, *, may_confirm: bool) -> dict[str, list[Note]]:
    """All about an object and its rows; places without a note are left out."""
    names = _names(instance)
    found: dict[str, list[Note]] = {}
    for note in _about(_open_units(instance, language), language, may_confirm):
        first, *rest = note.unit.path.split("/")
        place = column(first, language) if first in names else f"{first}/{rest[0]}/{column(rest[1], language)}"
        found.setdefault(place, []).append(note)
    return found


def _about(found: list[Unit], language: str, may_confirm: bool) -> list[Note]:
    from pages.models import ConfirmedEnglish

    former = ConfirmedEnglish.objects.of([unit for unit in found if unit.state == UnitState.STALE])
    notes = []
    for unit in found:
        before = readable(former[unit.path]) if unit.path in former else None
        runs = difference(before, unit.english_text) if before is not None else []
        can_be_confirmed = may_confirm and unit.state != UnitState.MISSING
        notes.append(Note(unit, column("confirm", language) if can_be_confirmed else "", runs))
    return notes


def _names(instance: models.Model) -> list[str]:
    from pages.bilingual.fields import translated_field_names

    return translated_field_names(type(instance))


def _whole_and_prefix(instance: models.Model) -> tuple[models.Model, str]:
    """The object that a row belongs to, with the beginning of the paths of that row; or the object itself and ""."""
    for each in type(instance)._meta.get_fields():
        if isinstance(each, ParentalKey):
            whole = getattr(instance, each.name, None)
            return (whole or instance), f"{each.remote_field.get_accessor_name()}/{getattr(instance, 'key', '')}/"
    return instance, ""


def _open_units(whole: models.Model, language: str) -> list[Unit]:
    """What is not up to date; nothing of an object that is not stored yet."""
    if not getattr(whole, "pk", None):
        return []
    return [unit for unit in _units(whole, language) if unit.state != UnitState.CURRENT]


def _units(whole: models.Model, language: str) -> list[Unit]:
    """Computed once for all the fields of a form that is being shown; a new request has a new object."""
    kept: dict[str, list[Unit]] = whole.__dict__.setdefault("_units_shown", {})
    if language not in kept:
        kept[language] = units_of(whole, language)
    return kept[language]


def what_is_left(instance: Any, language: str) -> dict[str, int]:
    """State → number of units, of a form that is being shown."""
    counted = {state.value: 0 for state in UnitState}
    for unit in _units(instance, language):
        counted[unit.state.value] += 1
    return counted
