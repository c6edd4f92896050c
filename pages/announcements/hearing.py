"""Hearing announcements: one thread and one connection a process."""

import logging
import os
import threading
import time
from collections.abc import Callable

import psycopg

from pages.announcements.sending import CHANNEL
from pages.own_connection import own_connection

logger = logging.getLogger(__name__)

POLL_SECONDS = 5.0
"""Between looks at the numbers, while notifications arrive."""

POLL_SECONDS_WITHOUT_NOTIFICATIONS = 0.3
"""The same where they do not, as behind a pooler of transactions."""

RECONNECT_SECONDS = 0.3
SLICE_SECONDS = 0.25
"""How long a stop may take."""

CONNECTION = {
    # A network that swallows packets must not leave the process deaf for hours.
    "connect_timeout": 3,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 6000,
    "application_name": "expo announcements",
}

Subscriber = Callable[[int], None]


class Listener:
    """Knows each topic's number. Started by whoever serves (``ensure_running``); a fork starts its own."""

    def __init__(self) -> None:
        self.subscribers: dict[str, list[Subscriber]] = {}
        self._forget()

    def _forget(self) -> None:
        self._numbers: dict[str, int] = {}
        self._lock = threading.RLock()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._pid = 0
        self.has_read = threading.Event()
        self.is_away = False
        self._poll_seconds = POLL_SECONDS

    def number(self, topic: str) -> int | None:
        """How often ``topic`` was announced, 0 if never; None until that is known."""
        return self._numbers.get(topic, 0) if self.has_read.is_set() else None

    def ensure_running(self) -> None:
        """Start the thread in this process unless it runs. Cheap enough for every request."""
        if self._pid != os.getpid():
            with self._lock:
                if self._pid != os.getpid():
                    self._start()

    def _start(self) -> None:
        subscribers = self.subscribers
        self._forget()
        self.subscribers = subscribers
        self._pid = os.getpid()
        self._thread = threading.Thread(target=self._listen, name="announcements", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread; ``ensure_running`` starts it again."""
        if self._thread is not None and self._pid == os.getpid():
            self._stop.set()
            self._thread.join()
        self._forget()

    def hear(self, topic: str, number: int) -> None:
        """Take note of a number; one that is not higher is old news."""
        with self._lock:
            if self._pid != os.getpid() or number <= self._numbers.get(topic, -1):
                return
            self._note(topic, number)

    def _note(self, topic: str, number: int) -> None:
        self._numbers[topic] = number
        for subscriber in self.subscribers.get(topic, ()):
            try:
                subscriber(number)
            except Exception:
                logger.exception("What “%s” changes could not be taken up", topic)

    def _listen(self) -> None:
        failures = 0
        while not self._stop.is_set():
            try:
                with own_connection(**CONNECTION) as connection:
                    connection.execute(f"LISTEN {CHANNEL}")
                    self._read(connection)
                    if self.is_away:
                        logger.info("The database is back")
                    self.is_away, failures = False, 0
                    self._follow(connection)
            except psycopg.Error as problem:
                failures += 1
                if failures == 2:  # a connection may be cut; one that cannot be made again means more
                    logger.warning("The database is away: %s", " ".join(str(problem).split()))
                self.is_away = failures > 1
                self._stop.wait(RECONNECT_SECONDS)

    def _follow(self, connection: psycopg.Connection) -> None:
        next_look = time.monotonic() + self._poll_seconds
        while not self._stop.is_set():
            for notification in connection.notifies(timeout=SLICE_SECONDS, stop_after=1):
                topic, _space, number = notification.payload.rpartition(" ")
                self._poll_seconds = POLL_SECONDS
                self.hear(topic, int(number))
            if time.monotonic() >= next_look:
                if self._read(connection):
                    self._poll_seconds = POLL_SECONDS_WITHOUT_NOTIFICATIONS
                next_look = time.monotonic() + self._poll_seconds

    def _read(self, connection: psycopg.Connection) -> bool:
        """Read all numbers; whether one had moved on unheard. What is lower than known came from a backup: it counts too."""
        rows = connection.execute("SELECT topic, number FROM pages_announcements_announcement").fetchall()
        with self._lock:
            changed = [(topic, number) for topic, number in rows if number != self._numbers.get(topic)]
            for topic, number in changed:
                self._note(topic, number)
            known = self.has_read.is_set()
            self.has_read.set()
        return known and bool(changed)


listener = Listener()


def subscribe(topic: str, subscriber: Subscriber) -> None:
    """Call ``subscriber`` with the topic's number when it is first known and whenever it moved on.

    It is called in the listener's thread, in every process that serves the site, and must be quick.
    """
    listener.subscribers.setdefault(topic, []).append(subscriber)
