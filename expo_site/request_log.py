"""Each request has a number that stands in every line of the log about it, and in its answer; slow ones are written down.

Nothing personal: no address, no account, no query string, no parameter of a query.
"""

import logging
import re
import time
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase

logger = logging.getLogger("expo_site.slow")

ACCEPTED = re.compile(r"[A-Za-z0-9-]{8,64}")
"""A number that the front server gave; anything else is replaced."""

LONGEST_SQL = 1000

_number: ContextVar[str] = ContextVar("request number", default="-")


class RequestNumberFilter(logging.Filter):
    """Adds ``request_id`` to a record."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = _number.get()
        return True


class RequestLogMiddleware:
    """Outermost, so that the time of all others counts."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-ID", "")
        number = given if ACCEPTED.fullmatch(given) else uuid.uuid4().hex
        _number.set(number)  # it stays: Django writes its own lines about a request after all middleware
        began, queries = time.perf_counter(), _Queries()
        with connection.execute_wrapper(queries):
            response = self.get_response(request)
        seconds = time.perf_counter() - began
        if seconds >= settings.SLOW_PAGE_SECONDS:
            logger.warning(
                "Slow page: %s %s answered %s after %.2f s, %d queries took %.2f s",
                request.method,
                request.path_info,
                response.status_code,
                seconds,
                queries.number,
                queries.seconds,
            )
        response["X-Request-ID"] = number
        return response


class _Queries:
    """Counts and times the queries of one request, and writes down slow ones, without their parameters."""

    def __init__(self) -> None:
        self.number, self.seconds = 0, 0.0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            seconds = time.perf_counter() - began
            self.number += 1
            self.seconds += seconds
            if seconds >= settings.SLOW_QUERY_SECONDS:
                logger.warning("Slow query: %.2f s, %s", seconds, str(sql)[:LONGEST_SQL])
