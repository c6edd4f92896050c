"""Rounds of the scheduler, and what is waited for between them."""

import threading
import time
from collections.abc import Callable
from typing import Any

from expo_site.job_runs import Apart, Job, Record
from expo_site.scheduler import run_due_jobs


def one_round(jobs: list[Job], record: Record) -> None:
    """All that is due, and what runs apart too: until it has ended."""
    apart = Apart(record)
    run_due_jobs(jobs, record, threading.Event(), apart)
    assert wait_for(lambda: apart.note_ended() or not apart.at_work)


def wait_for(condition: Callable[[], Any], seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return False
