"""From publishing to the last visitor who sees it: on each process, and through Varnish, in both languages, under load."""

import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable

from scripts.bench.stack import Stack, free_port

PROCESSES = 4
LIMIT_SECONDS = 10.0

_PUBLISHER = """
import sys, time
import django
django.setup()
from pages.models import BasePage
page = BasePage.objects.get(slug="about").specific
for line in sys.stdin:
    turn = line.strip()
    page.summary_en, page.summary_zh_hans = f"Turn {turn}.", f"第{turn}轮。"
    page.save_revision().publish()
    print(turn, flush=True)
"""


class Load:
    """Two threads that ask for pages until told to stop; counts answers and failures."""

    def __init__(self, ask: Callable[[int], int]) -> None:
        self.answers = self.failed = 0
        self._ask, self._stop = ask, threading.Event()
        self._threads = [threading.Thread(target=self._run, args=(number,)) for number in range(2)]
        for thread in self._threads:
            thread.start()

    def _run(self, number: int) -> None:
        while not self._stop.is_set():
            number += 1
            try:
                status = self._ask(number)
            except OSError:
                status = 599
            self.answers += 1
            self.failed += status >= 400
            time.sleep(0.005)

    def stop(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()


def measure(stack: Stack, turns: int) -> dict[str, list[float] | int]:
    """Seconds from the end of publishing until everybody shows it, by way; stale pages and failures counted.

    Each turn asks all four processes and Varnish for both languages until all are new, then once more each: an old page
    after a new one would be counted as stale.
    """
    varnish_port = free_port()
    front = f"varnish://127.0.0.1:{varnish_port}"
    stack.environment["FRONT_CACHE_URL"] = front
    ports = [stack.application(free_port()) for _ in range(PROCESSES)]
    for port in ports:
        stack.wait_for(port)
    stack.varnish(varnish_port, ports)
    stack.wait_for(varnish_port)
    everywhere = [(port, path) for port in [*ports, varnish_port] for path in ("/en/about/", "/zh-hans/about/")]
    paths = ["/en/", "/zh-hans/sessions/", "/en/sessions/5/", "/zh-hans/about/"]
    load = Load(lambda number: stack.get([*ports, varnish_port][number % 5], paths[number % 4])[0])
    publisher = subprocess.Popen(
        [sys.executable, "-c", _PUBLISHER],
        env=os.environ | stack.environment | {"DJANGO_SETTINGS_MODULE": "expo_site.settings"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert publisher.stdin
    assert publisher.stdout
    by_process: list[float] = []
    by_varnish: list[float] = []
    stale = 0
    try:
        for turn in range(1, turns + 1):
            publisher.stdin.write(f"{turn}\n")
            publisher.stdin.flush()
            assert publisher.stdout.readline().strip() == str(turn)
            published = time.monotonic()
            waiting = list(everywhere)
            while waiting and time.monotonic() - published < LIMIT_SECONDS:
                for port, path in list(waiting):
                    if _shows(stack, port, path, turn):
                        waiting.remove((port, path))
                        (by_varnish if port == varnish_port else by_process).append(time.monotonic() - published)
            assert not waiting, f"turn {turn} not seen at {waiting}"
            stale += sum(not _shows(stack, port, path, turn) for port, path in everywhere)
    finally:
        publisher.stdin.close()
        publisher.wait()
        load.stop()
    return {
        "four processes": by_process,
        "through Varnish": by_varnish,
        "stale after new": stale,
        "requests of the load": load.answers,
        "failed": load.failed,
    }


def _shows(stack: Stack, port: int, path: str, turn: int) -> bool:
    status, _headers, body = stack.get(port, path)
    assert status == 200, status
    return (f"Turn {turn}." if path.startswith("/en/") else f"第{turn}轮。").encode() in body


def print_times(found: dict[str, list[float] | int]) -> None:
    print("\nFrom published to visible, seconds")
    for name, value in found.items():
        if isinstance(value, list):
            print(
                f"  {name:24} median {statistics.median(value):.3f}   slowest {max(value):.3f}   ({len(value)} times)"
            )
        else:
            print(f"  {name:24} {value}")
