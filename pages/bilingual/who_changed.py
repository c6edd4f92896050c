"""Who wrote what now stands somewhere on a page, and when."""

import datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations

from pages.bilingual.language_form import label_of
from pages.bilingual.merge import ORDER, Place

REVISIONS_LOOKED_AT = 30


def who_changed(page: Any, latest: Any, place: Place) -> tuple[Any, datetime.datetime]:
    """Author and time of the oldest revision in the unbroken run that holds the latest value.

    Not simply the latest revision: somebody's later save of another field carries the value on.
    """
    found, value = latest, value_at(latest.content, place)
    revisions = page.revisions.order_by("-created_at", "-pk").select_related("user")[:REVISIONS_LOOKED_AT]
    for revision in revisions:
        if value_at(revision.content, place) != value:
            break
        found = revision
    return found.user, found.created_at


def value_at(content: Any, place: Place) -> Any:
    """What a revision holds at a place: names of fields, keys of rows, ids of blocks."""
    for step in place:
        if isinstance(content, str) and content.startswith("["):
            content = _read(content)
        if isinstance(content, list):
            content = next((each for each in content if step in (each.get("key"), each.get("id"))), None)
            if isinstance(content, dict) and content.keys() == {"type", "value", "id"}:
                content = content["value"]
        elif isinstance(content, dict):
            content = content.get(step)
        else:
            return content
    return content


def _read(text: str) -> Any:
    import json

    try:
        return json.loads(text)
    except ValueError:
        return text


def place_said(page: Any, place: Place) -> str:
    """The place in words: a field with its language, or a kind of rows and the column."""
    if not place:
        return str(page._meta.verbose_name)
    try:
        field = page._meta.get_field(place[0])
    except FieldDoesNotExist:
        return place[0]
    if field not in get_all_child_relations(page):
        return label_of(type(page), place[0])
    rows = str(field.related_model._meta.verbose_name)
    if len(place) < 3 or place[2] == ORDER:
        return rows
    try:
        return _("%(rows)s: %(column)s") % {"rows": rows, "column": label_of(field.related_model, place[2])}
    except FieldDoesNotExist:
        return rows
