"""Who uses the server: a shared file lock each; the last to let go stops it.

The kernel releases a lock however its holder ends. So that a server is not left behind when the last holder was killed,
one small guard process waits for the lease to become free and stops the server then.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

from . import server
from .cluster import Cluster
from .errors import LocalPostgresError, explained
from .folders import Home

CHECKOUT = Path(__file__).resolve().parent.parent.parent


class FileLock:
    """A lock on a file of mode 600; belongs to this object, whichever process of a fork uses it."""

    def __init__(self, path: Path) -> None:
        if fcntl is None:
            raise LocalPostgresError(
                "The bundled PostgreSQL needs Linux or macOS: set DATABASE_URL to your own server."
            )
        self.path = path
        with explained(path.parent):
            self.descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def share(self) -> None:
        fcntl.flock(self.descriptor, fcntl.LOCK_SH)

    def wait(self) -> None:
        fcntl.flock(self.descriptor, fcntl.LOCK_EX)

    def try_alone(self) -> bool:
        """Get the lock for this object alone, or leave it to those who hold it."""
        try:
            fcntl.flock(self.descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def nobody_shares(self) -> bool:
        """``try_alone`` for the holder of the start lock: not taken in by the guard, which looks in for a moment."""
        if self.try_alone():
            return True
        self.share()
        return self.try_alone()

    def release(self) -> None:
        """Let go at once, even where a forked child still has the descriptor."""
        fcntl.flock(self.descriptor, fcntl.LOCK_UN)
        os.close(self.descriptor)

    def is_current(self) -> bool:
        """Whether the path still leads to the file that is locked: not after ``var/`` was deleted."""
        with suppress(OSError):
            return os.path.samestat(os.fstat(self.descriptor), self.path.stat())
        return False


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Inside the block this process alone has the lock."""
    lock = FileLock(path)
    try:
        lock.wait()
        yield
    finally:
        lock.release()


class Lease:
    """The right to use a running server."""

    def __init__(self, home: Home, lock: FileLock) -> None:
        self.home = home
        self._lock: FileLock | None = lock
        self._owner = os.getpid()

    @classmethod
    def take(cls, home: Home) -> "Lease":
        """Start the server if it is down, and keep it up. Raises LocalPostgresError."""
        home.prepare()
        with only_one(home.start_lock):
            lock = FileLock(home.lease_file)
            lock.share()
            try:
                server.start_if_down(Cluster.of(home))
                _ensure_guard(home)
            except BaseException:
                lock.release()
                raise
        return cls(home, lock)

    def give_back(self) -> None:
        """Let go, and stop the server if nobody else uses it; does nothing in a forked child, or the second time."""
        if self._lock is None or self._owner != os.getpid():
            return
        lock, self._lock = self._lock, None
        lock.release()
        stop_if_unused(self.home)
        _wait_for_guard(self.home)


def stop_if_unused(home: Home) -> bool:
    """Stop the server unless somebody holds a lease or it was started to stay; whether it is down now."""
    with only_one(home.start_lock):
        lease = FileLock(home.lease_file)
        try:
            if not lease.nobody_shares() or home.keep_mark.exists():
                return False
            server.stop(Cluster.of(home))
            return True
        finally:
            lease.release()


def guard(home: Home) -> None:
    """Wait until nobody uses the server, stop it and end this process; at most one guard a server, others return at once."""
    mine = FileLock(home.guard_lock)
    if not mine.try_alone():
        return
    while True:
        lease = FileLock(home.lease_file)
        lease.wait()
        current = lease.is_current()
        lease.release()
        if not current:
            return
        # The guard ends inside the start lock: whoever starts the server next finds no guard, and makes one.
        with only_one(home.start_lock):
            lease = FileLock(home.lease_file)
            unused = lease.try_alone()
            try:
                if unused and not home.keep_mark.exists():
                    server.stop(Cluster.of(home))
                if unused:
                    # Without tidying up, so that its lock is free the moment the process is gone, and not before.
                    os._exit(0)
            finally:
                lease.release()


def _ensure_guard(home: Home) -> None:
    lock = FileLock(home.guard_lock)
    alone = lock.try_alone()
    lock.release()
    if alone:
        subprocess.Popen(  # noqa: S603 - this interpreter, this package
            [sys.executable, "-m", "expo_site.local_postgres", "--var-dir", home.var_dir, "guard"],
            cwd=CHECKOUT,
            env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )


def _wait_for_guard(home: Home) -> None:
    """Give the guard time to see that its server is gone, so that nothing is left when the command line returns."""
    for _ in range(250):
        lock = FileLock(home.guard_lock)
        gone = lock.try_alone()
        lock.release()
        if gone or server.running_pid(Cluster.of(home)) is not None:
            return
        time.sleep(0.02)
