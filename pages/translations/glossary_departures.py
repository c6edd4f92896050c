"""Which texts of the site do not follow the glossary: pages in their latest draft, and strings of the interface."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from pages.models import BasePage
from pages.translations.exchange.applying import latest
from pages.translations.exchange.segments import segments_of
from pages.translations.exchange.texts import fetch_rows
from pages.translations.glossary_check import Departure, Glossary, departures
from pages.translations.models import InterfaceString, WorkItem
from pages.translations.object_work import content_type_of
from pages.translations.plain_text import without_markup


@dataclass(frozen=True, slots=True)
class ReportedText:
    """A text that does not follow the glossary, with the way to open it."""

    title: str
    label: str
    source: str
    target: str
    departures: list[Departure]
    address: str


def departures_of_pages(pages: Any, language: str, terms: Glossary) -> list[ReportedText]:
    """Of a queryset of pages. The number of queries is that of types of pages and rows, and of pages with a draft."""
    live = list(pages.specific())
    prefetch_related_objects([page for page in live if page.has_unpublished_changes], "latest_revision")
    drafts = [latest(page) for page in live]
    fetch_rows(drafts)
    found = [
        (draft, segment, wrong)
        for draft in drafts
        for segment in segments_of(draft, language)
        if (wrong := _departures(segment.source, segment.target, language, terms))
    ]
    items = _items(BasePage, {draft.pk for draft, _segment, _wrong in found}, language)
    return [
        ReportedText(
            draft.get_admin_display_title(),
            segment.label,
            segment.source,
            segment.target,
            wrong,
            _address(items.get(draft.pk)) or reverse("wagtailadmin_pages:edit", args=[draft.pk]),
        )
        for draft, segment, wrong in found
    ]


def departures_of_strings(language: str, terms: Glossary) -> list[ReportedText]:
    """Of the strings of this site's own interface, in two queries."""
    strings = InterfaceString.objects.filter(language=language, in_catalog=True, is_ours=True)
    found = [
        (string, target, wrong)
        for string in strings.only("source", "shipped", "own")
        if (wrong := _departures(string.source, target := " ".join(string.forms), language, terms))
    ]
    items = _items(InterfaceString, {string.pk for string, _target, _wrong in found}, language)
    return [
        ReportedText(
            _("Interface string"),
            "",
            string.source,
            target,
            wrong,
            _address(items.get(string.pk)) or reverse("translations"),
        )
        for string, target, wrong in found
    ]


def _departures(source: str, target: str, language: str, terms: Glossary) -> list[Departure]:
    return departures(without_markup(source), without_markup(target), language, terms)


def _items(model: type[models.Model], keys: Iterable[int], language: str) -> dict[int, int]:
    """Key of an object → key of its row in the list."""
    rows = WorkItem.objects.filter(language=language, content_type=content_type_of(model), object_id__in=keys)
    return dict(rows.values_list("object_id", "pk"))


def _address(item: int | None) -> str:
    return reverse("translate", args=[item]) if item else ""
