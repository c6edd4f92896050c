"""The handbook in the admin: its contents, and a chapter."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pages.bilingual.languages import current_language
from pages.handbook.chapters import Step
from pages.handbook.contents import own_and_others, reading_order
from pages.handbook.pictures import Picture, picture


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step in the reader's language."""

    said: SafeString
    picture: Picture | None
    shows: str


@require_safe
def handbook_index(request: HttpRequest) -> HttpResponse:
    """Chapters about one's own work first; everybody may read all."""
    own, others = own_and_others(request.user)
    parts = [(_("For your work"), own), (_("What others do"), others)]
    context = {
        "parts": [(heading, chapters) for heading, chapters in parts if chapters],
        "header_title": _("Handbook"),
        "header_icon": "help",
        "breadcrumbs_items": [_home(), {"url": "", "label": _("Handbook")}],
    }
    return render(request, "handbook_admin/index.html", context)


@require_safe
def handbook_chapter(request: HttpRequest, slug: str) -> HttpResponse:
    """Its steps with their pictures, and what comes before and after it in the reader's order. 404 where there is none."""
    chapters = reading_order(request.user)
    place = next((place for place, chapter in enumerate(chapters) if chapter.slug == slug), None)
    if place is None:
        raise Http404
    chapter = chapters[place]
    context = {
        "chapter": chapter,
        "chapters": chapters,
        "steps": [_shown(step) for step in chapter.steps],
        "before": chapters[place - 1] if place else None,
        "after": chapters[place + 1] if place + 1 < len(chapters) else None,
        "header_title": chapter.title,
        "header_icon": "help",
        "breadcrumbs_items": [
            _home(),
            {"url": reverse("handbook"), "label": _("Handbook")},
            {"url": "", "label": chapter.title},
        ],
    }
    return render(request, "handbook_admin/chapter.html", context)


def _shown(step: Step) -> ShownStep:
    taken = picture(current_language(), step.picture) if step.picture else None
    return ShownStep(step.said, taken, str(step.shows))


def _home() -> dict[str, Any]:
    return {"url": reverse("wagtailadmin_home"), "label": _("Home")}
