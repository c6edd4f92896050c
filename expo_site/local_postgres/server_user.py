"""As whom the server runs: as ourselves, or, because PostgreSQL refuses to run as root, as somebody with less."""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .errors import LocalPostgresError


@dataclass(frozen=True)
class ServerUser:
    """An account to run PostgreSQL's programs as; ``None`` for uid and gid means: as we are."""

    uid: int | None = None
    gid: int | None = None

    @classmethod
    def choose(cls, existing_data: Path) -> "ServerUser":
        """Ourselves; as root the owner of the data that is there, else ``postgres``, else ``nobody``."""
        if os.geteuid() != 0:
            return cls()
        if existing_data.is_dir() and (found := existing_data.stat()).st_uid != 0:
            return cls(found.st_uid, found.st_gid)
        for name in ("postgres", "nobody"):
            try:
                account = pwd.getpwnam(name)
            except KeyError:
                continue
            return cls(account.pw_uid, account.pw_gid)
        raise LocalPostgresError("PostgreSQL does not run as root, and there is no user named postgres or nobody.")

    def take(self, path: Path) -> None:
        """Give ``path`` to this user."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)

    def run(self, command: Sequence[str | Path], *, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """Run to the end with both outputs caught; never raises for a non-zero code.

        In a session of its own, so that Ctrl-C at the terminal cannot cut a start in half, and in ``/``, because the
        current folder may be closed to that user.
        """
        try:
            return subprocess.run(  # noqa: S603 - PostgreSQL's own programs with arguments made here
                command,
                input=stdin,
                capture_output=True,
                text=True,
                errors="replace",
                cwd="/",
                env=clean_environment(),
                start_new_session=True,
                **self._identity(),
            )
        except PermissionError as error:
            return subprocess.CompletedProcess(command, 126, "", f"Permission denied: {error.filename or error}")
        except OSError as error:
            return subprocess.CompletedProcess(command, 127, "", str(error))

    def may_pass(self, folder: Path) -> bool:
        """Whether this user can reach what lies in ``folder``."""
        return self.uid is None or self.run(["/bin/sh", "-c", 'cd "$1"', "sh", folder]).returncode == 0

    def _identity(self) -> dict:
        return {} if self.uid is None else {"user": self.uid, "group": self.gid, "extra_groups": [], "umask": 0o077}


def clean_environment() -> dict[str, str]:
    """Ours without libpq's and PostgreSQL's variables, which would redirect its programs, and with English messages."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return kept | {"LC_ALL": "C", "HOME": "/"}
