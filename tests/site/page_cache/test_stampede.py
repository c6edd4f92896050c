"""Many visitors at once: one makes the page."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from expo_site.page_cache.serving import PageCache
from pages.kept_answers import MARK
from tests.site.page_cache.conftest import ask_of


class Slow:
    """An application that takes its time, counts, and can be told to fail."""

    def __init__(self) -> None:
        self.made = 0
        self.may_go = threading.Event()
        self.began = threading.Event()
        self.status = "200 OK"

    def __call__(self, environ, start_response):
        self.made += 1
        self.began.set()
        self.may_go.wait(20)
        start_response(self.status, [("Content-Type", "text/html")])
        chunks = Chunks([f"made {self.made}".encode()])
        setattr(chunks, MARK, ())
        return chunks


class Chunks(list):
    """A list that can carry the mark of an answer."""


@pytest.fixture
def slow(content) -> Slow:
    return Slow()


@pytest.fixture
def cache(slow: Slow) -> PageCache:
    return PageCache(slow)


@pytest.fixture(autouse=True)
def empty() -> None:
    from django.core.cache import caches

    caches["pages"].clear()


def known_page(cache: PageCache, slow: Slow) -> None:
    slow.may_go.set()
    assert ask_of(cache, "/page/").body == b"made 1"
    slow.may_go.clear()
    slow.began.clear()


def test_right_after_a_change_others_get_the_old_page_at_once(cache: PageCache, slow: Slow, content) -> None:
    known_page(cache, slow)
    content.move_on()
    with ThreadPoolExecutor(1) as pool:
        maker = pool.submit(ask_of, cache, "/page/")
        assert slow.began.wait(20)
        content.subscribers[0](content.generation)  # however slow this machine is: the change was just now
        other = ask_of(cache, "/page/")
        assert (other.body, other.said) == (b"made 1", "hit; detail=updating")
        slow.may_go.set()
        assert maker.result(20).body == b"made 2"
    assert slow.made == 2


def test_later_they_wait_and_share_the_new_one(cache: PageCache, slow: Slow, content) -> None:
    known_page(cache, slow)
    content.move_on()
    cache._moved = time.monotonic() - 100
    with ThreadPoolExecutor(6) as pool:
        asked = [pool.submit(ask_of, cache, "/page/") for _ in range(6)]
        assert slow.began.wait(20)
        slow.may_go.set()
        assert {each.result(20).body for each in asked} == {b"made 2"}
    assert slow.made == 2


def test_a_page_that_only_grew_old_is_given_while_one_makes_it_anew(cache: PageCache, slow: Slow, monkeypatch) -> None:
    known_page(cache, slow)
    monkeypatch.setattr("expo_site.page_cache.serving.FRESH_SECONDS", 0.0)
    with ThreadPoolExecutor(1) as pool:
        maker = pool.submit(ask_of, cache, "/page/")
        assert slow.began.wait(20)
        assert ask_of(cache, "/page/").said == "hit; detail=updating"
        slow.may_go.set()
        assert maker.result(20).body == b"made 2"


def test_a_failure_is_not_tried_again_by_everybody(cache: PageCache, slow: Slow, content) -> None:
    known_page(cache, slow)
    slow.may_go.set()
    slow.status = "500 Internal Server Error"
    content.move_on()
    answers = [ask_of(cache, "/page/") for _ in range(5)]
    assert {(each.status, each.said) for each in answers} == {(200, "hit; detail=stale-on-error")}
    assert slow.made == 2


def test_the_cache_does_not_grow_without_end(cache: PageCache, slow: Slow, settings) -> None:
    from django.core.cache import caches

    slow.may_go.set()
    most = settings.CACHES["pages"]["OPTIONS"]["MAX_ENTRIES"]
    for number in range(most + 50):
        ask_of(cache, f"/{number}/")
    assert len(caches["pages"]._cache) <= most
