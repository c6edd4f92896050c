"""What stands around a page's content: menus, the way on, data for search engines."""

import json
from dataclasses import dataclass
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe

from pages.models import BasePage
from pages.models.site_settings import MenuEntry, SiteSettings

register = template.Library()
_JSON_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.filter
def current_mark(entry: MenuEntry, page: BasePage | None) -> str:
    """``aria-current`` of a menu entry: ``page`` on its own page, ``true`` on pages below it, else ""."""
    if not isinstance(page, BasePage) or not entry.page_id:
        return ""
    if entry.page_id == page.pk:
        return "page"
    is_below = any(entry.page_id == ancestor.pk for ancestor in page.ancestors[1:])
    return "true" if is_below else ""


@dataclass(frozen=True)
class Neighbors:
    """The entries before and after a page in the main menu; either may be missing."""

    previous: MenuEntry | None
    next: MenuEntry | None


@register.filter
def neighbors_in_menu(page: BasePage, site: SiteSettings) -> Neighbors | None:
    """The way on from a page of the main menu; None for pages that are not in it."""
    entries = [entry for entry in site.main_entries if entry.page_id]
    for position, entry in enumerate(entries):
        if entry.page_id == page.pk:
            following = entries[position + 1] if position + 1 < len(entries) else None
            return Neighbors(entries[position - 1] if position else None, following)
    return None


@register.filter
def json_ld(data: Any) -> SafeString:
    """JSON that can stand inside a script element: no ``<``, ``>`` or ``&`` survives as itself."""
    written = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False)
    return mark_safe(written.translate(_JSON_ESCAPES))  # noqa: S308 - nothing in it can end the element


@register.simple_tag
def static_if_collected(name: str) -> str:
    """Address of a static file, or "" where it was never collected: a page for faults must not fail itself."""
    try:
        return static(name)
    except ValueError:
        return ""
