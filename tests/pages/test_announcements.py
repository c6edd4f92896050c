"""What one process announces, all hear."""

import os
import threading
import time
from collections.abc import Iterator

import pytest
from django.db import transaction

from pages.announcements import hearing as module
from pages.announcements.hearing import Listener
from pages.announcements.models import Announcement
from pages.announcements.sending import _ANNOUNCE, announce
from pages.own_connection import own_connection

pytestmark = pytest.mark.django_db
TOPIC = "tests"


def elsewhere() -> None:
    """Another process announces: its connection commits."""
    with own_connection() as connection:
        connection.execute(_ANNOUNCE, [TOPIC, TOPIC])


@pytest.fixture
def listening() -> Iterator[Listener]:
    listener = Listener()
    listener.ensure_running()
    assert listener.has_read.wait(20)
    yield listener
    listener.stop()
    with own_connection() as connection:
        connection.execute("DELETE FROM pages_announcements_announcement WHERE topic = %s", [TOPIC])


def heard(listener: Listener) -> threading.Event:
    event = threading.Event()
    listener.subscribers[TOPIC] = [lambda number: event.set()]
    return event


def test_a_process_hears_what_another_announces(listening: Listener) -> None:
    event = heard(listening)
    before = listening.number(TOPIC)
    elsewhere()
    assert event.wait(20)
    assert listening.number(TOPIC) == before + 1


def test_one_that_fails_does_not_keep_others_from_hearing(listening: Listener) -> None:
    event = threading.Event()
    listening.subscribers[TOPIC] = [lambda number: 1 / 0, lambda number: event.set()]
    elsewhere()
    assert event.wait(20)


def test_a_lost_connection_is_made_again_and_nothing_is_missed(listening: Listener) -> None:
    event = heard(listening)
    with own_connection() as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = 'expo announcements' AND datname = current_database()"
        )
    elsewhere()
    assert event.wait(20)


def test_without_notifications_the_numbers_are_read(listening: Listener, monkeypatch: pytest.MonkeyPatch) -> None:
    """As behind a pooler: nothing arrives, and the change is found all the same, from then on quickly."""
    listening.stop()
    monkeypatch.setattr(module, "POLL_SECONDS", 0.3)
    listening._forget()
    listening.ensure_running()
    assert listening.has_read.wait(20)
    event = heard(listening)
    with own_connection() as connection:  # the number moves on, nobody is notified
        connection.execute(
            "INSERT INTO pages_announcements_announcement VALUES (%s, 1)"
            " ON CONFLICT (topic) DO UPDATE SET number = pages_announcements_announcement.number + 1",
            [TOPIC],
        )
    assert event.wait(20)
    assert listening._poll_seconds == module.POLL_SECONDS_WITHOUT_NOTIFICATIONS


def test_nothing_is_known_before_the_numbers_were_read() -> None:
    assert Listener().number(TOPIC) is None


def test_a_topic_is_announced_after_the_commit_alone(django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        announce("tests of sending")
        assert not Announcement.objects.filter(topic="tests of sending").exists()
    assert Announcement.objects.get(topic="tests of sending").number == 1


def test_old_news_is_no_news() -> None:
    listener = Listener()
    listener._pid = os.getpid()
    listener.has_read.set()
    listener.hear(TOPIC, 5)
    listener.hear(TOPIC, 4)
    assert listener.number(TOPIC) == 5


def test_stopping_is_quick(listening: Listener) -> None:
    started = time.monotonic()
    listening.stop()
    assert time.monotonic() - started < 10
