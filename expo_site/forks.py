"""Processes that begin as copies of this one, so that they share what it has loaded: Django, Wagtail, the dictionaries.

Linux alone: elsewhere system libraries do not survive a fork, and what would run in one runs in this process instead.
"""

import multiprocessing
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from expo_site.children import end_with_parent

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


def run_in_fork(function: Callable[[], object]) -> object:
    """What ``function`` gives, plain text or a dictionary, called in a copy of this process; the memory it takes goes back with it.

    Raises ForkFailed when the copy ends with anything but 0. The copy ends when this process does.
    """
    if not CAN_FORK:
        return function()
    let_go_of_the_database()
    result, answer = PROCESSES.Pipe(duplex=False)
    copy = PROCESSES.Process(target=_in_the_fork, args=(function, answer))
    copy.start()
    try:
        copy.join()
    except BaseException:  # a signal that asks this process to end
        copy.terminate()
        copy.join()
        raise
    if copy.exitcode:
        raise ForkFailed(f"ended with code {copy.exitcode}; the log says why")
    return result.recv() if result.poll() else None


def _in_the_fork(function: Callable[[], object], answer: Connection) -> None:
    end_with_parent()
    answer.send(function())
