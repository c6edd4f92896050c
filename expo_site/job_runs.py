"""What the scheduler does again and again: a job, one run of it here or in a process of its own, and what is noted of each."""

import json
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from expo_site.forks import Fork, ForkFailed
from expo_site.local_secret import write_private

logger = logging.getLogger("expo_site.scheduler")


@dataclass(frozen=True)
class Job:
    """Something done again and again; ``every`` is measured from start to start, zero means in each round.

    ``apart``: in a process of its own, beside the others: none waits for it, and the memory it takes goes back when it ends.
    """

    name: str
    every: timedelta
    run: Callable[[], Any]
    """Whatever it gives is noted as its result: a sentence that says what it did, in every language or in one."""
    apart: bool = False


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


@dataclass(frozen=True)
class Outcome:
    """What became of one run."""

    seconds: float
    error: str
    result: dict[str, str] | str = ""


def outcome_of(job: Job) -> Outcome:
    """Run it. A failure is logged where it happens."""
    from django.db import close_old_connections, connection

    from pages.bilingual.every_language import for_reader
    from pages.bilingual.languages import default_language

    clock, error = time.monotonic(), ""
    result: dict[str, str] | str = ""
    try:
        said = job.run()
        result = said if isinstance(said, dict) else str(said or "")
        if result:
            with default_language():
                logger.info("Job “%s”: %s", job.name, for_reader(result))
    except Exception as problem:
        logger.exception("Job “%s” failed", job.name)
        error = f"{type(problem).__name__}: {problem}"
        if not connection.in_atomic_block:  # as in tests
            close_old_connections()
    return Outcome(time.monotonic() - clock, error, result)


class Apart:
    """Jobs at work in processes of their own, while the rounds go on."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.at_work: dict[str, tuple[Job, datetime, Fork]] = {}

    def begin(self, job: Job, started: datetime) -> None:
        self.at_work[job.name] = (job, started, Fork.start(partial(outcome_of, job)))

    def note_ended(self) -> None:
        """Write down what has ended since the last time."""
        from django.utils import timezone

        for name, (job, started, fork) in list(self.at_work.items()):
            if fork.is_at_work:
                continue
            del self.at_work[name]
            try:
                outcome = fork.result()
            except ForkFailed as problem:  # killed, or it could not even begin
                logger.error("Job “%s” failed: %s", name, problem)
                outcome = Outcome((timezone.now() - started).total_seconds(), f"{type(problem).__name__}: {problem}")
            self.record.note(job, started, outcome.seconds, outcome.error, outcome.result)

    def end(self) -> None:
        """Ask what is still at work to end, and wait for it. It is not noted, so that the next scheduler begins it anew."""
        self.note_ended()
        for _job, _started, fork in self.at_work.values():
            fork.end()
        self.at_work.clear()
