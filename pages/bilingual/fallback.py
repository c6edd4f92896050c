"""Which language a translated field is shown in, where it may have fallen back to English by itself."""

from django.db.models import Model
from modeltranslation.settings import DEFAULT_LANGUAGE

from pages.bilingual.fields import is_blank
from pages.bilingual.languages import column, current_language


def language_shown(instance: Model, field_name: str) -> str:
    """Code of the language a visitor reads ``field_name`` in: the active one, or English where that one is empty."""
    active = current_language()
    field = instance._meta.get_field(column(field_name, active))
    if active == DEFAULT_LANGUAGE or not is_blank(field, getattr(instance, field.attname)):
        return active
    english = instance._meta.get_field(column(field_name, DEFAULT_LANGUAGE))
    return active if is_blank(english, getattr(instance, english.attname)) else DEFAULT_LANGUAGE
