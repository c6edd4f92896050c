"""Where the data is, as whom the server runs on it, and how it is made."""

import hashlib
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from .binaries import major_version, runnable_bin_dir
from .errors import DISK_FULL, LocalPostgresError, explained
from .folders import DATABASE, ROLE, Home
from .server_user import ServerUser

NEEDED_BYTES = 150 * 1024 * 1024
"""Room asked for before the data is made: the data (about 50 MB), its first log files, and a copy of the programs."""

ROOTS_CLUSTERS = Path("/var/lib/expo-site")


@dataclass(frozen=True)
class Cluster:
    """A data folder and what runs on it; ``folder`` belongs to ``user`` and is closed to all others."""

    home: Home
    folder: Path
    user: ServerUser

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    @classmethod
    def of(cls, home: Home) -> "Cluster":
        """The cluster of this checkout, whether it has been made yet or not."""
        home.prepare()
        folder = _folder_elsewhere(home) or home.folder / "cluster"
        user = ServerUser.choose(folder)
        if not folder.exists() and folder.parent == home.folder and not user.may_pass(home.folder):
            folder = _choose_elsewhere(home)
        return cls(home, folder, user)

    def programs(self) -> Path:
        """The folder of programs this cluster's user can run."""
        with explained(self.folder):
            if not self.folder.is_dir():
                self.folder.mkdir(mode=0o700, exist_ok=True)
                self.user.take(self.folder)
        if not self.user.may_pass(self.folder):
            raise LocalPostgresError(
                f"PostgreSQL's own user cannot reach its data in {self.folder}, because a folder above is closed:"
                " open it for passing (chmod o+x), or run as the data's owner."
            )
        return runnable_bin_dir(self.user, self.folder)

    def make_if_missing(self, programs: Path) -> None:
        """Make role, database and data once, aside and then renamed: a start that is killed leaves no half a cluster.

        Raises LocalPostgresError too when the data belongs to another major version.
        """
        if self.data.is_dir():
            self._check_version(programs)
            return
        with explained(self.folder):
            if shutil.disk_usage(self.folder).free < NEEDED_BYTES:
                raise LocalPostgresError(DISK_FULL.format(path=self.folder))
        new = self.folder / "data.new"
        passwords = self.folder / "superuser_password"
        with explained(self.folder):
            shutil.rmtree(new, ignore_errors=True)
            passwords.unlink(missing_ok=True)
            descriptor = os.open(passwords, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(self.home.superuser_password())
            self.user.take(passwords)
        try:
            made = self.user.run([programs / "initdb", *_initdb_options(), "--pwfile", passwords, "-D", new])
            if made.returncode != 0:
                raise LocalPostgresError(self.reason("could not be set up", made.stderr or made.stdout))
        finally:
            passwords.unlink(missing_ok=True)
        self.single_user(
            programs,
            new,
            f"CREATE ROLE {ROLE} LOGIN CREATEDB PASSWORD '{self.home.password()}'",
            f"CREATE DATABASE {DATABASE} OWNER {ROLE}",
        )
        with explained(self.folder):
            new.rename(self.data)

    def single_user(self, programs: Path, data: Path, *statements: str) -> None:
        """Run SQL on a cluster whose server is down, without a password."""
        told = "".join(f"{statement}\n" for statement in statements)
        done = self.user.run([programs / "postgres", "--single", "-D", data, "postgres"], stdin=told)
        if done.returncode != 0 or "ERROR:" in done.stderr:
            raise LocalPostgresError(self.reason("could not be set up", done.stderr))

    def _check_version(self, programs: Path) -> None:
        with explained(self.data):
            made_by = (self.data / "PG_VERSION").read_text().strip()
        if made_by != str(major := major_version(programs, self.user)):
            raise LocalPostgresError(
                f"The database in {self.data} was made by PostgreSQL {made_by}, but the programs here are version"
                f" {major}: dump it with version {made_by} (set POSTGRES_BIN_DIR and run pg_dumpall), move the folder"
                " away, start again and restore the dump."
            )

    def reason(self, what: str, said: str) -> str:
        if "No space left on device" in said or "Disk quota exceeded" in said:
            return DISK_FULL.format(path=self.folder)
        lines = [line for line in said.splitlines() if "error" in line.lower() or "FATAL" in line]
        last = (lines or said.strip().splitlines() or ["no reason given"])[-1].strip()
        return f"The bundled PostgreSQL {what} in {self.folder}: {last}"


def _initdb_options() -> list[str]:
    options = ["--encoding=UTF8", "--auth=scram-sha-256", "--username=postgres", "--locale=C"]
    options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    # With LC_CTYPE=C trigrams and the text parser would take every Chinese character for a blank.
    options.append("--lc-ctype=en_US.UTF-8" if sys.platform == "darwin" else "--lc-ctype=C.UTF-8")
    return options


def _pointer(home: Home) -> Path:
    return home.folder / "cluster_elsewhere"


def _folder_elsewhere(home: Home) -> Path | None:
    """The cluster outside the checkout that ``var/`` points to; not that of a checkout this one was copied from."""
    pointer = _pointer(home)
    with explained(pointer):
        if not pointer.exists():
            return None
        made_for, _, folder = pointer.read_text(encoding="utf-8").strip().partition("\n")
    is_copy = made_for != str(home.var_dir) and Path(made_for).exists()
    return None if is_copy else Path(folder)


def _choose_elsewhere(home: Home) -> Path:
    """A place the server's user can reach, for a checkout inside a closed folder such as root's home."""
    folder = ROOTS_CLUSTERS / hashlib.sha256(str(home.var_dir).encode()).hexdigest()[:16]
    with explained(ROOTS_CLUSTERS):
        ROOTS_CLUSTERS.mkdir(mode=0o711, parents=True, exist_ok=True)
        _pointer(home).write_text(f"{home.var_dir}\n{folder}\n", encoding="utf-8")
    print(f"PostgreSQL's own user cannot pass {home.var_dir}: the database is kept in {folder}.", file=sys.stderr)
    return folder
