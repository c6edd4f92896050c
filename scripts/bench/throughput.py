"""Requests a second, side by side in one run: a file, the front caches, the application."""

import gzip
import re
import shutil
import statistics
import subprocess
import time

from scripts.bench.stack import Stack, free_port

CONNECTIONS = 32
ROUNDS = 5
WRK = shutil.which("wrk") or "/usr/bin/wrk"


def requests_a_second(port: int, path: str, host: str, seconds: float, *headers: str) -> tuple[float, int]:
    """By wrk with two threads; and how many answers were no 2xx or 3xx."""
    command = [
        WRK,
        "-t2",
        f"-c{CONNECTIONS}",
        f"-d{seconds:.0f}s",
        "--timeout",
        "60s",
        "-H",
        f"Host: {host}",
        "-H",
        "Accept-Encoding: gzip",
    ]
    for header in headers:
        command += ["-H", header]
    said = subprocess.run(
        [*command, f"http://127.0.0.1:{port}{path}"], capture_output=True, text=True, check=True
    ).stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    socket_errors = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", said)
    errors = sum(map(int, socket_errors.groups())) if socket_errors else 0
    assert rate, said
    return float(rate[1]), (int(failed[1]) if failed else 0) + errors


def measure(stack: Stack, path: str = "/en/", seconds: float = 2, workers: int = 2) -> dict[str, float]:
    """Requests a second of each way to the same bytes, medians of some rounds. Raises ``AssertionError`` when one fails."""
    port = stack.application(free_port(), workers, "measured")
    stack.wait_for(port)
    for _turn in range(20):
        status, headers, body = stack.get(port, path, Accept_Encoding="gzip")
        assert status == 200
    assert headers["cache-status"] == "expo; hit", headers
    files = stack.folder / "files"
    files.mkdir(exist_ok=True)
    (files / "page.html").write_bytes(gzip.decompress(body))
    (files / "page.html.gz").write_bytes(body)  # the same bytes
    nginx = stack.nginx(free_port(), [port, port], files)
    varnish = stack.varnish(free_port(), [port, port])
    stack.wait_for(nginx)
    stack.wait_for(varnish)
    etag = headers["etag"]
    uncached = stack.application(free_port(), workers, "uncached", PAGE_CACHE="false")
    stack.wait_for(uncached)
    ways: list[tuple[str, int, str, tuple[str, ...]]] = [
        ("nginx, the same bytes as a file", nginx, "/file/page.html", ()),
        ("Varnish", varnish, path, ()),
        ("nginx's cache", nginx, path, ()),
        ("application, cached", port, path, ()),
        ("application, 304", port, path, (f"If-None-Match: {etag}",)),
        ("application, uncached", uncached, path, ()),
    ]
    rates: dict[str, list[float]] = {}
    for turn in range(ROUNDS + 1):  # by turns, because a shared machine is quicker at one time than at another
        for name, at, address, more in ways:
            rate, failed = requests_a_second(at, address, stack.host, seconds if turn else 1, *more)
            assert not failed, f"{name}: {failed} failed"
            if turn:  # the first was to warm up
                rates.setdefault(name, []).append(rate)
            time.sleep(0.2)
    found = {name: statistics.median(of_one_way) for name, of_one_way in rates.items()}
    for name in ("measured", "uncached", "nginx", "varnish"):
        stack.stop(name)
    return found


def print_table(found: dict[str, float], path: str) -> None:
    file = found["nginx, the same bytes as a file"]
    print(f"\nRequests a second at {path}, {CONNECTIONS} connections, load generator on the same cores")
    for name, rate in found.items():
        print(f"  {name:34} {rate:10.0f}   {100 * rate / file:6.1f} % of the file")
