"""Telling the front caches of a change, beside the request that made it."""

import atexit
import logging
import threading
import time
from typing import Any

from django.conf import settings
from django.db import connections

from expo_site.front_cache.configured import TAKES_EVERYTHING
from expo_site.front_cache.former_addresses import former_addresses
from expo_site.public_addresses import public_addresses
from pages.content_changes import content_changed
from pages.page_head import public_address

logger = logging.getLogger(__name__)

AGAIN_SECONDS = (0.0, 0.3, 2.0)
"""After a change. More than once, because a front cache may have fetched a page again from a process that had not heard of
the change yet: for one it takes milliseconds, behind a pooler up to the 0.3 seconds of its listener."""

EXIT_SECONDS = 10.0


class Purger:
    """One thread a process, started by the first change."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._due: list[float] = []
        self._wake = threading.Condition(self._lock)
        self._thread: threading.Thread | None = None

    def purge_soon(self) -> None:
        """Changes that follow each other closely share their purges: the last one's are always made."""
        now = time.monotonic()
        with self._lock:
            self._due = sorted({*self._due[:1], *(now + seconds for seconds in AGAIN_SECONDS)})
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="front cache", daemon=True)
                self._thread.start()
                atexit.register(self.finish)
            self._wake.notify()

    def finish(self, seconds: float = EXIT_SECONDS) -> None:
        """Wait until nothing is left to do: a command must not end before its change is told."""
        deadline = time.monotonic() + seconds
        while self._due and time.monotonic() < deadline:
            time.sleep(0.02)

    def _run(self) -> None:
        while True:
            with self._lock:
                while not self._due:
                    self._wake.wait()
                wait = self._due[0] - time.monotonic()
                if wait > 0:
                    self._wake.wait(wait)
                    continue
                # What is due by now is done by this purge; what comes due meanwhile is not.
                began = time.monotonic()
            try:
                purge_now()
            except Exception:
                logger.exception("The front caches could not be told of a change")
            connections.close_all()
            with self._lock:
                self._due = [moment for moment in self._due if moment > began]


def purge_now() -> None:
    """Let every front cache forget every page: any change may show on any of them.

    One that takes single addresses is told those that are public and those that were until lately. It takes each exactly
    as it is written: other pages of a list (``?page=2``), other choices by parameters, and addresses that a view fills in
    (both languages side by side, feeds of one kind) stay in it for the seconds that ``FRONT_CACHE_SECONDS`` gives.
    """
    from wagtail.contrib.frontend_cache.utils import get_backends

    everything = [public_address("/*")]
    for backend in get_backends().values():
        if type(backend).__name__ in TAKES_EVERYTHING:
            backend.purge_batch(everything)
        else:
            paths = dict.fromkeys([*public_addresses(), *former_addresses()])
            backend.purge_batch([public_address(path) for path in paths])


purger = Purger()


def purge_on_changes() -> None:
    if getattr(settings, "WAGTAILFRONTENDCACHE", None):
        content_changed.connect(_changed, dispatch_uid="front_cache")


def _changed(**_kwargs: Any) -> None:
    purger.purge_soon()
