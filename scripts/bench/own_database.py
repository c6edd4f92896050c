"""A database for one measurement, and how quick the machine is while it runs."""

import logging
import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "expo_site.settings")


@contextmanager
def database_of_its_own() -> Iterator[None]:
    """Django set up on a new database with the shipped content, in a process that hears of changes as a server's does."""
    from expo_site.local_environment import database_running

    with database_running():
        django.setup()
        from django.conf import settings
        from django.test.utils import override_settings, setup_databases, teardown_databases

        from pages.announcements import listener
        from sessions_archive.content.load import load_all

        logging.disable(logging.WARNING)
        # Not setup_test_environment(): it has every template tell of itself, which no server does.
        plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
        changed = {"STORAGES": {**settings.STORAGES, "staticfiles": plain}, "ALLOWED_HOSTS": ["localhost"]}
        databases = setup_databases(verbosity=0, interactive=False)
        try:
            with override_settings(**changed):
                load_all()
                listener.ensure_running()
                listener.has_read.wait(10)
                yield
        finally:
            listener.stop()
            teardown_databases(databases, verbosity=0)


def timed(action: Callable[[], object]) -> float:
    """Milliseconds on the wall."""
    started = time.perf_counter()
    action()
    return (time.perf_counter() - started) * 1000


def pace() -> str:
    """The load, and how long the same work takes now: on a shared machine, times of two runs compare only beside these."""
    times = [timed(lambda: sum(number * number for number in range(100_000))) for _turn in range(15)]
    return (
        f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores;"
        f" a hundred thousand squares take {statistics.median(times):.1f} ms"
    )
