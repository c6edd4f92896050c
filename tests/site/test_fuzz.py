"""Ten thousand and more hostile requests, by class, to every address: always the same, so that a fault comes again."""

import random
import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver

from tests.pages.staff import CHINESE, sign_in
from tests.site.addresses import every_address

pytestmark = [pytest.mark.django_db, pytest.mark.long]
REQUESTS = 900
"""Of each class, from each side: 6 classes × 2 sides."""

MARK = "fuzz<svg/onload=alert(1)>"
SECONDS = 1.0
PAYLOADS = (
    MARK,
    f"\"'>{MARK}",
    f"javascript:alert(1)//{MARK}",
    "{{7*7}}{% debug %}${7*7}",
    "' OR 1=1 --",
    "1; SELECT pg_sleep(5) --",
    "../../../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "%00",
    "\0",
    "\ud800",
    "\u202egnp.exe",
    "9" * 400,
    "-1",
    "1e309",
    "NaN",
    "٣",
    "A" * 5000,
    "科博会" * 300,
    "[]",
    "{}",
    "//evil.example/",
    "https://evil.example/",
    "/\\evil.example",
    "(a+)+$" * 20,
    "\r\nSet-Cookie: x=y",
)
PARAMETERS = (
    "q",
    "p",
    "page",
    "next",
    "sessions",
    "sort",
    "order",
    "mode",
    "year",
    "session",
    "measure",
    "kind",
    "lang",
    "id",
)
HEADERS = (
    "accept",
    "accept-encoding",
    "accept-language",
    "cookie",
    "if-modified-since",
    "if-none-match",
    "origin",
    "range",
    "referer",
    "user-agent",
    "x-csrftoken",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "x-requested-with",
)
METHODS = ("delete", "head", "options", "patch", "post", "put", "trace")
type Ask = Callable[[Client, str, random.Random], Any]


def header_safe(text: str) -> str:
    """What a server would hand on: no line ends, Latin-1."""
    return text.replace("\r", "").replace("\n", "").replace("\0", "").encode("utf-8", "replace").decode("latin-1")


def by_path(client: Client, path: str, chance: random.Random) -> Any:
    """In place of a part of the path, or behind it."""
    parts = path.split("/")
    place = chance.randrange(1, len(parts))
    parts[place] = quote(chance.choice(PAYLOADS).encode("utf-8", "surrogatepass"), safe=chance.choice(["", "%/<>"]))
    return client.get("/".join(parts).replace("//", "/"))


def by_parameter(client: Client, path: str, chance: random.Random) -> Any:
    names = chance.sample(PARAMETERS, 3)
    query = "&".join(f"{name}={quote(chance.choice(PAYLOADS).encode('utf-8', 'surrogatepass'))}" for name in names)
    return client.get(f"{path}?{query}")


def by_header(client: Client, path: str, chance: random.Random) -> Any:
    return client.get(path, headers={name: header_safe(chance.choice(PAYLOADS)) for name in chance.sample(HEADERS, 3)})


def by_cookie(client: Client, path: str, chance: random.Random) -> Any:
    """Cookies of our own names with values that are not ours, beside the good session."""
    names = (settings.LANGUAGE_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.KNOWN_BROWSER_COOKIE_NAME, "messages")
    for name in names:
        client.cookies[name] = header_safe(chance.choice(PAYLOADS)).replace(";", "")[:3000]
    return client.get(path)


def by_method(client: Client, path: str, chance: random.Random) -> Any:
    return getattr(client, chance.choice(METHODS))(path)


def by_body(client: Client, path: str, chance: random.Random) -> Any:
    """Forms, JSON and uploads that are broken, or are none."""
    kind = chance.choice(
        [
            "application/json",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "text/xml",
            "x/x;charset=xx",
        ]
    )
    payload = chance.choice(PAYLOADS)
    body = chance.choice(
        [
            payload,
            f"next={quote(payload.encode('utf-8', 'surrogatepass'))}&username={MARK}",
            '{"a": [1,',
            f"--x\r\n\r\n{payload}",
        ]
    )
    return client.post(path, body.encode("utf-8", "surrogatepass"), content_type=kind)


CLASSES: dict[str, Ask] = {
    "paths": by_path,
    "parameters": by_parameter,
    "headers": by_header,
    "cookies": by_cookie,
    "methods": by_method,
    "bodies": by_body,
}


def asked(client: Client, paths: list[str], ask: Ask, seed: int) -> Iterator[tuple[str, Any, float, float]]:
    """Every address at least once, then at random: path, answer, seconds on the clock and in this process."""
    chance = random.Random(seed)
    chosen = [*paths, *chance.choices(paths, k=max(0, REQUESTS - len(paths)))]
    for path in chosen:
        clock, own = time.perf_counter(), time.process_time()
        answer = ask(client, path, chance)
        yield path, answer, time.perf_counter() - clock, time.process_time() - own


def usual_seconds(client: Client, paths: list[str]) -> float:
    """What an answer takes on this machine at this moment."""
    took = []
    for path in paths[:40]:
        begun = time.perf_counter()
        client.get(path)
        took.append(time.perf_counter() - begun)
    return statistics.median(took)


@pytest.mark.parametrize("side", ["visitor", "translator"])
@pytest.mark.parametrize("kind", CLASSES)
def test_hostile_requests_get_a_plain_answer(site_content: None, caplog, side: str, kind: str) -> None:
    """No 500, no trace, nothing reflected, nobody sent elsewhere, and within a second of this process's own time."""
    every = every_address(get_resolver())
    if side == "visitor":
        client, paths = Client(), [path for path in every if not path.startswith("/admin/")]
    else:
        client, paths = sign_in("translator", CHINESE), [path for path in every if path.startswith("/admin/")]
    client.raise_request_exception = False
    client.get(paths[0])
    patience = max(SECONDS, 60 * usual_seconds(client, paths))
    count = 0
    for path, answer, on_the_clock, own in asked(client, paths, CLASSES[kind], seed=count):
        assert answer.status_code < 500, (path, caplog.text[-3000:])
        text = answer.getvalue().decode("utf-8", "replace") if answer.status_code != 304 else ""
        assert "Traceback (most recent call last)" not in text, path
        if "html" in answer.get("Content-Type", ""):
            assert MARK not in text, path
        target = urlsplit(answer.get("Location", ""))
        assert target.hostname in {None, "testserver", "localhost"}, (path, answer["Location"])
        assert not answer.get("Location", "").startswith(("//", "/\\", "javascript:")), (path, answer["Location"])
        assert "root:x:0" not in text, path
        assert own < SECONDS, (path, own)
        assert on_the_clock < patience, (path, on_the_clock)
        count += 1
    assert count >= REQUESTS
