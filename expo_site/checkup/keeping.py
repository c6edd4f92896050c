"""What an operator should know beyond serving: versions, settings, backups, jobs, mail, links, content that is due."""

import json
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from platform import python_version
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import ReferenceIndex, Revision, TaskState

from expo_site.backups.media_files import bucket_of_media
from expo_site.backups.rotation import backups_in, made_at
from expo_site.checkup.bucket import closed_documents
from expo_site.checkup.finding import Finding, Question, State, ok
from expo_site.version import SITE_VERSION
from pages.bilingual.every_language import for_reader
from pages.models import BasePage

MAIL_SECONDS = 3.0
OVERDUE = timedelta(minutes=5)
SOON, LONG_IN_REVIEW = timedelta(days=7), timedelta(days=7)


def versions() -> Finding:
    named = {"Django": version("django"), "Wagtail": version("wagtail"), "Python": python_version()}
    return ok(f"{SITE_VERSION} · " + " · ".join(f"{name} {number}" for name, number in named.items()))


def chosen_settings() -> Finding:
    said = f"ENVIRONMENT={settings.ENVIRONMENT} DEBUG={settings.DEBUG} PUBLIC_URL={settings.PUBLIC_URL} "
    said += f"ADMIN_PATH={settings.ADMIN_PATH} VAR_DIR={settings.VAR_DIR} BACKUP_DIR={settings.BACKUP_DIR}"
    if settings.PRODUCTION and not settings.HTTPS:
        return Finding(State.WARNING, said, _("PUBLIC_URL should begin with https in production."))
    if settings.PRODUCTION and not settings.TRUSTED_PROXIES:
        remedy = _(
            "If a front server stands before the site, name it in TRUSTED_PROXIES: else all visitors count as one."
        )
        return Finding(State.WARNING, said, remedy)
    return ok(said)


def backups() -> Finding:
    newest = next(iter(backups_in(Path(settings.BACKUP_DIR))), None)
    time = made_at(newest) if newest else None
    if newest is None or time is None:
        remedy = _("Run “manage.py backup”, and set BACKUP_HOURS for one by itself.")
        return Finding(State.WARNING, _("There is no backup in %(folder)s.") % {"folder": settings.BACKUP_DIR}, remedy)
    said = _("The newest backup is %(age)s old: %(file)s, %(size)s MB.") % {
        "age": timesince(time),
        "file": newest.name,
        "size": f"{newest.stat().st_size / 1e6:.1f}",
    }
    if bucket := bucket_of_media():
        said += " " + _("Pictures and documents are in the bucket %(bucket)s, which no backup holds.") % {
            "bucket": bucket
        }
    if settings.BACKUP_HOURS and datetime.now(UTC) - time > timedelta(hours=2 * settings.BACKUP_HOURS):
        return Finding(State.WARNING, said, _("Look at the job “back up” below, and at the disk."))
    return ok(said)


def last_runs() -> dict[str, dict[str, Any]]:
    """What the scheduler of this machine noted: job → when, how long, error, result."""
    try:
        read = json.loads((Path(settings.VAR_DIR) / "scheduler.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def jobs() -> Finding:
    runs = last_runs()
    failed = [name for name, run in runs.items() if run.get("error")]
    late = [name for name, run in runs.items() if _is_late(run)]
    said = "; ".join(_told(name, run) for name, run in runs.items()) or _("No job has run on this machine.")
    if failed or late:
        return Finding(
            State.WARNING, said, _("Look at the scheduler's log: %(jobs)s") % {"jobs": ", ".join(map(_, failed + late))}
        )
    return ok(said)


def _is_late(run: dict[str, Any]) -> bool:
    started = parse_datetime(str(run.get("started", "")))
    every = timedelta(seconds=float(run.get("every") or 0))
    return bool(started and every and timezone.now() - started > 2 * every + timedelta(hours=1))


def _told(name: str, run: dict[str, Any]) -> str:
    started = parse_datetime(str(run.get("started", "")))
    when = date_format(timezone.localtime(started), "Y-m-d H:i") if started else "?"
    return f"{_(name)} ({when}): {run.get('error') or for_reader(run.get('result')) or _('done')}"


def mail() -> Finding:
    options = settings.MAILERS["default"].get("OPTIONS", {})
    host, port = options.get("host"), options.get("port")
    if not host:
        return Finding(
            State.WARNING if settings.PRODUCTION else State.OK,
            _("Mails are not sent, but written to the log."),
            _("Set EMAIL_URL.") if settings.PRODUCTION else "",
        )
    try:
        socket.create_connection((host, port), timeout=MAIL_SECONDS).close()
    except OSError as error:
        said = _("The mail server %(host)s does not answer: %(error)s") % {"host": host, "error": error}
        return Finding(State.WARNING, said, _("Look at EMAIL_URL and at the firewall."))
    return ok(_("The mail server %(host)s answers.") % {"host": host})


def broken_links() -> Finding:
    """From page to page, picture and document. Nothing outside is asked."""
    broken = list(_broken_references())
    if not broken:
        return ok(_("Every link inside the site leads somewhere."))
    said = ngettext(
        "%(count)s link inside the site leads nowhere: %(pages)s",
        "%(count)s links inside the site lead nowhere: %(pages)s",
        len(broken),
    )
    names = ", ".join(sorted({str(page.get_admin_display_title()) for page in broken})[:5])
    return Finding(
        State.WARNING, said % {"count": len(broken), "pages": names}, _("Open the pages and mend the links.")
    )


def _broken_references() -> Iterator[BasePage]:
    pages = ContentType.objects.get_for_model(BasePage)
    for model in (BasePage, get_image_model(), get_document_model()):
        there = model._base_manager.filter(pk=Cast(OuterRef("to_object_id"), model._meta.pk))
        if model is BasePage:
            there = there.filter(live=True)
        rows = ReferenceIndex.objects.filter(
            base_content_type=pages, to_content_type=ContentType.objects.get_for_model(model, for_concrete_model=True)
        ).exclude(Exists(there))
        live = BasePage.objects.live().in_bulk([int(row.object_id) for row in rows])
        yield from (live[int(row.object_id)] for row in rows if int(row.object_id) in live)


def due_content() -> Finding:
    now = timezone.now()
    overdue = Revision.objects.filter(approved_go_live_at__lt=now - OVERDUE).count()
    coming = Revision.objects.filter(approved_go_live_at__range=(now, now + SOON)).count()
    leaving = BasePage.objects.live().filter(expire_at__range=(now, now + SOON)).count()
    waiting = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS, started_at__lt=now - LONG_IN_REVIEW).count()
    said = _(
        "In the next 7 days %(coming)s pages appear and %(leaving)s disappear; %(waiting)s have waited for review for a week."
    ) % {"coming": coming, "leaving": leaving, "waiting": waiting}
    if overdue:
        late = ngettext(
            "%(count)s page should have appeared already.", "%(count)s pages should have appeared already.", overdue
        )
        return Finding(State.WARNING, f"{late % {'count': overdue}} {said}", _("Look at the scheduler."))
    return ok(said)


QUESTIONS = (
    Question("versions", gettext_lazy("Versions"), versions),
    Question("settings", gettext_lazy("Settings"), chosen_settings),
    Question("backups", gettext_lazy("Backups"), backups),
    Question("jobs", gettext_lazy("Jobs"), jobs),
    Question("mail", gettext_lazy("Mail"), mail),
    Question("links", gettext_lazy("Links"), broken_links),
    Question("due", gettext_lazy("Content that is due"), due_content),
    Question("closed-documents", gettext_lazy("Closed documents"), closed_documents),
)
