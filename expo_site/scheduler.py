"""What happens by the clock: ``python -m expo_site.scheduler``, one process beside the web server.

Any number may run, on any number of machines; an advisory lock lets one work while the others wait. A job that fails is
logged and does not keep the next from running, and a database that goes away is waited for.
"""

import logging
import os
import signal
import sys
import threading
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from types import FrameType

from expo_site.forks import CAN_FORK
from expo_site.job_runs import Apart, Job, Record, outcome_of
from expo_site.local_environment import database_running, read_dotenv
from expo_site.local_postgres import LocalPostgresError

logger = logging.getLogger("expo_site.scheduler")

ROUND_SECONDS = 30.0
"""Pause between rounds, unless SCHEDULER_SECONDS says otherwise: so late may a scheduled page be."""

STOP_SECONDS = 0.3
"""How long a job may go on after SIGTERM; an open transaction is rolled back. What runs apart first puts away what is half done."""


def standard_jobs() -> list[Job]:
    """Ours, and those of ``settings.SCHEDULED_JOBS``: name → (dotted path of a function without arguments, seconds)."""
    from django.conf import settings
    from django.utils.module_loading import import_string
    from django.utils.translation import gettext_noop

    jobs = [
        Job(gettext_noop("publish scheduled pages"), timedelta(0), publish_scheduled),
    ]
    for name, (path, seconds) in getattr(settings, "SCHEDULED_JOBS", {}).items():
        apart = name in getattr(settings, "SCHEDULED_JOBS_APART", ())
        jobs.append(Job(name, timedelta(seconds=seconds), import_string(path), apart))
    return jobs


def publish_scheduled() -> None:
    """Publish and unpublish what is due."""
    from django.core.management import call_command
    from django.utils import translation

    # The unsuffixed columns follow the active language.
    with translation.override("en"):
        call_command("publish_scheduled")


def run_due_jobs(jobs: Sequence[Job], record: Record, stop: threading.Event, apart: Apart) -> None:
    """One round: each job whose time has come, in order; what runs apart is only begun."""
    from django.utils import timezone

    apart.note_ended()
    for job in jobs:
        started = timezone.now()
        if stop.is_set() or job.name in apart.at_work or not record.is_due(job, started):
            continue
        if job.apart and CAN_FORK:
            apart.begin(job, started)
        else:
            outcome = outcome_of(job)
            record.note(job, started, outcome.seconds, outcome.error, outcome.result)


def loop(jobs: Sequence[Job], record: Record, stop: threading.Event, pause: float) -> None:
    """Rounds until ``stop`` is set; works only while it holds the lock."""
    import psycopg
    from django.db import connections

    from expo_site.advisory_locks import AdvisoryLock, LockKey

    lock, apart = AdvisoryLock(LockKey.SCHEDULER), Apart(record)
    reported = ""
    try:
        while not stop.is_set():
            try:
                state = "working" if lock.try_acquire() else "waiting: another scheduler is at work"
            except psycopg.Error as problem:
                state = f"waiting for the database: {' '.join(str(problem).split())}"
            if state != reported:
                logger.info("Scheduler %s", state)
                reported = state
            if state == "working":
                run_due_jobs(jobs, record, stop, apart)
            # A connection kept through the pause may be dead after it.
            connections.close_all()
            stop.wait(pause)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)  # what runs apart may put away what is half done
        apart.end()
        lock.release()  # not before: the next scheduler begins it anew


def stop_on_signals(stop: threading.Event) -> None:
    """SIGTERM and SIGINT end the pause at once; a job that is running gets ``STOP_SECONDS``."""

    def asked(number: int, frame: FrameType | None) -> None:
        stop.set()
        signal.setitimer(signal.ITIMER_REAL, STOP_SECONDS)

    def too_slow(number: int, frame: FrameType | None) -> None:
        sys.exit(0)

    signal.signal(signal.SIGALRM, too_slow)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, asked)


def main() -> None:
    """Run until a signal."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "expo_site.settings")
    stop = threading.Event()
    stop_on_signals(stop)
    read_dotenv()
    try:
        with database_running():
            import django
            from django.conf import settings

            django.setup()
            pause = float(os.environ.get("SCHEDULER_SECONDS") or ROUND_SECONDS)
            try:
                loop(standard_jobs(), Record(Path(settings.VAR_DIR) / "scheduler.json"), stop, pause)
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)
    except LocalPostgresError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
