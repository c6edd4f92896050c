"""``make demo`` as its operator sees it: both languages from one command, quick the second time, nothing left behind."""

import json
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.site.test_demo import CHECKOUT, free_port

pytestmark = pytest.mark.long

MEMORY_KB = 600 * 1024
SECOND_START_SECONDS = 10


class RunningDemo:
    """A demo on a port and a ``var/`` of its own."""

    def __init__(self, var_dir: Path) -> None:
        self.port = free_port()
        started = time.monotonic()
        environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "PUBLIC_URL")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "expo_site.demo"],
            cwd=CHECKOUT,
            env=environment | {"PORT": str(self.port), "VAR_DIR": str(var_dir)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said = ""
        for line in self.process.stdout:
            self.said += line
            if "Ctrl-C" in line:
                break
        self.seconds = time.monotonic() - started
        assert self.process.poll() is None, self.said

    def get(self, path: str) -> str:
        with urllib.request.urlopen(f"http://localhost:{self.port}{path}", timeout=30) as answer:
            return answer.read().decode()

    def stop(self, number: int) -> int:
        self.process.send_signal(number)
        self.process.stdout.read()
        return self.process.wait(30)


def processes_of(var_dir: Path) -> list[int]:
    """All that belong to one demo, its database included: by environment, by folder or by command line."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "environ").read_bytes() + (entry / "cmdline").read_bytes()
            works_in = str((entry / "cwd").readlink())
        except OSError:
            continue
        if int(entry.name) != os.getpid() and (os.fsencode(var_dir) in words or works_in.startswith(str(var_dir))):
            found.append(int(entry.name))
    return found


def left_by(var_dir: Path) -> list[str]:
    """What still runs, so that a failure names it."""
    left = []
    for pid in processes_of(var_dir):
        try:
            words = Path(f"/proc/{pid}/cmdline").read_bytes().decode().replace("\0", " ")
        except OSError:
            words = "ended while it was looked at"
        left.append(f"{pid} {words}")
    return left


def memory_kb(pids: list[int]) -> int:
    """Proportional set size: memory that several processes share counts once."""
    rolled_up = [Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in pids]
    return sum(int(re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE)[1]) for text in rolled_up)


def wait_for_jobs(record: Path) -> None:
    """Return when the scheduler has done everything once; what it does takes memory too."""
    deadline = time.monotonic() + 60
    while not record.exists() or "tidy the search index" not in record.read_text():
        assert time.monotonic() < deadline, "the scheduler does not run"
        time.sleep(0.2)
    assert {job["error"] for job in json.loads(record.read_text()).values()} == {""}


@pytest.fixture
def start(var_dir: Path) -> Iterator[Callable[[], RunningDemo]]:
    """Starts a demo; whatever a failed test leaves running is killed."""
    yield lambda: RunningDemo(var_dir)
    for pid in processes_of(var_dir):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


@pytest.fixture(scope="module")
def var_dir() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="expo-demo-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def test_first_start_serves_both_languages_and_stops_on_ctrl_c(start, var_dir):
    demo = start()
    assert 'lang="en"' in demo.get("/en/")
    assert 'lang="zh-Hans"' in demo.get("/zh-hans/")
    assert "/admin/" in demo.said
    assert all(name in demo.said for name in ("administrator", "editor", "translator", "moderator"))
    assert stat.S_IMODE((var_dir / "accounts.txt").stat().st_mode) == 0o600
    searches = ["/en/search/?q=isreal", "/zh-hans/search/?q=mianyang", "/zh-hans/search/?q=%E5%89%B5%E6%96%B0"]
    for path in ["/en/sessions/", "/zh-hans/sessions/", "/en/about/overview/", "/zh-hans/about/overview/", *searches]:
        for _ in range(4):  # so that both workers answer each
            demo.get(path)
    wait_for_jobs(var_dir / "scheduler.json")
    pids = processes_of(var_dir)
    assert len(pids) > 5
    used = memory_kb(pids)
    assert used < MEMORY_KB, f"{used / 1024:.0f} MB"
    assert demo.stop(signal.SIGINT) == 0
    assert left_by(var_dir) == []


def test_second_start_is_quick_changes_nothing_and_stops_on_sigterm(start, var_dir):
    accounts = (var_dir / "accounts.txt").read_text()
    seconds = []
    for _ in range(3):  # the quickest counts: other work on the machine must not decide
        demo = start()
        assert (var_dir / "accounts.txt").read_text() == accounts
        assert demo.stop(signal.SIGTERM) == 0
        assert left_by(var_dir) == []
        seconds.append(demo.seconds)
    assert min(seconds) < SECOND_START_SECONDS


def test_killed_demo_takes_everything_with_it(start, var_dir):
    demo = start()
    demo.stop(signal.SIGKILL)
    deadline = time.monotonic() + 15
    while processes_of(var_dir) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert left_by(var_dir) == []


def test_crashed_database_comes_back(start, var_dir):
    demo = start()
    demo.get("/en/")
    os.kill(int((var_dir / "postgres/cluster/data/postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        time.sleep(0.5)
        try:
            demo.get("/health/ready")
        except OSError:
            continue
        break
    demo.get("/zh-hans/sessions/")
    assert demo.stop(signal.SIGTERM) == 0
    assert left_by(var_dir) == []
