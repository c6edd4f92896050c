"""Counting, in memory, written every few seconds: by the middleware what Django answers, by ``count_kept`` what is kept.

What a front cache answers by itself never comes here.

A process that is killed loses the views of the last seconds; no page waits for its number to be written.
"""

import atexit
import logging
import re
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import get_path_info
from django.db import DatabaseError, connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from pages.bilingual.languages import LANGUAGES

logger = logging.getLogger(__name__)

PROGRAMS = re.compile(
    r"bot|crawl|spider|slurp|preview|monitor|fetch|curl|wget|python|httpclient|headlesschrome|facebookexternalhit", re.I
)
"""What calls itself a program in its User-Agent; nothing of it is kept."""

LONGEST_ADDRESS = 255
MOST_ADDRESSES = 5000
"""More than the site has pages: whoever makes up addresses cannot fill the memory."""

type Key = tuple[date, str, str]


class Counts:
    """Numbers since the last writing."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._numbers: Counter[Key] = Counter()
        self._writer: threading.Thread | None = None
        self._stop = threading.Event()

    def add(self, key: Key) -> None:
        with self._lock:
            if key in self._numbers or len(self._numbers) < MOST_ADDRESSES:
                self._numbers[key] += 1
            if self._writer is None and settings.VISITS_SECONDS:
                # Here and not at a start: a server forks after it has started.
                self._writer = threading.Thread(target=self._write_now_and_then, name="visits", daemon=True)
                self._writer.start()
                atexit.register(self.write)

    def write(self) -> int:
        """Add what was counted to the table; how many rows that were. What cannot be written now is kept for later."""
        with self._lock:
            numbers, self._numbers = self._numbers, Counter()
        if not numbers:
            return 0
        # In one order everywhere, or two processes would wait for each other.
        rows = sorted((*key, number) for key, number in numbers.items())
        try:
            with connection.cursor() as cursor:
                cursor.executemany(
                    "INSERT INTO pages_visits_visitcount (day, language, address, number) VALUES (%s, %s, %s, %s)"
                    " ON CONFLICT (day, language, address) DO UPDATE"
                    " SET number = pages_visits_visitcount.number + EXCLUDED.number",
                    rows,
                )
        except DatabaseError as error:
            logger.warning("Visits could not be written and are kept: %s", error)
            with self._lock:
                self._numbers.update(numbers)
            return 0
        return len(rows)

    def _write_now_and_then(self) -> None:
        while not self._stop.wait(settings.VISITS_SECONDS):
            try:
                self.write()
            finally:
                connection.close()


counts = Counts()


class VisitsMiddleware:
    """Counts what Django answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        key = visit(request, response)
        if key is not None:
            counts.add(key)
        return response


def visit(request: HttpRequest, response: HttpResponseBase) -> Key | None:
    """What to count, or None: not a page, not found, a program, a browser reading ahead, or staff."""
    if request.method != "GET" or response.status_code not in {200, 304}:
        return None
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        return None
    said = request.headers  # the view has taken out of META what differs from visitor to visitor
    content_type = response.headers.get("Content-Type", "text/html")
    return _key(request.path_info, content_type, said.get("User-Agent", ""), said.get("Sec-Purpose", ""))


def count_kept(environ: dict[str, Any], content_type: str) -> None:
    """Count a page that the page cache gave to somebody without a session."""
    if environ["REQUEST_METHOD"] == "GET":
        agent, purpose = environ.get("HTTP_USER_AGENT", ""), environ.get("HTTP_SEC_PURPOSE", "")
        key = _key(get_path_info(environ), content_type, agent, purpose)
        if key is not None:
            counts.add(key)


def _key(path: str, content_type: str, agent: str, purpose: str) -> Key | None:
    _empty, language, rest = [*path.split("/", 2), ""][:3]
    address = f"/{rest}"
    if language not in LANGUAGES or not address.endswith("/") or len(address) > LONGEST_ADDRESS:
        return None
    if not content_type.startswith("text/html") or "prefetch" in purpose:
        return None
    return None if _is_program(agent) else (_day(int(time.time()) // 60), language, address)


@lru_cache(maxsize=1)
def _day(_minute: int) -> date:
    """Today; worked out once a minute, because a kept page costs hardly more."""
    return timezone.localdate()


@lru_cache(maxsize=1000)
def _is_program(agent: str) -> bool:
    return not agent or PROGRAMS.search(agent) is not None
