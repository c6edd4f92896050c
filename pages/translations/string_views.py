"""One interface string in the workbench: English, translation, where it stands, what it was, what is like it."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin import messages

from pages.bilingual.languages import NAMES, html_code
from pages.translations.glossary_check import hints_for
from pages.translations.models import InterfaceString, StringChange, WorkItem
from pages.translations.rights import may_change_strings
from pages.translations.similar_strings import similar_to
from pages.translations.string_editing import Outdated, Refused, change_string, take_back
from pages.translations.string_pictures import picture_of
from pages.translations.string_places import places_of
from pages.translations.word_difference import marked
from pages.translations.work_queue import kept, next_after

CHANGES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One entry of a string's history."""

    change: StringChange
    difference: SafeString


def string_view(request: HttpRequest, item: WorkItem) -> HttpResponse:
    """Shows and saves one string."""
    string = InterfaceString.objects.select_related("changed_by").get(pk=item.object_id)
    if request.method != "POST":
        return _form(request, item, string)
    if not may_change_strings(request.user):
        raise PermissionDenied
    forms = [request.POST.get(f"form-{number}", "") for number in range(max(len(string.shipped), 1))]
    version = _number(request.POST.get("version"))
    coming = next_after(item, request.GET)
    try:
        if "take-back" in request.POST:
            take_back(string.pk, request.user, version)
            messages.success(request, _("The shipped translation is back."))
            return redirect(_address(item, request))
        change_string(string.pk, forms, request.user, version)
    except Refused as refused:
        string.refresh_from_db()
        shown = version if not isinstance(refused, Outdated) else string.version
        return _form(request, item, string, forms, refused.reasons, shown)
    messages.success(request, _("Saved: “%(text)s”. Visitors see it within two seconds.") % {"text": forms[0][:80]})
    if "save" in request.POST:
        return redirect(_address(item, request))
    return redirect(_address(coming, request) if coming else reverse("translations") + kept(request.GET))


def _form(
    request: HttpRequest,
    item: WorkItem,
    string: InterfaceString,
    forms: list[str] | None = None,
    reasons: list[str] | None = None,
    version: int | None = None,
) -> HttpResponse:
    coming = next_after(item, request.GET)
    changes = string.changes.select_related("made_by")[:CHANGES_SHOWN]
    context: dict[str, Any] = {
        "item": item,
        "string": string,
        "forms": forms or string.forms or [""],
        "reasons": reasons or [],
        "version": string.version if version is None else version,
        "source_language": "en",
        "target_language": html_code(string.language),
        "target_name": NAMES[string.language],
        "may_change": may_change_strings(request.user),
        "places": places_of(string),
        "picture": picture_of(string.digest),
        "history": [
            ShownChange(change, marked(" | ".join(change.before), " | ".join(change.after))) for change in changes
        ],
        "similar": similar_to(string),
        "hints": hints_for(string.source, string.language),
        "next_address": _address(coming, request) if coming else "",
        "list_address": reverse("translations") + kept(request.GET),
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("translations") + kept(request.GET), "label": _("Translations")},
            {"url": "", "label": _("Interface string")},
        ],
        "header_title": _("Interface string"),
        "header_icon": "globe",
    }
    status = 422 if reasons else 200
    return render(request, "translations_admin/string.html", context, status=status)


def _address(item: WorkItem, request: HttpRequest) -> str:
    return reverse("translate", args=[item.pk]) + kept(request.GET)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0
