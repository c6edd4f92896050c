"""``python -m expo_site.local_postgres start|stop|status|psql|erase``: the bundled server by hand."""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from expo_site.local_environment import read_dotenv

from . import database, running, server
from .cluster import Cluster
from .errors import LocalPostgresError, explained
from .folders import DATABASE, PORT, ROLE, Home
from .lease import CHECKOUT, FileLock, Lease, guard, only_one, stop_if_unused


def main() -> int:
    read_dotenv()
    parser = argparse.ArgumentParser(prog="python -m expo_site.local_postgres", description=__doc__)
    parser.add_argument("--var-dir", type=Path, default=Path(os.environ.get("VAR_DIR") or CHECKOUT / "var"))
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("start", help="start the server, to stay until it is stopped")
    stop = actions.add_parser("stop", help="stop the server once nobody uses it")
    stop.add_argument("--now", action="store_true", help="stop it at once, whoever uses it")
    actions.add_parser("status", help="say whether it runs, and where; exit code 3 when it does not")
    actions.add_parser("erase", help="stop the server and delete its data, for good")
    psql = actions.add_parser("psql", help="open psql on the site's database, with any arguments of its own")
    psql.add_argument("arguments", nargs=argparse.REMAINDER)
    actions.add_parser("guard")
    given, further = parser.parse_known_args()
    if further and given.action != "psql":
        parser.error(f"unrecognized arguments: {' '.join(further)}")
    home = Home(given.var_dir)
    match given.action:
        case "start":
            return _start(home)
        case "stop":
            return _stop(home, at_once=given.now)
        case "status":
            return _status(home)
        case "erase":
            return _erase(home)
        case "psql":
            return _psql(home, [*further, *given.arguments])
    guard(home)
    return 0


def _start(home: Home) -> int:
    lease = Lease.take(home)
    home.keep_mark.touch()
    lease.give_back()
    return _status(home)


def _stop(home: Home, *, at_once: bool) -> int:
    home.prepare()
    home.keep_mark.unlink(missing_ok=True)
    if at_once:
        with only_one(home.start_lock):
            server.stop(Cluster.of(home))
    elif not stop_if_unused(home):
        print("PostgreSQL is in use and stops with its last user; stop --now does not wait.")
    return 0


def _erase(home: Home) -> int:
    if not home.folder.is_dir():
        return 0
    with only_one(home.start_lock):
        lease = FileLock(home.lease_file)
        try:
            if not lease.nobody_shares():
                raise LocalPostgresError("PostgreSQL is in use: stop what uses it first.")
            cluster = Cluster.of(home)
            server.stop(cluster)
            shutil.rmtree(home.socket_folder(), ignore_errors=True)
            with explained(cluster.folder):
                shutil.rmtree(cluster.folder, ignore_errors=not cluster.folder.exists())
                shutil.rmtree(home.folder)
        finally:
            lease.release()
    return 0


def _status(home: Home) -> int:
    cluster = Cluster.of(home)
    pid = server.running_pid(cluster)
    if pid is None:
        print(f"PostgreSQL is down; its data is in {cluster.data}.")
        return 3
    print(
        f"PostgreSQL runs as process {pid}; data {cluster.data}, socket in {home.socket_folder()}, log {cluster.log}."
    )
    return 0


def _psql(home: Home, arguments: list[str]) -> int:
    with running(home.var_dir):
        found = database(home.var_dir)
        program = Cluster.of(home).programs() / "psql"
        command: list[str | Path] = [program, "-h", found["HOST"], "-p", PORT, "-U", ROLE, "-d", DATABASE, *arguments]
        return subprocess.run(command, env={**os.environ, "PGPASSWORD": found["PASSWORD"]}).returncode  # noqa: S603


if __name__ == "__main__":
    try:
        sys.exit(main())
    except LocalPostgresError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)
