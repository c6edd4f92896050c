"""What one process changes and all others must take up at once: each subject has a number in the database that grows.

One thread a process, with a connection of its own, compares these numbers. PostgreSQL's ``LISTEN`` wakes it the moment a
change is committed; where notices do not arrive (a pooler in between), it looks by itself every ``PAUSE`` seconds.
"""

import logging
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction

logger = logging.getLogger(__name__)

CHANNEL = "expo_site"
PAUSE = 1.0
"""Seconds between two looks."""
LONGEST_PAUSE = 15.0
"""Seconds between two attempts to reach a database that is away."""


@dataclass
class Subject:
    """Something that processes keep a copy of."""

    number: str
    """SQL that gives one integer, other whenever the original has changed."""
    take_up: Callable[[], None]
    """Brings this process's copy up to the original; called in the thread."""
    taken_up: int | None = None


_subjects: dict[str, Subject] = {}
_thread: threading.Thread | None = None
_stop = threading.Event()


def keep_up_with(name: str, number: str, take_up: Callable[[], None]) -> None:
    """Register a subject; to be called while the applications load."""
    _subjects[name] = Subject(number, take_up)


def announce() -> None:
    """Wake the threads of all processes when the present transaction is committed."""
    transaction.on_commit(_notify)


def listen() -> None:
    """Start the thread of this process, and one in each process forked from it. For servers, not for commands."""
    if _thread is None:
        os.register_at_fork(after_in_child=_start)
        _start()


def stop_listening() -> None:
    """End the thread; for tests that started it."""
    _stop.set()
    if _thread is not None:
        _thread.join(PAUSE * 5)


def own_connection() -> psycopg.Connection[Any]:
    """A connection outside the pool, in autocommit. Raises ``psycopg.Error``."""
    parameters = connections[DEFAULT_DB_ALIAS].get_connection_params()
    for of_django in ("pool", "cursor_factory", "context"):
        parameters.pop(of_django, None)
    return psycopg.connect(**parameters, autocommit=True)


def take_up_changes(listening: psycopg.Connection[Any]) -> None:
    """Compare each subject's number and take up what has changed; one that fails does not hold up the others."""
    for name, subject in _subjects.items():
        row = listening.execute(subject.number.encode()).fetchone()
        current = row[0] if row else 0
        if current == subject.taken_up:
            continue
        try:
            subject.take_up()
        except psycopg.Error:
            raise
        except Exception:
            logger.exception("Cannot take up the change of %s", name)
        finally:
            connections.close_all()
        # Also after a failure: the same state would fail again each second.
        subject.taken_up = current


def _start() -> None:
    global _thread
    _stop.clear()
    _thread = threading.Thread(target=_run, name="announcements", daemon=True)
    _thread.start()


def _run() -> None:
    pause = PAUSE
    while not _stop.is_set():
        try:
            with own_connection() as listening:
                listening.execute(f"LISTEN {CHANNEL}".encode())
                while not _stop.is_set():
                    take_up_changes(listening)
                    pause = PAUSE
                    for _notice in listening.notifies(timeout=PAUSE, stop_after=1):
                        pass
        except psycopg.Error as problem:
            if pause == PAUSE:
                logger.warning("Changes are not seen until the database is back: %s", " ".join(str(problem).split()))
            _stop.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE)


def _notify() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])
