"""The log and what is measured: enough to find a fault, nothing about a person; off where it is not configured."""

import io
import json
import logging
import subprocess
import sys

import pytest
from django.conf import settings as site_settings
from django.test import Client
from pythonjsonlogger.json import JsonFormatter

from expo_site.fault_reports import without_persons
from expo_site.request_log import RequestNumberFilter
from tests.site.test_demo import CHECKOUT
from tests.site.test_settings import GOOD

TOKEN = "a-token-of-this-run-only"


@pytest.fixture
def log() -> io.StringIO:
    """What the production log would hold."""
    options = dict(site_settings.LOGGING["formatters"]["json"])
    options.pop("()")
    formatter = JsonFormatter(options.pop("format"), style=options.pop("style"), **options)
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter)
    handler.addFilter(RequestNumberFilter())
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)


def lines(log: io.StringIO) -> list[dict]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def test_a_request_has_one_number_in_the_log_and_in_its_answer(visitor: Client, log: io.StringIO) -> None:
    answer = visitor.get("/en/there-is-no-such-page/?name=李雷&token=secret", REMOTE_ADDR="203.0.113.7")
    (line,) = [line for line in lines(log) if line["logger"] == "django.request"]
    assert line["request_id"] == answer["X-Request-ID"]
    assert line["level"] == "WARNING"
    assert set(line) == {"time", "level", "logger", "request_id", "message"}
    assert not any(private in log.getvalue() for private in ("李雷", "secret", "203.0.113.7"))


@pytest.mark.parametrize(
    ("given", "kept"), [("0123456789abcdef", True), ("x", False), ("a\tb" * 9, False), ("a" * 65, False)]
)
def test_the_front_servers_number_is_kept_if_it_is_one(client: Client, given: str, kept: bool) -> None:
    assert (client.get("/health/live", headers={"X-Request-ID": given})["X-Request-ID"] == given) is kept


def test_slow_pages_and_queries_are_named_without_what_was_asked_for(
    visitor: Client, log: io.StringIO, settings
) -> None:
    settings.SLOW_PAGE_SECONDS = settings.SLOW_QUERY_SECONDS = 1000
    visitor.get("/zh-hans/search/?q=quick")
    assert "Slow" not in log.getvalue()
    settings.SLOW_PAGE_SECONDS = settings.SLOW_QUERY_SECONDS = 0
    visitor.get("/zh-hans/search/?q=confidential")
    said = [line["message"] for line in lines(log) if line["logger"] == "expo_site.slow"]
    assert any(message.startswith("Slow page: GET /zh-hans/search/ answered 200 after") for message in said)
    assert any(message.startswith("Slow query:") and "%s" in message for message in said)
    assert "confidential" not in log.getvalue()


def test_nothing_of_a_person_goes_to_sentry() -> None:
    event = {
        "user": {"id": 1, "ip_address": "203.0.113.7"},
        "server_name": "host",
        "request": {
            "url": "https://www.example.org/admin/login/?next=x",
            "method": "POST",
            "data": {"password": "secret"},
            "cookies": {"sessionid": "secret"},
            "headers": {"Authorization": "secret"},
            "query_string": "next=x",
            "env": {"REMOTE_ADDR": "203.0.113.7"},
        },
        "exception": {"values": [{"type": "ValueError"}]},
    }
    assert without_persons(event) == {
        "request": {"url": "https://www.example.org/admin/login/", "method": "POST"},
        "exception": {"values": [{"type": "ValueError"}]},
    }


PROBE = """
import sys, django
django.setup()
from django.conf import settings
from django.urls import resolve
import expo_site.urls
print(sorted({"prometheus_client", "sentry_sdk", "pyrage"} & set(sys.modules)), "metrics" in str(expo_site.urls.urlpatterns))
if settings.METRICS_TOKEN:
    from django.core.handlers.wsgi import WSGIHandler
    from django.test import Client
    client = Client(headers={"host": "www.example.org"}, raise_request_exception=False)
    client.get("/health/live", secure=True)
    print(client.get("/metrics", secure=True).status_code,
        client.get("/metrics", secure=True, headers={"Authorization": "Bearer wrong"}).status_code)
    text = client.get("/metrics", secure=True, headers={"Authorization": f"Bearer {settings.METRICS_TOKEN}"})
    print(text.status_code, 'expo_requests_total{method="GET",status="200",view="health_live"} 1.0' in text.content.decode(),
        'expo_check_state{check="database"} 2.0' in text.content.decode())
"""


def probe(tmp_path, **environment: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROBE],
        cwd=CHECKOUT,
        env={
            "PATH": "/usr/bin:/bin",
            "DJANGO_SETTINGS_MODULE": "expo_site.settings",
            "VAR_DIR": str(tmp_path),
            **GOOD,
            "DATABASE_URL": "postgres://user:password@127.0.0.1:9/none",
            "DATABASE_POOL_TIMEOUT": "0.2",
            "LOG_LEVEL": "CRITICAL",
            **environment,
        },
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.long
def test_measurements_and_fault_reports_are_not_even_imported_by_default(tmp_path) -> None:
    assert probe(tmp_path) == ["[] False"]


@pytest.mark.long
def test_configured_they_are_there_for_whoever_has_the_token(tmp_path) -> None:
    said = probe(tmp_path, METRICS_TOKEN=TOKEN, SENTRY_DSN="http://key@127.0.0.1:9/1")
    assert said == ["['prometheus_client', 'sentry_sdk'] True", "401 401", "200 True True"]
