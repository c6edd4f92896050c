"""What the admin says about a draft: findings of the server, lengths, what becomes of it, and the zone of its times."""

from typing import Any

from django import template

from pages.bilingual.content_checks.findings import findings_of
from pages.bilingual.content_checks.rules import Finding
from pages.bilingual.languages import NAMES, TRANSLATED
from pages.bilingual.notes_in_form import Note, notes_by_place, what_is_left
from pages.bilingual.publication import publication_said, zone_said
from pages.bilingual.readiness_form import confirm_field
from pages.bilingual.reading_time import Length, lengths_of
from pages.bilingual.units import is_translated_model

register = template.Library()


@register.filter
def is_translated(instance: Any) -> bool:
    return is_translated_model(type(instance))


@register.filter
def language_named(code: str) -> str:
    """``zh-hans`` → 简体中文."""
    return NAMES[code]


@register.simple_tag
def server_findings(instance: Any) -> list[Finding]:
    return findings_of(instance)


@register.simple_tag
def notes_after_save(instance: Any, form: Any) -> dict[str, list[Note]]:
    """By their places in the form."""
    return {
        place: notes
        for language in TRANSLATED
        for place, notes in notes_by_place(
            instance, language, may_confirm=confirm_field(language) in form.fields
        ).items()
    }


@register.simple_tag
def left_to_translate(instance: Any) -> dict[str, dict[str, int]]:
    """Language → what is left, by state."""
    return {language: what_is_left(instance, language) for language in TRANSLATED}


@register.simple_tag
def lengths(instance: Any) -> list[Length]:
    """Empty for what is not translated."""
    return lengths_of(instance) if is_translated_model(type(instance)) else []


@register.simple_tag
def publication_in_words(page: Any, scheduled: Any = None) -> list[str]:
    return publication_said(page, scheduled)


@register.simple_tag
def zone() -> str:
    """The zone of every time that is entered and shown in the admin."""
    return zone_said()
