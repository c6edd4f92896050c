"""Work that is done at the same time, each piece on a connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connections


def at_once[Result](*works: Callable[[], Result]) -> list[Result]:
    """What each gives. None of it is inside the transaction that a test runs in."""

    def alone(work: Callable[[], Result]) -> Result:
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return [done.result(60) for done in [pool.submit(alone, work) for work in works]]
