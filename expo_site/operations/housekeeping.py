"""What grows by itself and is cut back by the clock. Each job gives one sentence that says what it did."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db.models import F, FileField, Window
from django.db.models.functions import RowNumber, TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import BaseLogEntry, PageLogEntry, Revision

from expo_site.backups.rotation import backups_in
from pages.bilingual import publish_language
from pages.bilingual.every_language import Sentence, in_every_language

DRAFTS_KEPT_FOR = timedelta(days=90)
"""Every draft stays that long; of older ones that were never published, the last of each day."""

PUBLISHING = ("wagtail.publish", "wagtail.publish.scheduled", publish_language.LOG_ACTION)
"""Kinds of entries in Wagtail's log that say which revision went live: by hand, by the clock, or one language of it."""

FILES_KEPT_FOR = timedelta(days=1)
"""A file without a row may be about to get one."""

LONGEST_BACKUP = 6 * 60 * 60
"""Seconds."""

ENDING_SECONDS = 8.0
"""How long a backup that is to end may put away what it has written by half; less than its process is given itself."""


def clear_sessions() -> Sentence:
    """Expired sign-ins, which Django leaves in the table."""
    before = Session.objects.count()
    call_command("clearsessions")
    removed = before - Session.objects.count()
    return in_every_language(
        lambda: (
            ngettext("%(count)s expired session removed", "%(count)s expired sessions removed", removed)
            % {"count": removed}
        )
    )


def thin_out_drafts() -> Sentence:
    """What autosaving piled up. Never one that was published, is scheduled, in review, the newest, or referred to."""
    older = Revision.objects.filter(created_at__lt=timezone.now() - DRAFTS_KEPT_FOR, approved_go_live_at__isnull=True)
    place = Window(
        RowNumber(),
        partition_by=[F("content_type_id"), F("object_id"), TruncDate("created_at")],
        order_by=[F("created_at").desc(), F("pk").desc()],
    )
    not_last_of_day = {pk for pk, at in older.annotate(place=place).values_list("pk", "place") if at > 1}
    removed = 0
    for pk in not_last_of_day - set(_revisions_in_use()):
        removed += Revision.objects.filter(pk=pk).delete()[0] > 0
    return in_every_language(
        lambda: (
            ngettext(
                "%(count)s draft removed that was older than %(days)s days and not the last of its day",
                "%(count)s drafts removed that were older than %(days)s days and not the last of their day",
                removed,
            )
            % {"count": removed, "days": DRAFTS_KEPT_FOR.days}
        )
    )


def remove_lost_renditions() -> Sentence:
    """Resized pictures that no row names any more, and uploads that broke off."""
    root, before = Path(settings.MEDIA_ROOT), time.time() - FILES_KEPT_FOR.total_seconds()
    lost = [path for path in root.rglob(".upload-*") if path.is_file()]
    renditions = root / "images"
    if renditions.is_dir():
        named = set(_files_named_by_rows())
        lost += [
            path
            for path in renditions.rglob("*")
            if path.is_file() and not path.name.startswith(".") and path.relative_to(root).as_posix() not in named
        ]
    lost = [path for path in lost if path.stat().st_mtime < before]
    size = sum(path.stat().st_size for path in lost)
    for path in lost:
        path.unlink(missing_ok=True)
    return in_every_language(
        lambda: (
            ngettext(
                "%(count)s file removed that nothing names, %(size)s MB",
                "%(count)s files removed that nothing names, %(size)s MB",
                len(lost),
            )
            % {"count": len(lost), "size": f"{size / 1e6:.1f}"}
        )
    )


def back_up() -> Sentence:
    """By the command, which the process that waits for it ends when it is asked to end itself. Raises RuntimeError."""
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "backup"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)  # noqa: S603 - constants
    try:
        _nothing, complaint = process.communicate(timeout=LONGEST_BACKUP)
    except BaseException:  # it takes too long, or a signal asks this process to end
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(ENDING_SECONDS)  # it puts away what it has written by half
        process.kill()
        process.wait()
        raise
    if process.returncode != 0:
        raise RuntimeError(complaint.strip())
    newest = backups_in(settings.BACKUP_DIR)[0]
    said = {"file": newest.name, "size": f"{newest.stat().st_size / 1e6:.1f}"}
    return in_every_language(lambda: _("Backup made: %(file)s, %(size)s MB") % said)


def _revisions_in_use() -> Iterator[int]:
    """Published once, the newest of their object, or referred to by any row but the log's, which outlives them."""
    yield from PageLogEntry.objects.filter(action__in=PUBLISHING, revision__isnull=False).values_list(
        "revision", flat=True
    )
    for relation in Revision._meta.related_objects:
        if not issubclass(relation.related_model, BaseLogEntry):
            field = relation.field
            rows = relation.related_model._base_manager.filter(**{f"{field.name}__isnull": False})
            yield from rows.values_list(field.attname, flat=True)


def _files_named_by_rows() -> Iterator[str]:
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, FileField):
                yield from model._base_manager.values_list(field.name, flat=True)
