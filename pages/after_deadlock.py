"""Doing a piece of work again when PostgreSQL ended it so that another one could go on.

Two transactions that wait for each other's rows cannot be told apart from the outside: the server takes one back whole
(40P01; 40001 where it cannot order them), and says that it may simply be tried again.
"""

import random
import time
from collections.abc import Callable

from django.db import OperationalError, connection
from psycopg.errors import DeadlockDetected, SerializationFailure

TRIES = 4
LONGEST_PAUSE = 0.2
"""Seconds before the next try, by chance between none and this: the other one is to be through by then."""


def was_given_up_for_another(error: BaseException | None) -> bool:
    """Whether the server took a transaction back for another's sake."""
    return isinstance(error, OperationalError) and isinstance(error.__cause__, DeadlockDetected | SerializationFailure)


def again_after_deadlock[Result](work: Callable[[], Result], may_repeat: Callable[[], bool] = lambda: True) -> Result:
    """What ``work`` gives, which is one transaction. Inside a larger one it is done once: that is lost with it.

    ``may_repeat`` is asked after each failure. Raises what ``work`` raised last.
    """
    tries = 1 if connection.in_atomic_block else TRIES
    for left in reversed(range(tries)):
        try:
            return work()
        except OperationalError as error:
            if not left or not was_given_up_for_another(error) or not may_repeat():
                raise
        time.sleep(random.uniform(0, LONGEST_PAUSE))  # noqa: S311 - a pause, not a secret
    raise AssertionError("unreachable")
