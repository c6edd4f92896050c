"""Measurements for Prometheus at ``/metrics``, for whoever has the token. Imported only where ``METRICS_TOKEN`` is set.

Each process writes into files of its own below ``VAR_DIR/metrics`` (``PROMETHEUS_MULTIPROC_DIR``); asking any of them sums up.
"""

import hmac
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from expo_site.checkup.serving import NEEDED, USEFUL

requests = Counter("expo_requests", "Answered requests", ["view", "method", "status"])
seconds = Histogram(
    "expo_request_seconds", "From request to answer", ["view"], buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
)


class MetricsMiddleware:
    """Counts by the name of the view, never by address: somebody who makes up addresses must not fill the memory."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        began = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        view = (match.view_name or match.func.__name__) if match else "none"
        requests.labels(view, request.method, str(response.status_code)).inc()
        seconds.labels(view).observe(time.perf_counter() - began)
        return response


@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """The page for Prometheus; nobody else reads it."""
    expected = f"Bearer {settings.METRICS_TOKEN}".encode()
    if not hmac.compare_digest(request.headers.get("Authorization", "").encode(), expected):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    now = CollectorRegistry()
    state = Gauge("expo_check_state", "0 in order, 1 look at it, 2 broken", ["check"], registry=now)
    for question in (*NEEDED, *USEFUL):
        state.labels(question.key).set(question.answer().state)
    return HttpResponse(generate_latest(registry) + generate_latest(now), content_type=CONTENT_TYPE_LATEST)
