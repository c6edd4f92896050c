"""The whole site from one command: ``make demo``, or ``python -m expo_site.demo``.

Checks, starts the database, then the site's server, which prepares the site first and keeps the scheduler beside it, until
Ctrl-C, SIGTERM, or until the server ends by itself.
"""

import errno
import os
import shutil
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType

from expo_site import local_postgres
from expo_site.children import Child, stop_all
from expo_site.demo_accounts import accounts_file, read_accounts
from expo_site.local_environment import BASE_DIR, database_running, read_dotenv, uses_bundled_postgres, var_dir
from expo_site.local_postgres import LocalPostgresError

NEEDED_BYTES = 300 * 1024 * 1024
"""Room for the database, collected files and renditions at a first start."""

ANSWER_SECONDS = 900.0
"""How long it may take until the first answer: the first start makes tables and loads the content."""


class CannotRun(Exception):
    """The demo cannot go on; ``str()`` is one sentence for the person at the terminal."""


class StopRequested(BaseException):
    """Ctrl-C, SIGTERM or SIGHUP."""


def chosen_address() -> tuple[str, int]:
    """Host and port to listen at, from ``HOST`` (default this machine only) and ``PORT`` (default 8000)."""
    host, port = os.environ.get("HOST") or "localhost", os.environ.get("PORT") or "8000"
    if not port.isascii() or not port.isdecimal() or not 0 < int(port) < 65536:
        raise CannotRun(f"PORT is “{port}”, which is not a number from 1 to 65535.")
    return ("127.0.0.1" if host == "localhost" else host), int(port)


def check_port_is_free(host: str, port: int) -> None:
    """Raise CannotRun when somebody listens there, also on IPv6, where a browser looks for “localhost” first."""
    other = port % 65535 + 1
    busy = CannotRun(f"Port {port} is in use: stop the program that uses it, or choose another, such as PORT={other}.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError as error:
            raise CannotRun(f"Port {port} may only be used by root: choose another, such as PORT=8000.") from error
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise busy from error
            reason = error.strerror or error
            raise CannotRun(f"HOST is “{host}”, where this machine cannot listen ({reason}).") from error
    try:
        socket.create_connection(("::1", port), timeout=0.5).close()
    except OSError:
        return
    raise busy


def check_folder(folder: Path) -> None:
    """Raise CannotRun unless ``folder`` can be made and written, and has room."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".probe-{os.getpid()}"
        probe.touch()
        probe.unlink()
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise CannotRun(
            f"{folder} cannot be written ({error.strerror or error}): mend its rights, or point VAR_DIR at another."
        ) from error
    first_start = not accounts_file(folder).exists()
    needed = NEEDED_BYTES if first_start else NEEDED_BYTES // 6
    if free < needed:
        raise CannotRun(f"The disk of {folder} has {free >> 20} MB left, and {needed >> 20} MB are needed: free some.")


def wait_for_answer(server: Child, host: str, port: int) -> None:
    """Return when the web server answers. Raises CannotRun when it ends or takes too long."""
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - a comparison
    address = (
        f"http://[{reachable}]:{port}/health/live" if ":" in reachable else f"http://{reachable}:{port}/health/live"
    )
    request = urllib.request.Request(address, headers={"Host": "localhost"})  # noqa: S310 - always http
    deadline = time.monotonic() + ANSWER_SECONDS
    while time.monotonic() < deadline:
        if server.exit_code is not None:
            raise CannotRun("The site could not be started; the reason stands above.")
        try:
            urllib.request.urlopen(request, timeout=5).close()  # noqa: S310
        except urllib.error.HTTPError as error:
            raise CannotRun(f"The web server answers {error.code} at {address}.") from error
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise CannotRun(f"The web server did not answer within {ANSWER_SECONDS:.0f} seconds.")


def keep_running(server: Child) -> None:
    """Watch until the server ends, which is the end; a database that ends is started again."""
    while server.exit_code is None:
        time.sleep(1)
        if uses_bundled_postgres() and local_postgres.restart_if_down(var_dir()):
            print("PostgreSQL had ended by itself and was started again.", file=sys.stderr, flush=True)
    raise CannotRun(f"The {server.name} ended by itself with code {server.exit_code}.")


def announce(port: int) -> None:
    """Tell where the site is and who can log in."""
    address = (os.environ.get("PUBLIC_URL") or f"http://localhost:{port}").rstrip("/")
    print(f"\n  Visitors  {address}/\n  Staff     {address}/{(os.environ.get('ADMIN_PATH') or 'admin').strip('/')}/\n")
    if accounts := read_accounts(var_dir()):
        print(f"  Accounts, with their first passwords (kept in {accounts_file(var_dir())}):")
        for name, password in accounts.items():
            print(f"    {name:<14} {password}")
    else:
        print("  Passwords are not kept here; “manage.py changepassword NAME” sets a new one.")
    print("\nCtrl-C stops everything.", flush=True)


def run() -> None:
    """Run until something stops it. Raises CannotRun, LocalPostgresError or StopRequested."""
    host, port = chosen_address()
    check_port_is_free(host, port)
    check_folder(var_dir())
    with database_running():
        server = Child.start("web server", [sys.executable, "-m", "expo_site.demo_server", host, str(port)])
        try:
            wait_for_answer(server, host, port)
            announce(port)
            keep_running(server)
        finally:
            stop_all([server])


def main() -> int:
    """The exit code: 0 after a request to stop, 1 otherwise."""

    def asked(number: int, frame: FrameType | None) -> None:
        # Once: a second Ctrl-C must not cut the orderly end in half.
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(each, signal.SIG_IGN)
        raise StopRequested

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, asked)
    os.chdir(BASE_DIR)
    read_dotenv()
    try:
        run()
    except StopRequested:
        print("\nStopped.", flush=True)
        return 0
    except (CannotRun, LocalPostgresError) as error:
        print(error, file=sys.stderr, flush=True)
    return 1


if __name__ == "__main__":
    sys.exit(main())
