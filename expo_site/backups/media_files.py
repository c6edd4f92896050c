"""Uploaded files: found, frozen while editors go on working, and checked."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
from django.apps import apps
from django.conf import settings
from django.db.models import FileField
from psycopg import sql

from expo_site.backups.manifest import FileEntry
from expo_site.backups.postgres_programs import SCHEMA

BLOCK = 1024 * 1024


def bucket_of_media() -> str:
    """Name of the bucket that pictures and documents are in instead of the media folder, or "".

    A backup holds what is on this machine's disks. A bucket has its own ways to keep old versions, at its own speed.
    """
    return str(settings.STORAGES["default"].get("OPTIONS", {}).get("bucket_name", ""))


def files_below(root: Path) -> Iterator[str]:
    """Paths relative to ``root``; what begins with a dot is being written, or of a restore."""
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield (Path(folder) / name).relative_to(root).as_posix()


def freeze(root: Path, into: Path) -> None:
    """Add every file of ``root`` to ``into``: as a second name of the same file where the disk allows it, else a copy.

    Files get their names when they are whole and are never changed, so a second name keeps what one might delete.
    """
    for path in files_below(root):
        target = into / path
        if target.exists():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):  # deleted this moment
            link_or_copy(root / path, target)


def link_or_copy(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError as error:
        if isinstance(error, FileNotFoundError):
            raise
        shutil.copy2(source, target)


def named_by_rows(connection: psycopg.Connection[Any]) -> set[str]:
    """Every file that a row of the database names, as the connection's transaction sees them."""
    named: set[str] = set()
    tables = {name for (name,) in connection.execute("SELECT relname FROM pg_class WHERE relkind = 'r'").fetchall()}
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, FileField) and field.column and model._meta.db_table in tables:
                query = sql.SQL("SELECT DISTINCT {} FROM {}").format(
                    sql.Identifier(field.column), sql.Identifier(SCHEMA, model._meta.db_table)
                )
                named |= {path for (path,) in connection.execute(query).fetchall() if path}
    return named


def described(file: Path) -> FileEntry:
    """Size and checksum. Raises OSError."""
    with file.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256")
    return FileEntry(file.stat().st_size, digest.hexdigest())
