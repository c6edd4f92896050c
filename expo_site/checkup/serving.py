"""What a process needs to serve the site. Quick: a balancer asks every few seconds."""

import os
import secrets
import shutil
from functools import cache as remembered
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from expo_site.advisory_locks import LockKey
from expo_site.backups import media_swap
from expo_site.checkup.finding import Finding, Question, State, ok
from pages.bilingual.languages import LANGUAGES
from pages.models import BasePage
from pages.search.models import SearchDocument

LITTLE_BYTES, NO_BYTES = 1_000_000_000, 100_000_000
"""Free room below which an operator should look, and below which uploads fail soon."""


def database() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version'), pg_is_in_recovery()")
        version, read_only = cursor.fetchone()
    if read_only:
        return Finding(
            State.FAILURE, _("The database is a read-only copy."), _("Point DATABASE_URL at the main server.")
        )
    return ok(_("PostgreSQL %(version)s answers.") % {"version": version.split()[0]})


def cache_works() -> Finding:
    key, value = f"checkup-{os.getpid()}", secrets.token_hex(8)
    cache.set(key, value, 30)
    if cache.get(key) != value:
        return Finding(State.FAILURE, _("The cache forgets at once."), _("Look after the cache server."))
    return ok(_("The cache keeps what it is given."))


def storage() -> Finding:
    root = Path(settings.MEDIA_ROOT)
    if media_swap.unfinished(root):
        return Finding(
            State.FAILURE,
            _("A restore was cut off."),
            _("Start the site anew: it finishes or undoes the restore first."),
        )
    folder = root if root.exists() else root.parent
    if not os.access(folder, os.W_OK | os.X_OK):
        return Finding(
            State.FAILURE,
            _("Uploads cannot be written to %(folder)s.") % {"folder": folder},
            _("Give the folder to the user who runs the site."),
        )
    return ok(_("Uploads can be written."))


def migrations() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        pending = migrations_on_disk() - set(cursor.fetchall())
    if pending:
        said = ngettext("%(count)s migration is not applied.", "%(count)s migrations are not applied.", len(pending))
        return Finding(State.FAILURE, said % {"count": len(pending)}, _("Run “manage.py migrate”."))
    return ok(_("The tables fit the program."))


@remembered
def migrations_on_disk() -> set[tuple[str, str]]:
    """By their file names: importing all of them would take memory in every process."""
    found = set()
    for app in apps.get_app_configs():
        files = (Path(app.path) / "migrations").glob("*.py")
        found |= {(app.label, file.stem) for file in files if not file.stem.startswith("_")}
    return found


def search_index() -> Finding:
    live = BasePage.objects.live().filter(depth__gte=2).count()
    indexed = dict(
        SearchDocument.objects.filter(page__live=True).values_list("language").annotate(Count("page", distinct=True))
    )
    fewest = min((indexed.get(code, 0) for code in LANGUAGES), default=0)
    if live and not fewest:
        return Finding(State.WARNING, _("The search index is empty."), _("Run “manage.py rebuild_search”."))
    return ok(_("%(indexed)s of %(live)s published pages can be found.") % {"indexed": fewest, "live": live})


def scheduler() -> Finding:
    """By the lock it holds, which the database takes back however it ends; on whatever machine it runs."""
    key = LockKey.SCHEDULER.value
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1"
            " AND classid = %s AND objid = %s"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))",
            [key >> 32, key & 0xFFFFFFFF],
        )
        (runs,) = cursor.fetchone()
    if runs:
        return ok(_("The scheduler is at work."))
    return Finding(
        State.WARNING,
        _("No scheduler is at work: scheduled pages do not appear, and no backup is made."),
        _("Start expo-scheduler.service, or “python -m expo_site.scheduler”."),
    )


def disk() -> Finding:
    folders = {Path(settings.VAR_DIR), Path(settings.MEDIA_ROOT), Path(settings.BACKUP_DIR)}
    free, folder = min((shutil.disk_usage(folder).free, folder) for folder in folders if folder.exists())
    said = _("%(free)s GB are free on the disk of %(folder)s.") % {"free": f"{free / 1e9:.1f}", "folder": folder}
    if free < LITTLE_BYTES:
        state = State.FAILURE if free < NO_BYTES else State.WARNING
        return Finding(state, said, _("Free some room: older backups and logs first."))
    return ok(said)


NEEDED = (
    Question("database", gettext_lazy("Database"), database),
    Question("cache", gettext_lazy("Cache"), cache_works),
    Question("storage", gettext_lazy("Uploads"), storage),
    Question("migrations", gettext_lazy("Tables"), migrations),
)
"""Without one of these a process should get no visitors."""

USEFUL = (
    Question("search", gettext_lazy("Search"), search_index),
    Question("scheduler", gettext_lazy("Scheduler"), scheduler),
    Question("disk", gettext_lazy("Disk"), disk),
)
"""Without one of these visitors can still read."""
