"""When what visitors read has changed: every write to a table of content moves the site's content on, after the commit.

Not the models' signals but the statements are watched, so that nothing is missed: rows written in bulk, ``update()`` on
a queryset, a page moved by treebeard's SQL, many-to-many tables, commands, the scheduler. What visitors never see is
listed below, with the reason; a test holds that every model is decided.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Any

from django.apps import apps
from django.db import ProgrammingError, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.dispatch import Signal
from psycopg.errors import UndefinedTable

from pages.announcements.sending import announce_now

TOPIC = "content"

content_changed = Signal()
"""Sent once a transaction that changed what visitors read, after its commit, in the process that made the change."""

NOT_SHOWN: dict[str, tuple[str, ...]] = {
    "who may sign in, and what they may do": (
        "account.*",
        "auth.*",
        "mfa.*",
        "pages_people.*",
        "sessions.*",
        "sign_in.*",
        "usersessions.*",
        "wagtailusers.*",
        "wagtailcore.APIToken",
        "wagtailcore.GroupCollectionPermission",
        "wagtailcore.GroupPagePermission",
        "wagtailcore.GroupSitePermission",
    ),
    "the work of editors before it is published, and its record": (
        "pages.EditorialTask",
        "pages.EditorialTask_groups",
        "pages.FormMemory",
        "pages.TranslationTask",
        "pages.TranslationTask_groups",
        "pages_recycle_bin.*",
        "wagtailadmin.*",
        "wagtailcore.Comment",
        "wagtailcore.CommentReply",
        "wagtailcore.GroupApprovalTask",
        "wagtailcore.GroupApprovalTask_groups",
        "wagtailcore.ModelLogEntry",
        "wagtailcore.PageLogEntry",
        "wagtailcore.PageSubscription",
        "wagtailcore.Revision",
        "wagtailcore.Task",
        "wagtailcore.TaskState",
        "wagtailcore.UploadedFile",
        "wagtailcore.Workflow",
        "wagtailcore.WorkflowContentType",
        "wagtailcore.WorkflowPage",
        "wagtailcore.WorkflowState",
        "wagtailcore.WorkflowTask",
    ),
    "made from content, which announces itself": (
        "pages.ConfirmedEnglish",
        "pages.ReadinessSummary",
        "pages.SiteRendition",
        "pages_search.*",
        "sessions_archive.ContentLoad",
        "wagtailcore.ReferenceIndex",
        "wagtailembeds.*",
        "wagtailimages.Rendition",
        "wagtailsearch.*",
        "wagtailsearchpromotions.QueryDailyHits",
    ),
    "translators' work; a changed string tells of itself, once a process speaks it": ("pages_translations.*",),
    "what visitors send, and how many there were": (
        "pages_contact.ContactMessage",
        "pages_contact.OutgoingMail",
        "pages_visits.*",
    ),
    "how the software works": ("contenttypes.*", "pages_announcements.*"),
}

SHOWN = (
    "pages_news.NewsItemPage_topics",
    "sessions_archive.Correction",
    "sessions_archive.CumulativeFigure_sources",
    "sessions_archive.Figure_sources",
    "taggit.*",
    "wagtailcore.Collection",
    "wagtailcore.CollectionViewRestriction",
    "wagtailcore.CollectionViewRestriction_groups",
    "wagtailcore.Locale",
    "wagtailcore.PageViewRestriction",
    "wagtailcore.PageViewRestriction_groups",
    "wagtailcore.Site",
    "wagtailredirects.*",
    "wagtailsearchpromotions.Query",
    "wagtailsearchpromotions.SearchPromotion",
)
"""What visitors see besides page types, their rows, snippets, settings, pictures, documents and translated models."""

DRAFT_COLUMNS = frozenset(
    {
        "draft_title",
        "expire_at",
        "go_live_at",
        "has_unpublished_changes",
        "latest_revision_created_at",
        "latest_revision_id",
        "locked",
        "locked_at",
        "locked_by_id",
        "owner_id",
    }
)
"""What saving a draft, scheduling and locking write to a page's own row."""

_WRITE = re.compile(
    r"\s*(?P<verb>INSERT\s+INTO|UPDATE|DELETE\s+FROM|TRUNCATE)\s+(?:TABLE\s+)?(?:ONLY\s+)?(?:\"?\w+\"?\.)?\"?(?P<table>\w+)\"?",
    re.IGNORECASE,
)
_ASSIGNED = re.compile(r'"(\w+)"\s*=')


def matches(label: str, pattern: str) -> bool:
    """Whether a model's label (``auth.User``) is meant by a pattern: the label, or ``auth.*``."""
    return label == pattern or (pattern.endswith(".*") and label.startswith(pattern[:-1]))


def is_shown(model: type[models.Model]) -> bool:
    """Whether visitors may read what the model's rows say."""
    label = model._meta.label
    return not any(matches(label, pattern) for patterns in NOT_SHOWN.values() for pattern in patterns)


@cache
def _tables_not_shown() -> frozenset[str]:
    """Tables of models that are not shown, and Django's own record of migrations."""
    hidden = {model._meta.db_table for model in _all_models() if not is_shown(model)}
    return frozenset(hidden | {"django_migrations"})


def _all_models() -> Iterator[type[models.Model]]:
    return iter(apps.get_models(include_auto_created=True))


def changes_content(sql: str) -> bool:
    """Whether a statement writes what visitors may read."""
    written = _WRITE.match(sql)
    if written is None or written["table"] in _tables_not_shown():
        return False
    if written["verb"].upper() == "UPDATE":
        # Values are parameters: only names of columns stand before “=”. A name in a condition counts too much, not too little.
        assigned = set(_ASSIGNED.findall(sql.split(" WHERE ", 1)[0]))
        return not (assigned and assigned <= DRAFT_COLUMNS)
    return True


def _observe(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    result = execute(sql, params, many, context)
    if isinstance(sql, str) and sql[:6].upper() != "SELECT" and changes_content(sql):
        _note(context["connection"])
    return result


def _note(connection: BaseDatabaseWrapper) -> None:
    connection.content_is_changed = True  # type: ignore[attr-defined]
    if connection.in_atomic_block or connection.get_autocommit():
        # A rolled back savepoint drops its callbacks but not the mark: each write asks for its own.
        transaction.on_commit(partial(_tell, connection), using=connection.alias, robust=True)


def _tell(connection: BaseDatabaseWrapper) -> None:
    """Once a transaction, however much it wrote."""
    if connection.content_is_changed:  # type: ignore[attr-defined]
        connection.content_is_changed = False  # type: ignore[attr-defined]
        try:
            tell_of_change()
        except ProgrammingError as problem:
            # The first migrations fill tables of content before there is anything to tell with, or anybody to hear.
            if not isinstance(problem.__cause__, UndefinedTable):
                raise


def tell_of_change() -> None:
    """Move the content on, for what is not in the database: new software, new translations of the interface."""
    announce_now(TOPIC)
    content_changed.send_robust(sender=None)


def watch_content() -> None:
    """Watch every connection that will be made."""
    connection_created.connect(_watch_connection, dispatch_uid="watch_content")


def _watch_connection(sender: Any, connection: BaseDatabaseWrapper, **_kwargs: Any) -> None:
    if _observe not in connection.execute_wrappers:
        connection.execute_wrappers.append(_observe)
