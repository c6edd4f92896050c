"""The scheduler: one at a time, never stopped by one bad job or a database that goes away."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone, translation

from expo_site.advisory_locks import AdvisoryLock, LockKey
from expo_site.job_runs import Job, Record
from expo_site.scheduler import loop, standard_jobs
from tests.site.rounds import one_round, wait_for

CHECKOUT = Path(__file__).resolve().parent.parent.parent
ALWAYS = timedelta(0)


@pytest.fixture
def record(tmp_path):
    return Record(tmp_path / "scheduler.json")


@pytest.fixture(autouse=True)
def only_the_standard_jobs(settings):
    """What the site adds runs elsewhere, some of it as commands on the site's own database."""
    settings.SCHEDULED_JOBS = {}


def test_failing_job_is_logged_and_does_not_stop_the_next(db, record, caplog):
    ran = []
    jobs = [Job("broken", ALWAYS, lambda: 1 / 0), Job("sound", ALWAYS, lambda: ran.append(1))]
    with caplog.at_level(logging.ERROR, "expo_site.scheduler"):
        one_round(jobs, record)
    assert ran == [1]
    assert "Job “broken” failed" in caplog.text
    assert record.jobs["broken"]["error"].startswith("ZeroDivisionError")
    assert record.jobs["sound"]["error"] == ""


def test_daily_job_runs_once_a_day_even_after_a_restart(db, record):
    ran = []
    daily = Job("daily", timedelta(days=1), lambda: ran.append(1))
    one_round([daily], record)
    one_round([daily], Record(record.path))
    assert ran == [1]
    yesterday = timezone.now() - timedelta(hours=25)
    record.note(daily, yesterday, 0, "")
    one_round([daily], Record(record.path))
    assert ran == [1, 1]


@pytest.mark.parametrize(
    "damage", ["", "{", "[]", '{"daily": 3}', '{"daily": {"started": "2999-01-01T00:00:00+00:00"}}']
)
def test_damaged_record_or_clock_set_back_does_not_hold_up_a_job(tmp_path, damage):
    path = tmp_path / "scheduler.json"
    path.write_text(damage)
    assert Record(path).is_due(Job("daily", timedelta(days=1), lambda: None), timezone.now())


def test_full_disk_does_not_stop_the_jobs(db, tmp_path):
    one_round([Job("job", ALWAYS, lambda: None)], Record(tmp_path / "gone" / "scheduler.json"))


def test_expired_sessions_are_deleted(db, record, settings):
    settings.SCHEDULED_JOBS = {"sessions": ("expo_site.operations.housekeeping.clear_sessions", 60)}
    now = timezone.now()
    Session.objects.create(session_key="old", session_data="", expire_date=now - timedelta(days=1))
    Session.objects.create(session_key="new", session_data="", expire_date=now + timedelta(days=1))
    one_round(standard_jobs(), record)
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]
    assert {job["error"] for job in record.jobs.values()} == {""}
    assert record.jobs["sessions"]["result"] == {
        "en": "1 expired session removed",
        "zh-hans": "已删除1个过期的登录会话",
    }


def test_scheduled_page_is_published_in_both_languages_whatever_language_is_active(site_content, record):
    from pages.models import BasePage

    page = BasePage.objects.filter(depth__gt=2).live().last().specific
    page.title_en, page.title_zh_hans = "Published on time", "准时发布"
    page.go_live_at = timezone.now() + timedelta(hours=1)
    with translation.override("en"):
        revision = page.save_revision()
        revision.publish()
    one_round(standard_jobs(), record)
    assert BasePage.objects.get(pk=page.pk).title_en != "Published on time", "not yet"
    due = timezone.now() - timedelta(minutes=1)
    revision.refresh_from_db()
    revision.content["go_live_at"] = due.isoformat()
    revision.approved_go_live_at = due
    revision.save()
    with translation.override("zh-hans"):
        one_round(standard_jobs(), record)
    assert {job["error"] for job in record.jobs.values()} == {""}
    fresh = BasePage.objects.get(pk=page.pk)
    assert fresh.live
    assert (fresh.title_en, fresh.title_zh_hans) == ("Published on time", "准时发布")


def test_jobs_of_the_settings_run_too(db, record, settings):
    settings.SCHEDULED_JOBS = {"mark": ("tests.site.test_scheduler.mark", 60)}
    marks.clear()
    one_round(standard_jobs(), record)
    one_round(standard_jobs(), record)
    assert marks == [1]


marks: list[int] = []


def mark() -> None:
    marks.append(1)


def test_second_scheduler_waits_and_takes_over(db, record):
    first = AdvisoryLock(LockKey.SCHEDULER)
    assert first.try_acquire()
    assert first.try_acquire(), "asked again, it still has the lock"
    ran = threading.Event()
    stop = threading.Event()
    second = threading.Thread(target=loop, args=([Job("job", ALWAYS, ran.set)], record, stop, 0.05))
    second.start()
    try:
        assert not ran.wait(0.5)
        first.release()
        assert ran.wait(5)
    finally:
        stop.set()
        second.join(5)
    assert not second.is_alive()


def test_database_that_goes_away_is_waited_for(db, record, monkeypatch):
    rounds = []
    stop = threading.Event()
    refuse = threading.Event()
    original = AdvisoryLock.try_acquire

    def try_acquire(self) -> bool:
        if refuse.is_set():
            self.release()
            raise psycopg.OperationalError("the database is away")
        return original(self)

    monkeypatch.setattr(AdvisoryLock, "try_acquire", try_acquire)
    worker = threading.Thread(target=loop, args=([Job("job", ALWAYS, lambda: rounds.append(1))], record, stop, 0.05))
    worker.start()
    try:
        assert wait_for(lambda: rounds)
        with connection.cursor() as cursor:  # the lock's connection is cut: the lock is gone with it
            cursor.execute("SELECT pid FROM pg_locks WHERE locktype = 'advisory'")
            for (pid,) in cursor.fetchall():
                cursor.execute("SELECT pg_terminate_backend(%s)", [pid])
        seen = len(rounds)
        assert wait_for(lambda: len(rounds) > seen + 1)
        refuse.set()
        time.sleep(0.2)
        seen = len(rounds)
        time.sleep(0.3)
        assert len(rounds) == seen
        refuse.clear()
        assert wait_for(lambda: len(rounds) > seen)
    finally:
        stop.set()
        worker.join(5)


@pytest.mark.parametrize("job", ["lambda: None", "lambda: time.sleep(60)", "half_done, apart=True"])
@pytest.mark.long
def test_sigterm_stops_it_soon_even_in_the_middle_of_a_job(db, tmp_path, job):
    program = f"""
import time, threading, sys
from datetime import timedelta
from pathlib import Path
import django
django.setup()
from expo_site import scheduler
half = Path({str(tmp_path / "half")!r})
def half_done():
    half.touch()
    try:
        time.sleep(60)
    finally:
        time.sleep(1)
        half.unlink()
kept = scheduler.Record(Path({str(tmp_path / "scheduler.json")!r}))
scheduler.Record = lambda path: kept
scheduler.standard_jobs = lambda: [scheduler.Job("begin", timedelta(0), lambda: print("begun", flush=True)),
    scheduler.Job("job", timedelta(0), {job})]
scheduler.main()
"""
    environment = os.environ | {"PYTHONPATH": str(CHECKOUT), "DJANGO_SETTINGS_MODULE": "expo_site.settings"}
    process = subprocess.Popen([sys.executable, "-c", program], env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout.readline() == "begun\n"
        time.sleep(0.1)
        assert "apart" not in job or wait_for((tmp_path / "half").exists)
        asked = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
        assert time.monotonic() - asked < 10  # one second on an idle machine, which a test machine is not
        assert not (tmp_path / "half").exists()
    finally:
        process.kill()
        process.wait()
