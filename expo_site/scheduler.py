"""What happens by the clock: ``python -m expo_site.scheduler``, one process beside the web server.

Any number may run, on any number of machines; an advisory lock lets one work while the others wait. A job that fails is
logged and does not keep the next from running, and a database that goes away is waited for.
"""

import json
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from types import FrameType
from typing import Any

from expo_site.forks import run_in_fork
from expo_site.local_environment import database_running, read_dotenv
from expo_site.local_postgres import LocalPostgresError
from expo_site.local_secret import write_private

logger = logging.getLogger("expo_site.scheduler")

ROUND_SECONDS = 30.0
"""Pause between rounds, unless SCHEDULER_SECONDS says otherwise: so late may a scheduled page be."""

STOP_SECONDS = 0.3
"""How long a job may go on after SIGTERM, so that all is over within a second; an open transaction is rolled back."""


@dataclass(frozen=True)
class Job:
    """Something done again and again; ``every`` is measured from start to start, zero means in each round.

    ``apart``: in a process of its own, which gives the memory it takes back when it ends.
    """

    name: str
    every: timedelta
    run: Callable[[], Any]
    """Whatever it gives is noted as its result: a sentence that says what it did, in every language or in one."""
    apart: bool = False


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


class Record:
    """When each job last ran and what went wrong: a JSON file, so that it outlives the process and can be looked at."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            found = {}
        self.jobs: dict[str, dict[str, Any]] = found if isinstance(found, dict) else {}

    def is_due(self, job: Job, now: datetime) -> bool:
        """Whether the job's time has come; a time in the future, left by a clock set back, does not hold it up."""
        try:
            last = datetime.fromisoformat(self.jobs[job.name]["started"])
        except (KeyError, TypeError, ValueError):
            return True
        return last > now or now - last >= job.every

    def note(self, job: Job, started: datetime, seconds: float, error: str, result: dict[str, str] | str = "") -> None:
        """Write down one run; a disk that is full must not stop the jobs."""
        self.jobs[job.name] = {
            "started": started.isoformat(),
            "seconds": round(seconds, 3),
            "every": job.every.total_seconds(),
            "error": error,
            "result": result,
        }
        try:
            write_private(self.path, json.dumps(self.jobs, ensure_ascii=False, indent=1))
        except OSError as problem:
            logger.warning("Cannot note in %s: %s", self.path, problem)


def run_due_jobs(jobs: Sequence[Job], record: Record, stop: threading.Event) -> None:
    """One round: each job whose time has come, in order."""
    from django.db import close_old_connections, connection
    from django.utils import timezone

    from pages.bilingual.every_language import for_reader
    from pages.bilingual.languages import default_language

    for job in jobs:
        started, clock = timezone.now(), time.monotonic()
        if stop.is_set() or not record.is_due(job, started):
            continue
        error = ""
        result: dict[str, str] | str = ""
        try:
            said = run_in_fork(job.run) if job.apart else job.run()
            result = said if isinstance(said, dict) else str(said or "")
            if result:
                with default_language():
                    logger.info("Job “%s”: %s", job.name, for_reader(result))
        except Exception as problem:
            logger.exception("Job “%s” failed", job.name)
            error = f"{type(problem).__name__}: {problem}"
            if not connection.in_atomic_block:  # as in tests
                close_old_connections()
        record.note(job, started, time.monotonic() - clock, error, result)


def loop(jobs: Sequence[Job], record: Record, stop: threading.Event, pause: float) -> None:
    """Rounds until ``stop`` is set; works only while it holds the lock."""
    import psycopg
    from django.db import connections

    from expo_site.advisory_locks import AdvisoryLock, LockKey

    lock = AdvisoryLock(LockKey.SCHEDULER)
    reported = ""
    while not stop.is_set():
        try:
            state = "working" if lock.try_acquire() else "waiting: another scheduler is at work"
        except psycopg.Error as problem:
            state = f"waiting for the database: {' '.join(str(problem).split())}"
        if state != reported:
            logger.info("Scheduler %s", state)
            reported = state
        if state == "working":
            run_due_jobs(jobs, record, stop)
        # A connection kept through the pause may be dead after it.
        connections.close_all()
        stop.wait(pause)
    lock.release()


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
