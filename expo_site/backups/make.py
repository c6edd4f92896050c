"""Make a backup while editors go on working."""

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from platform import python_version

import psycopg
from django.conf import settings

from expo_site.advisory_locks import AdvisoryLock, LockKey
from expo_site.backups import container, encryption, media_files, postgres_programs, row_fingerprints
from expo_site.backups.errors import BackupError, explained
from expo_site.backups.manifest import Manifest
from expo_site.backups.rotation import TIME
from expo_site.version import SITE_VERSION

WITHOUT_ROWS = ("django_session", "usersessions_usersession", "django_cache")
"""Whoever reads a backup must not be able to sign in with what is in it, and nobody who had to sign in again is brought back."""

ATTEMPTS = 3
"""How often it begins again when a file was deleted in the moment between looking at the rows and at the files."""

STAGING = ".expo-making-"


@dataclass(frozen=True)
class Made:
    """A finished backup."""

    file: Path
    sha256: str
    manifest: Manifest

    @property
    def summary(self) -> str:
        """One line for the log."""
        rows = sum(rows.number for rows in self.manifest.tables.values())
        said = (
            f"{self.file.name}: {self.file.stat().st_size / 1e6:.1f} MB, {rows} rows of {len(self.manifest.tables)} tables,"
            f" {len(self.manifest.media)} files, SHA-256 {self.sha256}"
        )
        if self.manifest.missing:
            said += f"; {len(self.manifest.missing)} files were missing, such as {self.manifest.missing[0]}"
        if self.manifest.bucket:
            said += (
                f"; PICTURES AND DOCUMENTS ARE NOT IN IT: they are in the bucket “{self.manifest.bucket}”;"
                " keep its old versions there (docs/operations.md, “Backups”)"
            )
        return said


def make_backup(folder: Path, recipients: Sequence[str]) -> Made:
    """Write one file into ``folder``, which is made where it is missing. Until it is whole it has another name.

    Raises BackupError.
    """
    keys = encryption.read_recipients(recipients)
    with explained(folder):
        lock = AdvisoryLock(LockKey.BACKUP)
        if not lock.try_acquire():
            raise BackupError("Another backup or restore is at work: wait for it.")
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            for left in folder.glob(f"{STAGING}*"):
                shutil.rmtree(left, ignore_errors=True)
            with tempfile.TemporaryDirectory(prefix=STAGING, dir=folder) as staging:
                return _made(folder, Path(staging), keys)
        finally:
            lock.release()


def _made(folder: Path, staging: Path, keys: Sequence[object]) -> Made:
    dump, media = staging / "database.dump", staging / "media"
    for attempt in range(ATTEMPTS):
        media.mkdir(exist_ok=True)
        manifest = _collected(dump, media, Path(settings.MEDIA_ROOT))
        if not manifest.missing or attempt == ATTEMPTS - 1:
            break
        shutil.rmtree(media)
    ending = container.ENCRYPTED if keys else container.PLAIN
    partial = staging / f"whole{ending}"
    checksum = container.write_container(partial, manifest, dump, media, keys)
    final = folder / f"expo-{datetime.fromisoformat(manifest.made_at).strftime(TIME)}{ending}"
    if final.exists():
        raise BackupError(f"{final} exists: two backups in one second.")
    partial.rename(final)
    return Made(final, checksum, manifest)


def _collected(dump: Path, media: Path, media_root: Path) -> Manifest:
    """Everything as of one moment: what the rows of that moment name was there then, and is frozen right after."""
    made_at, bucket = datetime.now(UTC).replace(microsecond=0), media_files.bucket_of_media()
    media_files.freeze(media_root, media)
    with postgres_programs.connect() as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        row = connection.execute("SELECT pg_export_snapshot(), current_setting('server_version')").fetchone()
        assert row is not None
        snapshot, server = row
        media_files.freeze(media_root, media)
        named = media_files.named_by_rows(connection)
        tables = row_fingerprints.fingerprints(connection)
        without = [table for table in WITHOUT_ROWS if table in tables]
        migrations = connection.execute("SELECT app || '.' || name FROM public.django_migrations ORDER BY 1").fetchall()
        postgres_programs.dump(snapshot, dump, without)
    return Manifest(
        made_at=made_at.isoformat(),
        versions={
            "site": SITE_VERSION,
            "django": version("django"),
            "wagtail": version("wagtail"),
            "python": python_version(),
            "postgresql": server,
            "pg_dump": postgres_programs.program_version(),
        },
        migrations=[name for (name,) in migrations],
        tables={name: rows for name, rows in tables.items() if name not in without},
        without_rows=without,
        dump=media_files.described(dump),
        media={path: media_files.described(media / path) for path in media_files.files_below(media)},
        missing=[] if bucket else sorted(path for path in named if not (media / path).exists()),
        bucket=bucket,
    )
