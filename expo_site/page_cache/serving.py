"""What a request gets: a kept answer, a new one that is kept, or whatever Django answers."""

import time
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.http import HttpResponse

from expo_site.page_cache.answers import CACHE_NAME, OF_ONE_REQUEST, Headers, KeptAnswer, has_already
from expo_site.page_cache.database_outage import set_patience
from expo_site.page_cache.in_flight import InFlight
from expo_site.page_cache.store import Store
from expo_site.trusted_proxies import TrustedProxyMiddleware
from pages.announcements import listener, subscribe
from pages.content_changes import TOPIC
from pages.kept_answers import MARK
from pages.visits.counting import count_kept

Environ = dict[str, Any]
StartResponse = Callable[..., Any]

FRESH_SECONDS = 60.0
"""How long an answer counts as fresh without any change: pages may show what the clock decides, such as a notice."""

GRACE_SECONDS = 0.4
"""So long after a change others may still get the old answer while one makes the new: “visible” is under a second."""

WAIT_SECONDS = 15.0
"""How long a request waits for another that makes its answer."""

RETRY_SECONDS = 2.0
"""After a failure, until the next attempt at the same answer."""

_PERSONAL = "HTTP_AUTHORIZATION"
_CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE")


class PageCache:
    """A WSGI application around Django's: in front of its middleware, because a hit then costs next to nothing."""

    def __init__(self, application: Callable[[Environ, StartResponse], Iterable[bytes]]) -> None:
        self.application = application
        self.store = Store()
        self._in_flight = InFlight()
        self._moved = 0.0
        self._failed: dict[str, float] = {}
        self._session_cookie = f"{settings.SESSION_COOKIE_NAME}="
        subscribe(TOPIC, self._content_moved)

    def _content_moved(self, _number: int) -> None:
        self._moved = time.monotonic()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        listener.ensure_running()
        method = environ["REQUEST_METHOD"]
        if (
            (method != "GET" and method != "HEAD")
            or _PERSONAL in environ
            or self._session_cookie in environ.get("HTTP_COOKIE", "")
        ):
            set_patience(listener.is_away)
            return self.application(environ, start_response)
        generation = self._generation()
        place = f"{_scheme(environ)}://{environ.get('HTTP_HOST', '').lower()}{environ['PATH_INFO']}"
        query = environ.get("QUERY_STRING", "")
        if query:
            names = self.store.parameters(place)
            if names is not None:
                query = _only(query, names)
                environ["QUERY_STRING"] = query
        key = self.store.key(f"{place}?{query}")
        answer = self.store.answer(key, generation)
        if answer is not None:
            if _is_fresh(answer, generation):
                return _give(answer, environ, start_response, "hit")
            answer = self.store.renewed(key, answer) or answer
            if _is_fresh(answer, generation):
                return _give(answer, environ, start_response, "hit")
        return self._renew(environ, start_response, place, key, answer, generation)

    @staticmethod
    def _generation() -> int | None:
        generation = listener.number(TOPIC)
        if generation is None and not listener.is_away:
            listener.has_read.wait(1.0)  # the first request of a process
            generation = listener.number(TOPIC)
        return generation

    def _renew(
        self,
        environ: Environ,
        start_response: StartResponse,
        place: str,
        key: str,
        old: KeptAnswer | None,
        generation: int | None,
    ) -> Iterable[bytes]:
        """One request makes the answer. Others get the old one, if it is not older than a visitor may see, or wait."""
        if old is not None and (listener.is_away or time.monotonic() < self._failed.get(key, 0)):
            return _give(old, environ, start_response, "hit; detail=stale-on-error")
        others = self._in_flight.begin(key)
        if others is not None:
            if old is not None and (old.generation == generation or time.monotonic() - self._moved < GRACE_SECONDS):
                return _give(old, environ, start_response, "hit; detail=updating")
            if old is not None or self.store.parameters(place) is not None:  # not for what is never kept
                others.wait(WAIT_SECONDS)
                made = self.store.answer(key, generation)
                if made is not None and _is_fresh(made, generation):
                    return _give(made, environ, start_response, "hit; collapsed")
                if old is not None and time.monotonic() < self._failed.get(key, 0):
                    return _give(old, environ, start_response, "hit; detail=stale-on-error")
            return self._make(environ, start_response, place, old, generation)
        try:
            return self._make(environ, start_response, place, old, generation, key)
        finally:
            self._in_flight.end(key)

    def _make(
        self,
        environ: Environ,
        start_response: StartResponse,
        place: str,
        old: KeptAnswer | None,
        generation: int | None,
        key: str = "",
    ) -> Iterable[bytes]:
        """Ask Django; keep what may be kept, if the content has not moved on meanwhile."""
        asked = dict(environ)
        if old is not None or self.store.parameters(place) is not None:
            asked["REQUEST_METHOD"] = "GET"
            for condition in _CONDITIONS:
                asked.pop(condition, None)
        set_patience(listener.is_away)
        started: list[Any] = []
        try:
            response = self.application(asked, lambda *given: started.append(given))
        except Exception:
            if old is None:
                raise
            response, started = [], [("500", [])]
        status, headers = started[0][0], started[0][1]
        if status >= "500" and old is not None:
            _close(response)
            self._note_failure(key)
            return _give(old, environ, start_response, "hit; detail=stale-on-error")
        names: tuple[str, ...] | None = getattr(response, MARK, None)
        if names is None or not status.startswith("200") or asked["REQUEST_METHOD"] != "GET" or not _may_keep(headers):
            start_response(*started[0])
            return response
        try:
            body = b"".join(response)
        finally:
            _close(response)
        answer = KeptAnswer.of(-1 if generation is None else generation, headers, body)
        self.store.learn_parameters(place, names)
        stored = generation is not None and generation == listener.number(TOPIC)
        if stored:
            query = environ.get("QUERY_STRING", "")
            self.store.keep(self.store.key(f"{place}?{_only(query, names) if query else ''}"), answer)
            self._failed.pop(key, None)
        how = "fwd=miss; stored" if stored else "fwd=miss"
        return _give(
            answer, environ, start_response, how, [pair for pair in headers if pair[0].lower() in OF_ONE_REQUEST]
        )

    def _note_failure(self, key: str) -> None:
        if len(self._failed) > 10_000:
            self._failed.clear()
        self._failed[key] = time.monotonic() + RETRY_SECONDS


def _is_fresh(answer: KeptAnswer, generation: int | None) -> bool:
    """Whether it shows the content as this process knows it, or as a quicker one did, and the clock has not gone on."""
    return generation is not None and answer.generation >= generation and answer.age < FRESH_SECONDS


def _give(
    answer: KeptAnswer, environ: Environ, start_response: StartResponse, how: str, own: Iterable[tuple[str, str]] = ()
) -> list[bytes]:
    """``own``: headers of the very request that made the answer."""
    variant = answer.variant(environ.get("HTTP_ACCEPT_ENCODING", ""))
    said = [("Cache-Status", f"{CACHE_NAME}; {how}"), *own]
    if how.startswith("hit"):  # what Django made, its middleware has counted
        count_kept(environ, answer.content_type)
    condition = environ.get("HTTP_IF_NONE_MATCH")
    if condition is not None and has_already(condition, variant.etag):
        start_response("304 Not Modified", [*variant.headers_304, *said])
        return []
    start_response("200 OK", [*variant.headers, *said])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [variant.body]


def _may_keep(headers: Headers) -> bool:
    """Whether an answer that says it may be kept really is nobody's own."""
    for name, value in headers:
        lower = name.lower()
        if lower == "set-cookie" or (lower == "vary" and "cookie" in value.lower()):
            return False
        if lower == "cache-control" and any(word in value.lower() for word in ("private", "no-store", "no-cache")):
            return False
    return True


def _only(query: str, names: tuple[str, ...]) -> str:
    """The named parameters of a query, in the order of ``names``: as ``pages.kept_answers.filtered_query`` has them."""
    if not names:
        return ""
    pairs = parse_qsl(query, keep_blank_values=True)
    return urlencode([(name, value) for wanted in names for name, value in pairs if name == wanted])


@lru_cache(maxsize=1000)
def _is_trusted(address: str) -> bool:
    return TrustedProxyMiddleware(lambda _request: HttpResponse()).is_trusted(address)


def _scheme(environ: Environ) -> str:
    """As Django will see it: what a front server says counts only if it is one of ours, or answers would be mixed up."""
    said = environ.get("HTTP_X_FORWARDED_PROTO")
    if said and _is_trusted(environ.get("REMOTE_ADDR", "")):
        return "https" if said == "https" else "http"
    return str(environ["wsgi.url_scheme"])


def _close(response: Any) -> None:
    if hasattr(response, "close"):
        response.close()
