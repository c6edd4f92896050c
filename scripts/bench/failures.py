"""What visitors notice when something breaks: a killed worker, no Redis, no database for half a minute."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from scripts.bench.stack import Stack, free_port

KEPT = ("/en/", "/zh-hans/", "/en/about/", "/zh-hans/sessions/", "/en/sessions/5/")
NOT_KEPT = ("/en/search/?q=laser", "/zh-hans/search/?q=%E6%BF%80%E5%85%89")


def try_all(stack: Stack, requests: int, away_seconds: float) -> dict[str, dict[str, float]]:
    """By failure: requests, failed ones among them, slowest seconds; for the database also of pages that are not kept."""
    redis = stack.redis(free_port())
    stack.environment["CACHE_URL"] = f"redis://127.0.0.1:{redis}/0"
    ports = [stack.application(free_port(), workers=2), stack.application(free_port(), workers=2)]
    for port in ports:
        stack.wait_for(port)
    front = stack.nginx(free_port(), ports, stack.folder)
    stack.wait_for(front)
    _warm(stack, ports)
    return {
        "a worker is killed": _under_load(stack, front, requests, lambda: _kill_worker(stack, ports[0])),
        "a process is restarted": _under_load(stack, front, requests, lambda: _restart(stack, ports)),
        "Redis stops": _under_load(stack, front, requests, lambda: stack.stop("redis", signal.SIGKILL)),
        "PostgreSQL stops": _without_database(stack, front, ports, requests, away_seconds),
    }


def _warm(stack: Stack, ports: list[int]) -> None:
    for _turn in range(12):
        for port in ports:
            for path in KEPT:
                assert stack.get(port, path)[0] == 200


def _under_load(stack: Stack, front: int, requests: int, disturb) -> dict[str, float]:
    """Ask for kept pages, from two threads; the disturbance comes after a tenth of them."""
    found = {"requests": 0.0, "failed": 0.0, "slowest": 0.0}

    def ask(share: int) -> None:
        for number in range(share):
            started = time.monotonic()
            try:
                status = stack.get(front, f"{KEPT[number % len(KEPT)]}?turn={number}", timeout=60)[0]
            except OSError:
                status = 599
            found["requests"] += 1
            found["failed"] += status != 200
            found["slowest"] = max(found["slowest"], time.monotonic() - started)

    threads = [Thread(target=ask, args=(requests // 2,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    while found["requests"] < requests / 10:
        time.sleep(0.01)
    disturb()
    for thread in threads:
        thread.join()
    return found


def _children(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _kill_worker(stack: Stack, port: int) -> None:
    worker = _children(stack.running[f"application-{port}"].pid)[0]
    os.kill(worker, signal.SIGKILL)


def _restart(stack: Stack, ports: list[int]) -> None:
    """One after the other, each back before the next goes."""
    for port in ports:
        stack.stop(f"application-{port}")
        stack.application(port, workers=2)
        stack.wait_for(port)


def _without_database(
    stack: Stack, front: int, ports: list[int], requests: int, away_seconds: float
) -> dict[str, float]:
    _warm(stack, ports)
    found: dict[str, float] = {"slowest 503": 0.0, "other than 503": 0.0, "wrong language": 0.0}

    def disturb() -> None:
        with database_stopped():
            deadline = time.monotonic() + away_seconds
            while time.monotonic() < deadline:
                for path in NOT_KEPT:
                    started = time.monotonic()
                    status, _headers, body = stack.get(front, path)
                    found["slowest 503"] = max(found["slowest 503"], time.monotonic() - started)
                    found["other than 503"] += status != 503
                    language = b'lang="en"' if path.startswith("/en/") else b'lang="zh-Hans"'
                    found["wrong language"] += language not in body
                time.sleep(0.5)
        back = time.monotonic()
        while any(stack.get(port, NOT_KEPT[0])[0] != 200 for port in ports):
            assert time.monotonic() - back < 60, "did not recover"
            time.sleep(0.1)
        found["seconds to recover"] = time.monotonic() - back

    return _under_load(stack, front, requests, disturb) | found


@contextmanager
def database_stopped() -> Iterator[None]:
    """The bundled server is killed, and started again at the end."""
    from expo_site import local_postgres
    from expo_site.local_environment import var_dir

    data = var_dir() / "postgres/cluster/data/postmaster.pid"
    os.kill(int(data.read_text().split()[0]), signal.SIGQUIT)
    try:
        yield
    finally:
        local_postgres.restart_if_down(var_dir())


def print_outcome(found: dict[str, dict[str, float]]) -> None:
    print("\nWhen something breaks, under load through nginx")
    for name, values in found.items():
        print(f"  {name:24} " + "   ".join(f"{key} {value:g}" for key, value in values.items()))
