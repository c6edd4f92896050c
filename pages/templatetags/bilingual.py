"""Tags that know two languages: text that fell back by itself, and headings that break where they should."""

from django import template
from django.db.models import Model
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from pages.bilingual.fallback import language_shown
from pages.bilingual.languages import current_language, html_code
from pages.kept_words import kept_words

register = template.Library()

register.filter("kept", kept_words)


@register.simple_tag
def sentences(*texts: str) -> SafeString:
    """Sentences one after the other: with a space between them, except in Chinese."""
    space = "" if current_language() == "zh-hans" else " "
    return format_html_join(space, "{}", ((text,) for text in texts if text))


@register.simple_tag
def lang_of(instance: Model | None, field_name: str) -> str | SafeString:
    """`` lang="en"`` where a field is shown in another language than the text around it, else nothing."""
    shown = language_shown(instance, field_name) if instance is not None else current_language()
    return "" if shown == current_language() else format_html(' lang="{}"', html_code(shown))
