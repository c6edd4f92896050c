"""What the admin says about a draft: findings of the server, lengths, what becomes of it, and the zone of its times."""

from typing import Any

from django import template

from pages.bilingual.content_checks.findings import findings_of
from pages.bilingual.content_checks.rules import Finding
from pages.bilingual.languages import NAMES
from pages.bilingual.publication import publication_said, zone_said
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
