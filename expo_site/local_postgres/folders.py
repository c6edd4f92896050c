"""Where one checkout's server keeps what: locks and password, the cluster itself, and the socket.

``var/postgres/`` belongs to whoever runs the site; the ``cluster`` folder in it (or elsewhere, see ``cluster.py``)
belongs to whoever runs the server, which is somebody else when the site runs as root.
"""

import os
import secrets
import stat
import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from expo_site.local_secret import kept_text, write_private

from .errors import LocalPostgresError, explained

DATABASE = "expo"
ROLE = "expo"
PORT = "5432"
"""Part of the socket's file name only; nothing listens on a port."""

SOCKET_PATH_BYTES = 103
"""The shortest ``sun_path`` in use, macOS's 104 bytes with the final NUL; Linux has 108."""


def socket_path_fits(folder: Path) -> bool:
    return len(os.fsencode(folder / f".s.PGSQL.{PORT}.lock")) <= SOCKET_PATH_BYTES


@dataclass(frozen=True)
class Home:
    """The files of one ``var/`` folder that belong to the bundled server."""

    given_var_dir: Path

    @cached_property
    def var_dir(self) -> Path:
        return self.given_var_dir.resolve()

    @property
    def folder(self) -> Path:
        return self.var_dir / "postgres"

    @property
    def lease_file(self) -> Path:
        """Shared lock: somebody uses the server. Exclusive lock: nobody does."""
        return self.folder / "lease"

    @property
    def start_lock(self) -> Path:
        """Held while the server is being started or stopped."""
        return self.folder / "start.lock"

    @property
    def guard_lock(self) -> Path:
        """Held by the one process that stops the server when its last user was killed."""
        return self.folder / "guard.lock"

    @property
    def keep_mark(self) -> Path:
        """Exists while the server was started by hand, to stay without users."""
        return self.folder / "keep"

    def prepare(self) -> None:
        """Make the folder. As root others may pass it, because the server's own user has to reach the cluster."""
        with explained(self.var_dir):
            self.var_dir.mkdir(parents=True, exist_ok=True)
            if not self.folder.is_dir():
                self.folder.mkdir(exist_ok=True)
                self.folder.chmod(0o711 if os.geteuid() == 0 else 0o700)

    def password(self) -> str:
        """The role's password, made by the first that asks."""
        self.prepare()
        with explained(self.folder):
            return kept_text(self.folder / "password", lambda: secrets.token_urlsafe(24))

    def superuser_password(self) -> str:
        """The password of the role ``postgres``: for dumps and repairs, never used by the site."""
        self.prepare()
        with explained(self.folder):
            return kept_text(self.folder / "superuser_password", lambda: secrets.token_urlsafe(24))

    def socket_folder(self) -> Path:
        """The private folder of the socket: short, made once, remembered, made again after a reboot emptied /tmp.

        A copy of the checkout brings the record along; the folder named in it belongs to the original.
        """
        self.prepare()
        record = self.folder / "socket_folder"
        with explained(self.folder):
            for _ in range(2):
                made_for, _, folder = kept_text(record, self._new_socket_record).partition("\n")
                if made_for == str(self.var_dir) and _is_ours(Path(folder)):
                    return Path(folder)
                write_private(record, self._new_socket_record() + "\n")
        raise LocalPostgresError(f"The folder of PostgreSQL's socket, named in {record}, keeps changing; start again.")

    def _new_socket_record(self) -> str:
        return f"{self.var_dir}\n{_make_socket_folder()}"


def _make_socket_folder() -> Path:
    # Root's runtime folder cannot be passed by the server's own user, so root goes to the temporary folder.
    runtime = os.environ.get("XDG_RUNTIME_DIR", "") if os.geteuid() != 0 else ""
    for parent in (runtime, tempfile.gettempdir(), "/tmp"):  # noqa: S108 - mkdtemp makes a private folder there
        if not (parent and os.access(parent, os.W_OK | os.X_OK) and socket_path_fits(Path(parent, "expo-pg-12345678"))):
            continue
        return Path(tempfile.mkdtemp(prefix="expo-pg-", dir=parent))
    raise LocalPostgresError(
        f"PostgreSQL's socket needs a writable folder with a path of at most {SOCKET_PATH_BYTES - 38} bytes:"
        " set TMPDIR to one."
    )


def _is_ours(folder: Path) -> bool:
    """Whether the socket can go there; a folder that is gone is made again under its old, unguessable name."""
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        pass
    except OSError:
        return False
    found = folder.lstat()
    # As root the server's own user owns it; anybody else's folder is refused when the server starts and takes it over.
    owner_fits = os.geteuid() in (0, found.st_uid)
    return stat.S_ISDIR(found.st_mode) and owner_fits and stat.S_IMODE(found.st_mode) == 0o700
