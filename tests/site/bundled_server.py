"""How tests start, find and ask the bundled PostgreSQL of a ``var/`` of their own."""

import os
import subprocess
import sys
import time
from pathlib import Path

import psycopg

from expo_site.local_postgres import server
from expo_site.local_postgres.cluster import Cluster
from expo_site.local_postgres.folders import Home

CHECKOUT = Path(__file__).resolve().parent.parent.parent

USES_SERVER = """
import sys, time, psycopg
from pathlib import Path
from expo_site import local_postgres
with local_postgres.running(Path(sys.argv[1])) as url:
    with psycopg.connect(url) as connection:
        print(connection.execute("SELECT pg_postmaster_start_time()::text").fetchone()[0], flush=True)
    time.sleep(float(sys.argv[2]))
"""


def run(*arguments: str, var_dir: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "expo_site.local_postgres", "--var-dir", str(var_dir), *arguments],
        cwd=CHECKOUT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=120,
    )


def user_of_server(var_dir: Path, seconds: float = 0) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", USES_SERVER, str(var_dir), str(seconds)],
        cwd=CHECKOUT,
        env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def pid_of_server(var_dir: Path) -> int | None:
    return server.running_pid(Cluster.of(Home(var_dir)))


def wait_until_down(var_dir: Path, seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if pid_of_server(var_dir) is None:
            return True
        time.sleep(0.05)
    return False


def ask(url: str, question: str) -> str:
    with psycopg.connect(url) as connection:
        cursor = connection.execute(question)
        while cursor.nextset():
            pass
        return str(cursor.fetchone()[0])
