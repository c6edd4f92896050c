"""Redis or Valkey where there is one, and no trouble where it is away."""

import shutil
import subprocess
import time
from collections.abc import Iterator

import pytest
from django.core.cache.backends.base import BaseCache

from expo_site import shared_cache
from expo_site.shared_cache import SharedCache, caches_for

REDIS = shutil.which("redis-server") or shutil.which("valkey-server")


@pytest.fixture(autouse=True)
def asked_anew() -> Iterator[None]:
    shared_cache._Away.until = 0.0
    yield
    shared_cache._Away.until = 0.0


def cache_at(port: int) -> BaseCache:
    options = {"socket_timeout": 1, "socket_connect_timeout": 1}
    return SharedCache(f"redis://127.0.0.1:{port}/0", {"OPTIONS": options, "KEY_PREFIX": "tests"})


def test_without_an_address_each_process_keeps_its_own() -> None:
    assert "shared_pages" not in caches_for("", pages=10)
    assert caches_for("redis://cache/0", pages=10)["shared_pages"]["LOCATION"] == "redis://cache/0"


def test_while_it_is_away_the_process_uses_its_own_memory_and_nobody_waits(caplog) -> None:
    cache = cache_at(9)
    cache.set("a", 1)
    assert cache.get("a") == 1
    assert cache.incr("a") == 2
    assert cache.add("a", 5) is False
    assert cache.get_many(["a", "b"]) == {"a": 2}
    assert cache.get("nothing", "default") == "default"
    assert caplog.text.count("away") == 1, "asked once, not at every call"


@pytest.mark.skipif(REDIS is None, reason="neither redis-server nor valkey-server is installed")
def test_it_is_used_again_when_it_is_back(free_port: int, monkeypatch) -> None:
    monkeypatch.setattr(shared_cache, "RETRY_SECONDS", 0.2)
    cache = cache_at(free_port)
    cache.set("a", "own")
    server = subprocess.Popen(
        [str(REDIS), "--port", str(free_port), "--bind", "127.0.0.1", "--save", ""], stdout=subprocess.DEVNULL
    )
    try:
        other = cache_at(free_port)
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            time.sleep(0.3)
            cache.set("b", "shared")
            if shared_cache._Away.until < time.monotonic() and other.get("b") == "shared":
                break
        else:
            pytest.fail("not used again")
    finally:
        server.terminate()
        server.wait()
    time.sleep(0.3)
    assert cache.get("b", "gone") in {"gone", "shared"}


@pytest.fixture
def free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
