"""Content of revisions, as it is stored: one language's part of it taken from one into another."""

import copy
from typing import Any

from django.db import models
from modelcluster.models import get_all_child_relations
from modeltranslation.settings import DEFAULT_LANGUAGE

from pages.bilingual.rights import field_language

READINESS = "readiness"
"""Name of the JSON field that holds, by language, how far a translation is."""

BOOKKEEPING = frozenset(
    {
        *("latest_revision", "live_revision", "latest_revision_created_at", "last_published_at", "first_published_at"),
        *("live", "expired", "has_unpublished_changes", "draft_title", "url_path", "numchild", "path", "depth"),
        *("locked", "locked_by", "locked_at", "wagtail_admin_comments"),
    }
)
"""What Wagtail writes of a revision, not of its text."""


def copy_language(model: type[models.Model], source: dict[str, Any], target: dict[str, Any], language: str) -> None:
    """Write one language's columns of ``source`` into ``target``, rows by their key; rows only one has stay as they are."""
    for field in model._meta.get_fields():
        if getattr(field, "language", None) == language and field.name in source:
            target[field.name] = copy.deepcopy(source[field.name])
    if language in (source.get(READINESS) or {}):
        target[READINESS] = {**(target.get(READINESS) or {}), language: copy.deepcopy(source[READINESS][language])}
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        rows = {row["key"]: row for row in source.get(name) or [] if row.get("key")}
        for row in target.get(name) or []:
            if row.get("key") in rows:
                copy_language(relation.related_model, rows[row["key"]], row, language)


def with_languages_of(
    model: type[models.Model], content: dict[str, Any], older: dict[str, Any], languages: frozenset[str]
) -> dict[str, Any]:
    """``content`` with all of ``older`` that somebody with these languages may change; with the default one, rows too."""
    kept = copy.deepcopy(content)
    if DEFAULT_LANGUAGE not in languages:
        for language in languages:
            copy_language(model, older, kept, language)
        return kept
    result = copy.deepcopy(older) | {name: kept[name] for name in BOOKKEEPING & kept.keys()}
    for language in _languages_of(model) - languages:
        copy_language(model, kept, result, language)
    return result


def _languages_of(model: type[models.Model]) -> set[str]:
    return {field_language(model, field.name) for field in model._meta.get_fields()} - {DEFAULT_LANGUAGE}


def same_text(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two revisions say the same, whatever Wagtail notes of each."""
    return all(one.get(name) == other.get(name) for name in (one.keys() | other.keys()) - BOOKKEEPING)
