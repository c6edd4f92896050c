"""Processes that begin as copies of this one, so that they share what it has loaded: Django, Wagtail, the dictionaries.

Linux alone: elsewhere system libraries do not survive a fork, and what would run in one runs in this process instead.
"""

import multiprocessing
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from expo_site.children import STOP_SECONDS, end_in_order, end_with_parent

CAN_FORK = sys.platform == "linux"
PROCESSES: Any = multiprocessing.get_context("fork" if CAN_FORK else "spawn")


class ForkFailed(Exception):
    """The copy ended with an error, which it has written to the log."""


def let_go_of_the_database() -> None:
    """Close what a fork must not share: connections, and the pool with its threads."""
    from django.db import connections

    connections.close_all()
    for connection in connections.all(initialized_only=True):
        if hasattr(connection, "close_pool"):
            connection.close_pool()


@dataclass(frozen=True)
class Fork:
    """A copy of this process that carries out one function. It ends when this process does. Linux alone."""

    process: Any
    answer: Connection

    @classmethod
    def start(cls, function: Callable[[], object]) -> "Fork":
        """``function`` gives plain text, a dictionary, or anything else that can be pickled."""
        let_go_of_the_database()
        answer, sender = PROCESSES.Pipe(duplex=False)
        process = PROCESSES.Process(target=_in_the_fork, args=(function, sender))
        process.start()
        sender.close()
        return cls(process, answer)

    @property
    def is_at_work(self) -> bool:
        return bool(self.process.is_alive())

    def result(self) -> Any:
        """What the function gave; waits for it. Raises ForkFailed when the copy ended with anything but 0."""
        self.process.join()
        if self.process.exitcode:
            raise ForkFailed(f"ended with code {self.process.exitcode}; the log says why")
        try:
            return self.answer.recv() if self.answer.poll() else None
        except EOFError:
            return None

    def end(self) -> None:
        """Ask it to end, and wait until it has put away what it was about; kill it when that takes too long."""
        self.process.terminate()
        self.process.join(STOP_SECONDS)
        self.process.kill()
        self.process.join()


def run_in_fork(function: Callable[[], object]) -> object:
    """What ``function`` gives, plain text or a dictionary, called in a copy of this process; the memory it takes goes back with it.

    Raises ForkFailed when the copy ends with anything but 0. The copy ends when this process does.
    """
    if not CAN_FORK:
        return function()
    fork = Fork.start(function)
    try:
        return fork.result()
    except BaseException:  # a signal that asks this process to end
        fork.end()
        raise


def _in_the_fork(function: Callable[[], object], answer: Connection) -> None:
    end_with_parent()
    with end_in_order():
        answer.send(function())
