"""Jobs that take long or much memory run beside the others, and end with the scheduler."""

import os
import threading
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from expo_site.job_runs import Apart, Job, Record
from expo_site.scheduler import loop, run_due_jobs, standard_jobs
from tests.site.rounds import one_round, wait_for

ALWAYS = timedelta(0)


@pytest.fixture
def record(tmp_path):
    return Record(tmp_path / "scheduler.json")


def test_job_that_takes_much_memory_runs_in_a_process_of_its_own(db, record, tmp_path, settings, monkeypatch):
    monkeypatch.setattr("expo_site.forks.let_go_of_the_database", lambda: None)  # the test's own connection stays
    settings.SCHEDULED_JOBS = {"large": ("tests.site.test_jobs_apart.write_pid", 60), "bad": ("math.sqrt", 60)}
    settings.SCHEDULED_JOBS_APART = {"large", "bad"}
    monkeypatch.chdir(tmp_path)
    one_round(standard_jobs()[1:], record)
    assert (record.jobs["large"]["error"], record.jobs["large"]["result"]) == ("", "written")
    assert (tmp_path / "pid").read_text() != str(os.getpid())
    assert record.jobs["bad"]["error"].startswith("TypeError")


@pytest.fixture
def long_job(db, tmp_path, monkeypatch) -> Iterator[Job]:
    """Runs apart until it is told to end, or may: then it puts away what it has half done."""
    monkeypatch.setattr("expo_site.forks.let_go_of_the_database", lambda: None)  # the test's own connection stays
    half, go_on = tmp_path / "half", tmp_path / "go on"

    def run() -> str:
        half.touch()
        try:
            assert wait_for(go_on.exists, 60)
        finally:
            half.unlink()
        return "whole"

    yield Job("long", timedelta(days=1), run, apart=True)
    go_on.touch()


def test_nothing_waits_for_a_job_that_takes_long(long_job, record, tmp_path):
    ran = []
    jobs, apart, begun = [long_job, Job("short", ALWAYS, lambda: ran.append(1))], Apart(record), timezone.now()
    for _round in range(2):
        run_due_jobs(jobs, record, threading.Event(), apart)
    assert ran == [1, 1]
    assert "long" not in record.jobs, "it has not ended"
    assert wait_for((tmp_path / "half").exists)
    time.sleep(0.2)
    (tmp_path / "go on").touch()
    assert wait_for(lambda: apart.note_ended() or not apart.at_work)
    noted = Record(record.path).jobs["long"]
    assert (noted["error"], noted["result"]) == ("", "whole")
    assert datetime.fromisoformat(noted["started"]) - begun < timedelta(seconds=5)
    assert noted["seconds"] >= 0.2
    run_due_jobs(jobs, record, threading.Event(), apart)
    assert not apart.at_work, "once a day"


def test_a_long_job_that_is_killed_is_a_failure(long_job, record, tmp_path):
    apart = Apart(record)
    run_due_jobs([long_job], record, threading.Event(), apart)
    assert wait_for((tmp_path / "half").exists)
    [(_job, _started, fork)] = apart.at_work.values()
    fork.process.kill()
    assert wait_for(lambda: apart.note_ended() or not apart.at_work)
    assert record.jobs["long"]["error"].startswith("ForkFailed: ended with code -9")


def test_a_scheduler_that_ends_takes_a_long_job_along_and_leaves_nothing_half_done(long_job, record, tmp_path):
    stop = threading.Event()
    scheduler = threading.Thread(target=loop, args=([long_job], record, stop, 0.05))
    scheduler.start()
    try:
        assert wait_for((tmp_path / "half").exists)
    finally:
        stop.set()
        scheduler.join(20)
    assert not scheduler.is_alive()
    assert not (tmp_path / "half").exists()
    assert record.is_due(long_job, timezone.now()), "the next scheduler begins it anew"


def write_pid() -> str:
    Path("pid").write_text(str(os.getpid()))
    return "written"
