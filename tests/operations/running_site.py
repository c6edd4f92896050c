"""A site of its own for a test: a database, a folder, commands, and a web server with workers that may be killed."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from django.db import connections

from expo_site.backups.make import WITHOUT_ROWS
from tests.site.test_demo import CHECKOUT, free_port

RELEASED = CHECKOUT / "tests/operations/released"
"""A backup of the shipped content, without accounts, for each released version."""

SERVE = """
import sys, django
django.setup()
from expo_site.demo_server import serve
from expo_site.forks import let_go_of_the_database
let_go_of_the_database()
serve(sys.argv[1], int(sys.argv[2]))
"""


RESIDENT = """
import contextlib, io, json, sys, traceback
import django
django.setup()
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connections
for line in sys.stdin:
    arguments, changed = json.loads(line)
    said, complaints, code, error = io.StringIO(), io.StringIO(), 0, ""
    for name, value in changed.items():
        setattr(settings, name, value)
    try:
        with contextlib.redirect_stdout(said):
            if arguments[0] == "run":
                exec(arguments[1], {})
            else:
                call_command(*arguments, stdout=said, stderr=complaints)
    except CommandError as problem:
        code, error = 1, f"CommandError: {problem}"
    except BaseException:
        code, error = 2, traceback.format_exc()
    connections.close_all()
    print(json.dumps([code, said.getvalue(), error]), flush=True)
"""
"""Runs one command after another: starting Django takes longer than most of them."""


def server_parameters() -> dict[str, Any]:
    """Of the PostgreSQL server that the tests run on."""
    parameters = connections["default"].get_connection_params()
    return {name: parameters[name] for name in ("host", "port", "user", "password") if parameters.get(name)}


@contextmanager
def own_database() -> Iterator[str]:
    """An empty database on the tests' server; its name."""
    name = f"expo_own_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(**server_parameters(), dbname="postgres", autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield name
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


class RunningSite:
    """Commands and a web server on a database and a folder of their own."""

    def __init__(self, database: str, folder: Path) -> None:
        self.database, self.folder = database, folder
        self.media = folder / "media"
        self.port = free_port()
        self.seen: dict[int, float] = {}
        """Worker's process id → when it was first seen."""
        self.resident: subprocess.Popen[str] | None = None
        of = server_parameters()
        url = f"postgres://{of['user']}:{quote(of.get('password', ''), safe='')}@:{of['port']}/{database}"
        url += f"?host={quote(of['host'], safe='/')}"
        self.environment = os.environ | {
            "DATABASE_URL": url,
            "VAR_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "expo_site.settings",
            "PYTHONPATH": str(CHECKOUT),
            "DATABASE_POOL_TIMEOUT": "60",  # a noisy machine is slow, which is not what is tested
        }

    def manage(self, *arguments: str, check: bool = True, **changed: object) -> subprocess.CompletedProcess[str]:
        """A command of ``manage.py``, with settings changed from now on; or ``"run"`` and some Python."""
        if self.resident is None:
            self.resident = subprocess.Popen(
                [sys.executable, "-c", RESIDENT],
                cwd=CHECKOUT,
                env=self.environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
        self.resident.stdin.write(json.dumps([arguments, changed]) + "\n")
        self.resident.stdin.flush()
        code, said, error = json.loads(self.resident.stdout.readline())
        assert not check or code == 0, said + error
        return subprocess.CompletedProcess(arguments, code, said, error)

    def start(self, *command: str) -> subprocess.Popen[str]:
        """Any Python command of the site, running beside the test."""
        return subprocess.Popen(
            [sys.executable, *command],
            cwd=CHECKOUT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def connect(self) -> psycopg.Connection[Any]:
        return psycopg.connect(**server_parameters(), dbname=self.database)

    @contextmanager
    def serving(self) -> Iterator["RunningSite"]:
        with (self.folder / "server.log").open("w") as log:
            self.server = subprocess.Popen(
                [sys.executable, "-c", SERVE, "127.0.0.1", str(self.port)],
                cwd=CHECKOUT,
                env=self.environment,
                stdout=log,
                stderr=log,
            )
            try:
                self._wait_until_it_answers()
                yield self
            except BaseException:
                print((self.folder / "server.log").read_text()[-20000:])
                raise
            finally:
                self.server.terminate()
                with suppress(subprocess.TimeoutExpired):
                    self.server.wait(20)
                self.server.kill()
                self.server.wait()

    def workers(self) -> list[int]:
        """Process ids of the web server's workers."""
        listed = Path(f"/proc/{self.server.pid}/task/{self.server.pid}/children").read_text()
        return [int(pid) for pid in listed.split()]

    def kill_worker(self, chosen: int) -> bool:
        """As a machine out of memory does. False where none has been there long enough to be replaced.

        A worker that dies within 5.5 seconds of its start ends Granian: an operator's service manager begins anew then.
        """
        now = time.monotonic()
        self.seen = {pid: self.seen.get(pid, now) for pid in self.workers()}
        settled = [pid for pid, since in self.seen.items() if now - since > 6]
        if settled:
            with suppress(ProcessLookupError):
                os.kill(settled[chosen % len(settled)], signal.SIGKILL)
        return bool(settled)

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            assert self.server.poll() is None, (self.folder / "server.log").read_text()
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/live", timeout=5).close()
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise AssertionError("The web server did not answer.")

    def files(self) -> dict[str, bytes]:
        """Everything below the media folder."""
        return {
            str(path.relative_to(self.media)): path.read_bytes() for path in self.media.rglob("*") if path.is_file()
        }

    def rows(self) -> dict[str, list[str]]:
        """Every row of every table as text, sign-ins apart, which no backup holds."""
        with self.connect() as connection:
            tables = connection.execute(
                "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
            ).fetchall()
            return {
                table: [row for (row,) in connection.execute(f'SELECT r::text FROM "{table}" r ORDER BY 1')]
                for (table,) in tables
                if table not in WITHOUT_ROWS
            }


@contextmanager
def own_site(*, with_content: bool = True) -> Iterator[RunningSite]:
    """With the shipped content, restored from the released backup, and up to date."""
    folder = Path(tempfile.mkdtemp(prefix="expo-site-", dir="/tmp"))
    try:
        with own_database() as name:
            site = RunningSite(name, folder)
            if with_content:
                site.manage("restore", str(newest_release()))
            try:
                yield site
            finally:
                if site.resident:
                    site.resident.communicate(timeout=60)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def newest_release() -> Path:
    return max(RELEASED.glob("*.tar"), key=lambda file: [int(part) for part in file.stem.split(".")])
