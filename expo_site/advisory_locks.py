"""One at a time, across processes and machines: PostgreSQL's session-level advisory locks.

A lock has a connection of its own outside the pool: a pooled one would go back, lock and all, to whoever asks next.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from typing import Any

import psycopg

from pages.own_connection import own_connection


class LockKey(IntEnum):
    """Who locks what; the numbers only have to differ from each other and from other programs of the same database."""

    SETUP = 0x6578706F_01
    SCHEDULER = 0x6578706F_02
    BACKUP = 0x6578706F_03
    MIGRATIONS = 0x6578706F_04


class AdvisoryLock:
    """A lock held as long as its connection lives: a killed process loses it. All methods raise ``psycopg.Error``."""

    def __init__(self, key: LockKey) -> None:
        self.key = key
        self._connection: psycopg.Connection[Any] | None = None

    def try_acquire(self) -> bool:
        """Take the lock, or find that it is still held by us; False when somebody else has it."""
        if self._connection is not None:
            try:
                self._connection.execute("SELECT 1")
            except psycopg.Error:
                self.release()
            else:
                return True
        connection = own_connection()
        try:
            row = connection.execute("SELECT pg_try_advisory_lock(%s)", [self.key.value]).fetchone()
        except BaseException:
            connection.close()
            raise
        if row == (True,):
            self._connection = connection
            return True
        connection.close()
        return False

    def wait(self) -> None:
        """Take the lock, however long somebody else holds it."""
        self._connection = own_connection()
        self._connection.execute("SELECT pg_advisory_lock(%s)", [self.key.value])

    def release(self) -> None:
        """Give the lock back by closing its connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


@contextmanager
def locked(key: LockKey) -> Iterator[None]:
    """Inside the block nobody else holds ``key``; waits for it."""
    lock = AdvisoryLock(key)
    try:
        lock.wait()
        yield
    finally:
        lock.release()
