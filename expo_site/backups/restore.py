"""Put a backup in the place of what is there: all of it, verified, or nothing.

The database is written in one transaction, in which every row is compared with the backup's checksums before it is
committed; a process that is killed on the way leaves everything as it was.
"""

import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

import psycopg
from django.conf import settings
from django.db import connection as django_connection
from django.db.migrations.loader import MigrationLoader

from expo_site.advisory_locks import AdvisoryLock, LockKey
from expo_site.backups import container, media_files, media_swap, postgres_programs
from expo_site.backups.empty_database import drop_everything, is_empty
from expo_site.backups.errors import BackupError, explained
from expo_site.backups.manifest import Manifest
from expo_site.backups.row_fingerprints import fingerprints

COPY = re.compile(rb"^(COPY .* FROM stdin);\n$")
BLOCK = 1024 * 1024
PRIVATE = ".restoring-"
KNOWN_SINCE = {b"SET transaction_timeout": 170000}
"""Settings in dumps of newer programs that older servers do not know → the first that does."""

type Say = Callable[[str], Any]


def restore_backup(file: Path, *, replace: bool, identities: Sequence[Any], say: Say) -> Manifest:
    """Restore ``file``; ``replace`` allows that a site with content is given up for it.

    Raises BackupError; everything is then as it was before.
    """
    media_root = Path(settings.MEDIA_ROOT)
    with explained(media_root):
        lock = AdvisoryLock(LockKey.BACKUP)
        if not lock.try_acquire():
            raise BackupError("Another backup or restore is at work: wait for it.")
        try:
            for sentence in media_swap.settle(media_root):
                say(sentence)
            for left in Path(settings.VAR_DIR).glob(f"{PRIVATE}*"):
                shutil.rmtree(left, ignore_errors=True)
            if not replace and not is_empty(media_root):
                raise BackupError(
                    "This site has content. To give it up for the backup, add --replace; a backup of it comes first to mind."
                )
            return _restored(file, media_root, identities, say)
        finally:
            lock.release()


def settle_interrupted_restore(say: Say) -> None:
    """At a start: finish or undo what a killed restore left, unless one is at work. Raises BackupError."""
    media_root = Path(settings.MEDIA_ROOT)
    if not media_swap.unfinished(media_root):
        return
    with explained(media_root):
        lock = AdvisoryLock(LockKey.BACKUP)
        if lock.try_acquire():
            try:
                for sentence in media_swap.settle(media_root):
                    say(sentence)
            finally:
                lock.release()


def _restored(file: Path, media_root: Path, identities: Sequence[Any], say: Say) -> Manifest:
    swap = media_swap.MediaSwap.begin(media_root)
    committed = False
    try:
        with tempfile.TemporaryDirectory(prefix=PRIVATE, dir=settings.VAR_DIR) as private:
            dump = Path(private) / container.DUMP
            with container.open_container(file, identities) as (manifest, archive):
                _check_migrations(manifest)
                say(f"Unpacking the backup of {manifest.made_at} and comparing checksums …")
                container.extract(archive, manifest, dump, swap.new)
            say("Writing and verifying the database in one transaction; whoever asks the site meanwhile waits …")
            with postgres_programs.connect() as connection:
                _write_database(connection, dump)
                _verify(connection, manifest)
                row = connection.execute("SELECT pg_current_xact_id()::text").fetchone()
                assert row is not None
                swap.note_transaction(row[0])
                connection.commit()
                committed = True
        swap.exchange()
    finally:
        # With the journal written and the outcome unknown, settling decides later.
        if not committed and swap.noted_transaction() is None:
            shutil.rmtree(swap.folder, ignore_errors=True)
    _verify_files(manifest, media_root)
    return manifest


def _check_migrations(manifest: Manifest) -> None:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    known = {f"{app}.{name}" for app, name in loader.disk_migrations}
    apps = {app for app, _name in loader.disk_migrations}
    unknown = [name for name in manifest.migrations if name not in known and name.split(".")[0] in apps]
    if unknown:
        raise BackupError(
            f"The backup was made by version {manifest.versions.get('site')} of the site, which knows migrations that this one"
            f" does not ({unknown[0]}): install that version first."
        )


def _write_database(connection: psycopg.Connection[Any], dump: Path) -> None:
    """Inside the connection's transaction."""
    drop_everything(connection)
    version = connection.info.server_version
    for name in ("pre-data", "data", "post-data"):
        with postgres_programs.section(dump, name) as script:
            if name == "data":
                _run_with_copies(connection, script, version)
            else:
                connection.execute(b"".join(_statements(script, version)))


def _run_with_copies(connection: psycopg.Connection[Any], script: IO[bytes], version: int) -> None:
    """Statements as they come; rows between ``COPY … FROM stdin;`` and ``\\.`` are passed on as they are."""
    pending: list[bytes] = []
    for line in _statements(script, version):
        begins = COPY.match(line)
        if begins is None:
            pending.append(line)
            continue
        connection.execute(b"".join(pending))
        pending = []
        with connection.cursor().copy(begins[1]) as copy:
            for rows in _blocks(iter(script.readline, b"\\.\n")):
                copy.write(rows)
    if pending:
        connection.execute(b"".join(pending))


def _statements(script: IO[bytes], version: int) -> Iterator[bytes]:
    for line in iter(script.readline, b""):
        too_new = any(line.startswith(start) and version < since for start, since in KNOWN_SINCE.items())
        if not too_new and not line.startswith((b"\\restrict", b"\\unrestrict")):
            yield line


def _blocks(lines: Iterator[bytes]) -> Iterator[bytes]:
    rows, size = [], 0
    for line in lines:
        if not line:
            raise BackupError("The backup's database is cut off.")
        rows.append(line)
        size += len(line)
        if size > BLOCK:
            yield b"".join(rows)
            rows, size = [], 0
    yield b"".join(rows)


def _verify(connection: psycopg.Connection[Any], manifest: Manifest) -> None:
    found = {name: rows for name, rows in fingerprints(connection).items() if name not in manifest.without_rows}
    if found != manifest.tables:
        differing = sorted(
            name for name in found.keys() | manifest.tables.keys() if found.get(name) != manifest.tables.get(name)
        )
        raise BackupError(
            f"The restored rows are not those that were backed up ({', '.join(differing)}); nothing was changed."
        )


def _verify_files(manifest: Manifest, media_root: Path) -> None:
    for path, entry in manifest.media.items():
        if media_files.described(media_root / path) != entry:
            raise BackupError(f"{media_root / path} is not the file that was backed up: look after the disk.")


def pending_migrations() -> int:
    """How many the restored database lacks."""
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(django_connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
