"""Who links to a page: shown before it is taken from readers."""

from typing import Any

from django import template
from django.utils.text import capfirst
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import ReferenceIndex

from pages.models import BasePage

register = template.Library()
MOST_LISTED = 20


@register.inclusion_tag("recycle_bin_admin/links_here.html", takes_context=True)
def links_here(context: Any, page: BasePage) -> dict[str, Any]:
    """Pages, snippets and settings whose texts or fields refer to ``page``, with the way to change them."""
    finder = AdminURLFinder(context["request"].user)
    found = ReferenceIndex.get_references_to(page).group_by_source_object()
    sources = [source for source, _references in found if source is not None and source != page]
    shown = sources[:MOST_LISTED]
    return {
        "number": len(sources),
        "more": len(sources) - len(shown),
        "links": [
            {
                "title": source.get_admin_display_title() if isinstance(source, BasePage) else str(source),
                "kind": capfirst(str(source._meta.verbose_name)),
                "address": finder.get_edit_url(source),
            }
            for source in shown
        ],
    }
