"""Start, stop and find the server of one cluster. The caller holds the start lock."""

import os
import shlex
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from .cluster import Cluster
from .errors import LocalPostgresError, explained
from .folders import DATABASE, PORT, ROLE, SOCKET_PATH_BYTES, socket_path_fits

START_SECONDS = 60
"""How long a start may take: a server that crashed first repairs its data."""

LOG_BYTES = 5 * 1024 * 1024
"""Above this the log of earlier runs is dropped at a start."""


def start_if_down(cluster: Cluster) -> bool:
    """Make sure that the server answers; whether it had to be started.

    Raises LocalPostgresError with one sentence for the person at the terminal.
    """
    programs = cluster.programs()
    if running_pid(cluster) is not None:
        _wait_until_ready(cluster, programs)
        return False
    cluster.make_if_missing(programs)
    _clear_after_crash(cluster)
    socket_folder = _prepared_socket_folder(cluster)
    with explained(cluster.log):
        if cluster.log.exists() and cluster.log.stat().st_size > LOG_BYTES:
            os.truncate(cluster.log, 0)
    options = shlex.join(
        [
            *("-c", "listen_addresses="),
            *("-c", f"unix_socket_directories={_quoted_for_list(socket_folder)}"),
            *("-c", "unix_socket_permissions=0700"),
            *("-c", "shared_buffers=64MB"),
            *("-p", PORT),
        ]
    )
    command: list[str | Path] = [programs / "pg_ctl", "start", "-w", "-t", str(START_SECONDS)]
    done = cluster.user.run([*command, "-D", cluster.data, "-l", cluster.log, "-o", options])
    if done.returncode != 0:
        raise LocalPostgresError(_why_not_started(cluster, done.stderr))
    return True


def stop(cluster: Cluster) -> None:
    """Stop the server if it runs: open transactions are rolled back; at the latest after 30 seconds it is cut off."""
    if running_pid(cluster) is None:
        return
    programs = cluster.programs()
    for mode in ("fast", "immediate"):
        done = cluster.user.run([programs / "pg_ctl", "stop", "-m", mode, "-w", "-t", "30", "-D", cluster.data])
        if done.returncode == 0 or running_pid(cluster) is None:
            return
    raise LocalPostgresError(f"The bundled PostgreSQL in {cluster.data} does not stop: {done.stderr.strip()}")


def running_pid(cluster: Cluster) -> int | None:
    """The server's process id, or None when it is down, whatever a pid file left by a crash or a copy says."""
    try:
        pid = int((cluster.data / "postmaster.pid").read_text().split("\n", 1)[0])
        os.kill(pid, 0)
    except PermissionError:
        return None  # Alive, but somebody else's: not this user's server.
    except (OSError, ValueError):
        return None
    return pid if _works_in(pid, cluster.data) else None


def _works_in(pid: int, data: Path) -> bool:
    """Whether the process is a server of this data: each of them has the data folder as its current folder."""
    if Path("/proc/self/cwd").exists():
        with suppress(OSError):
            return Path(f"/proc/{pid}/cwd").samefile(data) and not _is_zombie(pid)
        return False
    listed = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True)  # noqa: S603, S607
    return str(data) in listed.stdout


def _is_zombie(pid: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    return True


def _clear_after_crash(cluster: Cluster) -> None:
    """Take away what would prevent a start: orphans of a killed server, and a pid file that names a stranger.

    PostgreSQL itself removes a stale pid file or socket lock, but not when the number in it has meanwhile gone to another
    living process, or belongs to a dead one that nobody has waited for, as in containers without an init.
    """
    deadline = time.monotonic() + 10
    while orphans := _processes_in(cluster.data):
        if time.monotonic() > deadline:
            for pid in orphans:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        time.sleep(0.05)
    left = [cluster.data / "postmaster.pid", *cluster.home.socket_folder().glob(".s.PGSQL.*")]
    for path in left:
        with explained(path.parent):
            path.unlink(missing_ok=True)


def _processes_in(data: Path) -> list[int]:
    pids = [int(entry.name) for entry in Path("/proc").glob("[0-9]*")] if Path("/proc/self/cwd").exists() else []
    return [pid for pid in pids if _works_in(pid, data)]


def _prepared_socket_folder(cluster: Cluster) -> Path:
    folder = cluster.home.socket_folder()
    if not socket_path_fits(folder):
        raise LocalPostgresError(
            f"The path of PostgreSQL's socket, {folder}, is longer than {SOCKET_PATH_BYTES} bytes: set TMPDIR to a"
            f" shorter folder and delete {cluster.home.folder / 'socket_folder'}."
        )
    with explained(folder):
        cluster.user.take(folder)
    if not cluster.user.may_pass(folder):
        raise LocalPostgresError(
            f"PostgreSQL's own user cannot reach {folder} for its socket: set TMPDIR to a folder open to all, such as"
            f" /tmp, and delete {cluster.home.folder / 'socket_folder'}."
        )
    return folder


def _quoted_for_list(folder: Path) -> str:
    """As an element of PostgreSQL's comma-separated list of folders."""
    return '"{}"'.format(str(folder).replace('"', '""'))


def _wait_until_ready(cluster: Cluster, programs: Path) -> None:
    """Wait for a server that is starting or repairing itself."""
    probe: list[str | Path] = [programs / "pg_isready", "-q", "-h", cluster.home.socket_folder()]
    probe += ["-p", PORT, "-U", ROLE, "-d", DATABASE]
    deadline = time.monotonic() + START_SECONDS
    while cluster.user.run(probe).returncode != 0:
        if running_pid(cluster) is None or time.monotonic() > deadline:
            raise LocalPostgresError(_why_not_started(cluster, ""))
        time.sleep(0.05)


def _why_not_started(cluster: Cluster, said: str) -> str:
    with suppress(OSError):
        said += cluster.log.read_text(errors="replace")[-4000:]
    return cluster.reason("did not start", said) + f" (log: {cluster.log})"
