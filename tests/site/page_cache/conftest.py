"""A page cache in front of the real site, with a number of content that the test moves on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO

import pytest
from django.core.cache import caches
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections

from expo_site.page_cache import serving
from expo_site.page_cache.serving import PageCache


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def said(self) -> str:
        """What the cache did: ``hit`` and the like."""
        return self.headers.get("Cache-Status", "").partition("; ")[2]


@dataclass
class Content:
    """Stands in for the listener: no other process, so no connection."""

    generation: int | None = 1
    is_away: bool = False
    subscribers: list[Callable[[int], None]] = field(default_factory=list)

    def number(self, topic: str) -> int | None:
        return self.generation

    def ensure_running(self) -> None:
        pass

    def move_on(self) -> None:
        self.generation = (self.generation or 0) + 1
        for subscriber in self.subscribers:
            subscriber(self.generation)


@pytest.fixture
def content(monkeypatch: pytest.MonkeyPatch) -> Content:
    found = Content()
    monkeypatch.setattr(serving, "listener", found)
    monkeypatch.setattr(serving, "subscribe", lambda topic, subscriber: found.subscribers.append(subscriber))
    return found


@pytest.fixture
def cached(content: Content) -> Iterator[Callable[..., Answer]]:
    """Asks the site through a cache of its own: ``cached("/en/", accept_encoding="br")``."""
    # As Django's own test client does: the test's transaction lives in this connection.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    application = PageCache(get_wsgi_application())

    def ask(address: str, method: str = "GET", host: str = "localhost", **headers: str) -> Answer:
        return ask_of(application, address, method, host, **headers)

    ask.cache = application  # type: ignore[attr-defined]
    yield ask
    caches["pages"].clear()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def ask_of(application, address: str, method: str = "GET", host: str = "localhost", **headers: str) -> Answer:
    path, _mark, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": host,
        "SERVER_PORT": "80",
        "HTTP_HOST": host,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
    }
    said: list = []
    chunks = application(environ, lambda *given: said.append(given))
    body = b"".join(chunks)
    if hasattr(chunks, "close"):
        chunks.close()
    return Answer(int(said[0][0].split()[0]), dict(said[0][1]), body)
