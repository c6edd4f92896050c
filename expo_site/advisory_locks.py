"""One at a time, across processes and machines: PostgreSQL's session-level advisory locks.

A lock has a connection of its own outside the pool: a pooled one would go back, lock and all, to whoever asks next.
"""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper


class LockKey(IntEnum):
    """Who locks what; the numbers only have to differ from each other and from other programs of the same database."""

    SETUP = 0x6578706F_01
    SCHEDULER = 0x6578706F_02


class AdvisoryLock:
    """A lock held as long as its connection lives: a killed process loses it."""

    def __init__(self, key: LockKey) -> None:
        self.key = key
        self._connection: BaseDatabaseWrapper | None = None

    def try_acquire(self) -> bool:
        """Take the lock, or find that it is still held by us. Raises DatabaseError when the database is away."""
        if self._connection is None:
            self._connection = _own_connection()
            try:
                if not self._ask("SELECT pg_try_advisory_lock(%s)"):
                    self.release()
            except DatabaseError:
                self.release()
                raise
        elif not self._still_there():
            self.release()
            return self.try_acquire()
        return self._connection is not None

    def wait(self) -> None:
        """Take the lock, however long somebody else holds it."""
        self._connection = _own_connection()
        self._ask("SELECT pg_advisory_lock(%s)")

    def release(self) -> None:
        """Give the lock back by closing its connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _ask(self, question: str) -> bool:
        assert self._connection is not None
        with self._connection.cursor() as cursor:
            cursor.execute(question, [self.key])
            return bool(cursor.fetchone()[0])

    def _still_there(self) -> bool:
        return self._connection is not None and self._connection.is_usable()


@contextmanager
def locked(key: LockKey) -> Iterator[None]:
    """Inside the block nobody else holds ``key``; waits for it."""
    lock = AdvisoryLock(key)
    lock.wait()
    try:
        yield
    finally:
        lock.release()


def _own_connection() -> BaseDatabaseWrapper:
    settings = copy.deepcopy(connection.settings_dict)
    settings["OPTIONS"].pop("pool", None)
    return type(connection)(settings, alias="advisory_lock")
