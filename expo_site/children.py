"""Child processes of a command that must not leave any behind."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import FrameType

STOP_SECONDS = 10.0
"""From the request to stop until whatever is left is killed."""

GONE_SECONDS = 2.0
"""How long what was killed may take to be gone; in a container whose first process buries nobody it never is."""


@dataclass
class Child:
    """A running program with a name for people; it leads a session of its own, so Ctrl-C reaches only its parent."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes]

    @classmethod
    def start(cls, name: str, command: Sequence[str]) -> "Child":
        # Safe with a preexec_fn, because the parent has one thread.
        process = subprocess.Popen(  # noqa: S603 - our own programs
            command,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=end_with_parent if sys.platform == "linux" else None,
        )
        return cls(name, command, process)

    @property
    def exit_code(self) -> int | None:
        """None while it runs."""
        return self.process.poll()


def stop_all(children: Sequence[Child]) -> None:
    """Ask all to stop, wait, and kill whatever is left of them, their own children included."""
    for child in children:
        if child.exit_code is None:
            child.process.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.process.wait(max(0.0, deadline - time.monotonic()))
        _kill_group(child.process)


def _kill_group(leader: subprocess.Popen[bytes]) -> None:
    """Kill what is left of the process group, and return when it is gone: who asked may look for it at once."""
    deadline = time.monotonic() + GONE_SECONDS
    with suppress(ProcessLookupError, PermissionError):
        while time.monotonic() < deadline:
            os.killpg(leader.pid, signal.SIGKILL)
            leader.wait()
            time.sleep(0.01)
    leader.wait()


def end_with_parent() -> None:
    """Ask Linux to stop this process when its parent is killed; elsewhere only an orderly end stops it."""
    pr_set_pdeathsig = 1
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM)


@contextmanager
def end_in_order() -> Iterator[None]:
    """SIGTERM and SIGINT inside the block end the process as an exception does: what is half done is put away first."""

    def asked(number: int, frame: FrameType | None) -> None:
        for each in before:
            signal.signal(each, signal.SIG_IGN)  # asked again, it goes on putting away
        sys.exit(128 + number)

    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        for number in before:
            signal.signal(number, asked)
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
