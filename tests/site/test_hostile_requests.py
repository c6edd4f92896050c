"""Ten thousand and more hostile requests to every address: each gets a plain answer, and soon."""

import statistics
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver

from pages.models import BasePage
from tests.pages.staff import CHINESE, sign_in
from tests.site.addresses import every_address
from tests.site.hostile import CLASSES, MARK, Hostile, HostileClass

pytestmark = [pytest.mark.django_db, pytest.mark.long]

REQUESTS = {"visitor": 1200, "translator": 0}
"""Of each class, and at least one to each address. Translators are the staff with the fewest rights."""

SECONDS = 1.0
TIMES_USUAL = 20
"""On a machine that is busy with other things, how much longer than a usual answer of that moment one may take."""

ENDS_THE_SESSION = ("/security/", "/password_reset/key/")
"""Addresses that are asked, but not sent forms to: they could sign out the one who asks."""


def addresses(side: str) -> list[str]:
    admin = f"/{settings.ADMIN_PATH}/"
    found = every_address(get_resolver())
    if side == "translator":
        return [path for path in found if path.startswith(admin)]
    pages = BasePage.objects.live().filter(depth__gte=2)
    local = [urlsplit(page.get_url() or "").path for page in pages]
    shown = [f"/{code}{path.removeprefix('/en')}" for path in local for code in ("en", "zh-hans")]
    return [path for path in found if not path.startswith(admin)] + shown


def planned(side: str, kind: HostileClass) -> list[Hostile]:
    paths = addresses(side)
    if kind.name in {"methods", "bodies"} and side == "translator":
        paths = [path for path in paths if not any(part in path for part in ENDS_THE_SESSION)]
    return list(kind.requests(paths, REQUESTS[side]))


def ask(client: Client, hostile: Hostile) -> tuple[Any, float]:
    """The answer, and the seconds it took; over the limit, the best of three."""
    for name, value in hostile.cookies.items():
        client.cookies[name] = value
    took = []
    while not took or (took[-1] > SECONDS and len(took) < 3):
        begun = time.perf_counter()
        answer = client.generic(
            hostile.method, hostile.path, hostile.body, content_type=hostile.content_type, headers=hostile.headers
        )
        took.append(time.perf_counter() - begun)
    return answer, min(took)


def objection(hostile: Hostile, answer: Any) -> str:
    """What is wrong with an answer, or nothing."""
    text = "" if answer.status_code == 304 else answer.getvalue().decode("utf-8", "replace")
    target = answer.get("Location", "")
    if answer.status_code >= 500:
        return f"{answer.status_code}"
    if "Traceback (most recent call last)" in text or 'id="traceback' in text:
        return "a stack trace"
    if "html" in answer.get("Content-Type", "") and (MARK in text or 'href="javascript:' in text):
        return "reflected markup"
    if target and (
        urlsplit(target).hostname not in {None, "testserver", "localhost"}
        or target.startswith(("//", "/\\", "\\"))
        or urlsplit(target).scheme not in {"", "http", "https"}
    ):
        return f"a redirect to {target}"
    if "X-Injected" in answer.headers:
        return "a header of the sender's own"
    return "a file of the server's" if "root:x:0" in text else ""


@pytest.mark.parametrize("side", REQUESTS)
@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.name)
def test_hostile_requests_get_a_plain_answer(
    site_content: None, tmp_path: Path, settings: Any, record_property: Any, side: str, kind: HostileClass
) -> None:
    settings.MEDIA_ROOT = tmp_path
    client = Client() if side == "visitor" else sign_in("translator", CHINESE)
    client.raise_request_exception = False
    door = "/en/" if side == "visitor" else f"/{settings.ADMIN_PATH}/"
    usual = statistics.median(ask(client, Hostile(door))[1] for _ in range(9))
    took: list[tuple[float, str]] = []
    problems: list[str] = []
    for hostile in planned(side, kind):
        answer, seconds = ask(client, hostile)
        took.append((seconds, f"{hostile.method} {hostile.path[:200]}"))
        wrong = objection(hostile, answer)
        if seconds > max(SECONDS, TIMES_USUAL * usual):
            wrong = wrong or f"{seconds:.1f} s, where {usual:.3f} s is usual"
        if wrong:
            problems.append(f"{wrong}: {hostile}"[:600])
    said = f"{len(took)} requests, median {statistics.median(seconds for seconds, _request in took):.4f} s"
    record_property("times", said)
    print(f"{side}, {kind.name}: {said}, slowest {max(took)}, usual {usual:.4f} s")
    assert problems == []
    if side == "translator":
        assert client.get(door).status_code == 200, "and was signed in all the time"


def test_there_are_ten_thousand_of_them_and_none_is_forgotten(site_content: None) -> None:
    plans = {(side, kind.name): planned(side, kind) for side in REQUESTS for kind in CLASSES}
    assert sum(map(len, plans.values())) >= 10_000
    asked = {hostile.path for hostile in plans["translator", "headers"] + plans["visitor", "headers"]}
    assert asked == set(addresses("visitor") + addresses("translator"))
    assert len({kind.reason for kind in CLASSES}) == len(CLASSES)
