"""nginx and Varnish as ``deploy/`` sets them up, Debian's packages, with the site behind them."""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from scripts.bench.stack import Stack, free_port, stack
from tests.missing_tools import missing_tool

ROOT = Path(__file__).resolve().parents[2]
NEEDED = ("nginx", "varnishd", "redis-server")
pytestmark = pytest.mark.long


@pytest.fixture
def servers() -> None:
    missing = [each for each in NEEDED if not shutil.which(each, path=f"{os.environ['PATH']}:/usr/sbin")]
    if missing:
        missing_tool(f"missing: {missing}")


@pytest.mark.usefixtures("servers")
def test_changes_are_seen_everywhere_and_failures_by_nobody() -> None:
    """Publishing on four processes and through Varnish; a killed worker, a rolling restart, no Redis, no database."""
    folder = Path(tempfile.mkdtemp(prefix="expo-deployment-", dir="/tmp"))
    folder.chmod(0o755)
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {
        "VAR_DIR": str(folder)
    }
    try:
        run = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "scripts.bench", "promises"],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=900,
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    assert run.returncode == 0, run.stdout[-3000:] + run.stderr[-3000:]


class Upstream(BaseHTTPRequestHandler):
    """Stands for the site: a page for everybody, which says how many have been asked for."""

    def do_GET(self) -> None:
        self.server.asked += 1  # type: ignore[attr-defined]
        body = f"answer {self.server.asked}".encode()  # type: ignore[attr-defined]
        self.send_response(200)
        self.send_header("Cache-Control", "public, max-age=0, s-maxage=60")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_said: object) -> None:
        pass


@pytest.fixture
def upstream() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Upstream)
    server.asked = 0  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()


@pytest.fixture
def running(servers: None) -> Iterator[Stack]:
    with stack() as found:
        yield found


@pytest.mark.parametrize("front", ["nginx", "varnish"])
def test_staff_get_nothing_kept_under_either_name_of_the_sessions_cookie(
    running: Stack, upstream: int, tmp_path: Path, front: str
) -> None:
    port = free_port()
    if front == "nginx":
        running.nginx(port, [upstream], tmp_path)
    else:
        running.varnish(port, [upstream])
    running.wait_for(port, "/health/live")
    first = running.get(port, "/en/")[2]
    assert running.get(port, "/en/", Cookie="expo_language=en")[2] == first
    for cookie in ("sessionid=x", "__Host-sessionid=x", "expo_language=en; __Host-sessionid=x"):
        assert running.get(port, "/en/", Cookie=cookie)[2] != first
    assert running.get(port, "/en/")[2] == first


def test_nginx_hands_out_pictures_and_no_documents(
    running: Stack, upstream: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who may read a document is for the site to say."""
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    for name in ("documents/budget.pdf", "images/square.png"):
        (tmp_path / "media" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "media" / name).write_bytes(b"content")
    for folder in [tmp_path, *tmp_path.parents]:
        if folder.is_relative_to(tempfile.gettempdir()):
            folder.chmod(0o755)
    port = free_port()
    running.nginx(port, [upstream], tmp_path)
    running.wait_for(port, "/health/live")
    assert running.get(port, "/media/images/square.png")[2] == b"content"
    for spelling in (
        "documents/",
        "./documents/",
        "/documents/",
        "images/../documents/",
        "%2e/documents/",
        "%64ocuments/",
    ):
        status, _headers, body = running.get(port, f"/media/{spelling}budget.pdf")
        assert (status, b"content" in body) == (404, False), spelling
