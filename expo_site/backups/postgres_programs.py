"""PostgreSQL's own tools, ``pg_dump`` and ``pg_restore``, on the site's database."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections
from psycopg.conninfo import make_conninfo

from expo_site.backups.errors import BackupError
from expo_site.local_postgres import LocalPostgresError
from expo_site.local_postgres.binaries import bin_dir

SCHEMA = "public"
OF_DJANGO = ("pool", "cursor_factory", "context", "prepare_threshold")


def connection_parameters() -> dict[str, Any]:
    """Of the site's database, as libpq names them."""
    parameters = connections[DEFAULT_DB_ALIAS].get_connection_params()
    return {name: value for name, value in parameters.items() if name not in OF_DJANGO and value is not None}


def connect(*, autocommit: bool = False) -> psycopg.Connection[Any]:
    """A connection of its own, outside the pool. Raises ``psycopg.Error``."""
    connection = psycopg.connect(**connection_parameters(), autocommit=autocommit)
    connection.prepare_threshold = None
    return connection


def dump(snapshot: str, into: Path, without_rows_of: list[str]) -> None:
    """Write what ``snapshot`` shows to ``into``, in PostgreSQL's compressed format. Raises BackupError."""
    arguments = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", f"--file={into}"]
    arguments += [f"--schema={SCHEMA}", *(f"--exclude-table-data={SCHEMA}.{table}" for table in without_rows_of)]
    parameters = connection_parameters()
    environment = os.environ | {"PGPASSWORD": parameters.pop("password", "")}
    arguments.append(f"--dbname={make_conninfo(**parameters)}")
    done = subprocess.run([program("pg_dump"), *arguments], env=environment, capture_output=True, text=True)  # noqa: S603
    if done.returncode != 0:
        raise BackupError(_why("pg_dump", done.stderr))


@contextmanager
def section(file: Path, name: str) -> Iterator[IO[bytes]]:
    """The SQL of one section of a dump: ``pre-data`` (tables), ``data``, ``post-data`` (indexes, constraints).

    Raises BackupError, also after the block, if the file could not be read to its end.
    """
    arguments = ["--no-owner", "--no-privileges", f"--schema={SCHEMA}", f"--section={name}", "--file=-", str(file)]
    process = subprocess.Popen([program("pg_restore"), *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # noqa: S603
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        yield process.stdout
        process.stdout.read()
        said = process.stderr.read().decode(errors="replace")
        if process.wait() != 0:
            raise BackupError(_why("pg_restore", said))
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        process.stdout.close()
        process.stderr.close()
        process.wait()


def program(name: str) -> Path:
    """Where ``pg_dump`` or ``pg_restore`` is: the bundled ones, or those of ``POSTGRES_BIN_DIR``."""
    try:
        found = bin_dir() / name
    except LocalPostgresError as error:
        raise BackupError(str(error)) from error
    if not found.exists():
        raise BackupError(f"{name} is missing in {found.parent}: point POSTGRES_BIN_DIR at a full set of programs.")
    return found


def program_version() -> str:
    """Such as “pg_dump (PostgreSQL) 18.6”."""
    return subprocess.run([program("pg_dump"), "--version"], capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603


def _why(name: str, said: str) -> str:
    if "server version mismatch" in said:
        return (
            f"{name} is older than the database server: point POSTGRES_BIN_DIR at the programs of the server's version."
        )
    if "No space left on device" in said:
        return "The disk is full: free some room and try again."
    return f"{name} failed: {' '.join(said.split())}"
