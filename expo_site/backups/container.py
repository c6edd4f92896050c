"""The one file: a tar archive with the manifest first, inside age's encryption when a key is given."""

import hashlib
import os
import tarfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO, Any

from expo_site.backups import encryption
from expo_site.backups.errors import BackupError
from expo_site.backups.manifest import FileEntry, Manifest

MANIFEST, DUMP, MEDIA = "manifest.json", "database.dump", "media"
PLAIN, ENCRYPTED = ".tar", ".tar.age"
BLOCK = 1024 * 1024
NOT_OURS = "The file is not a backup of this site, or it is damaged."


def write_container(target: Path, manifest: Manifest, dump: Path, media: Path, recipients: Sequence[Any]) -> str:
    """Write the file, flush it to the disk, read it back; its SHA-256. Raises BackupError or OSError."""
    with target.open("xb") as raw:
        target.chmod(0o600)
        hashed = _Hashed(raw)
        if recipients:
            with encryption.encrypting(hashed, recipients) as plain:
                _write_tar(plain, manifest, dump, media)
        else:
            _write_tar(hashed, manifest, dump, media)
        raw.flush()
        os.fsync(raw.fileno())
    with target.open("rb") as again:
        if hashlib.file_digest(again, "sha256").hexdigest() != hashed.digest.hexdigest():
            raise BackupError(f"{target} reads back other than it was written: look after the disk.")
    return hashed.digest.hexdigest()


@contextmanager
def open_container(file: Path, identities: Sequence[Any]) -> Iterator[tuple[Manifest, tarfile.TarFile]]:
    """The manifest, and the archive after it, to be read once from front to back.

    Raises BackupError for a damaged file, or one whose key is missing, at the latest when the block ends.
    """
    with file.open("rb") as raw:
        encrypted = raw.read(len(encryption.HEADER)) == encryption.HEADER
        raw.seek(0)
        if encrypted and not identities:
            raise BackupError(f"{file} is encrypted: name the file of the secret key with --identity.")
        try:
            if encrypted:
                with encryption.decrypting(raw, identities) as plain:
                    yield _read_manifest(plain)
            else:
                yield _read_manifest(raw)
        except (tarfile.TarError, EOFError) as error:
            raise BackupError(NOT_OURS) from error


def extract(archive: tarfile.TarFile, manifest: Manifest, dump_to: Path, media_to: Path) -> None:
    """Write the parts, and compare each with the manifest. Raises BackupError on the first difference."""
    expected = {DUMP: manifest.dump} | {f"{MEDIA}/{path}": entry for path, entry in manifest.media.items()}
    while member := archive.next():
        entry = expected.pop(member.name, None)
        path = PurePosixPath(member.name)
        if entry is None or not member.isfile() or path.is_absolute() or ".." in path.parts:
            raise BackupError(f"The backup holds “{member.name}”, which its manifest does not name.")
        target = dump_to if member.name == DUMP else media_to.joinpath(*path.parts[1:])
        target.parent.mkdir(parents=True, exist_ok=True)
        source = archive.extractfile(member)
        assert source is not None
        if _copied(source, target) != entry:
            raise BackupError(f"The backup is damaged: “{member.name}” has another checksum than it was made with.")
    if expected:
        raise BackupError(f"The backup is cut off: {len(expected)} of its files are missing.")


class _Hashed:
    """A file to write to that keeps the checksum of what was written."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self.digest = file, hashlib.sha256()

    def write(self, block: bytes) -> int:
        self.digest.update(block)
        return self._file.write(block)

    def flush(self) -> None:
        self._file.flush()


def _write_tar(file: Any, manifest: Manifest, dump: Path, media: Path) -> None:
    # Dereferenced: two names of one file each stand for themselves.
    with tarfile.open(fileobj=file, mode="w|", format=tarfile.PAX_FORMAT, bufsize=BLOCK, dereference=True) as archive:
        text = manifest.to_json()
        entry = tarfile.TarInfo(MANIFEST)
        entry.size, entry.mode = len(text), 0o600
        archive.addfile(entry, BytesIO(text))
        archive.add(dump, DUMP, filter=_without_owner)
        for path in manifest.media:
            archive.add(media / path, f"{MEDIA}/{path}", filter=_without_owner)


def _without_owner(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    return entry


def _read_manifest(file: IO[bytes]) -> tuple[Manifest, tarfile.TarFile]:
    archive = tarfile.open(fileobj=file, mode="r|")  # noqa: SIM115 - the caller reads on, and closes the file
    first = archive.next()
    source = archive.extractfile(first) if first is not None and first.name == MANIFEST else None
    if source is None:
        raise BackupError(NOT_OURS)
    return Manifest.from_json(source.read()), archive


def _copied(source: IO[bytes], target: Path) -> FileEntry:
    digest, size = hashlib.sha256(), 0
    with target.open("wb") as file:
        while block := source.read(BLOCK):
            digest.update(block)
            size += len(block)
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    return FileEntry(size, digest.hexdigest())
