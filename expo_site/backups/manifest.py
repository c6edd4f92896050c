"""The first entry of a backup: what made it, what is in it, and the checksum of each part."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from expo_site.backups.errors import BackupError
from expo_site.backups.row_fingerprints import Rows

FORMAT = 1
"""Raised when an older program could not read the file."""


@dataclass(frozen=True)
class FileEntry:
    """A file inside the backup: bytes and SHA-256."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """Everything needed to judge a backup before it is restored, and to verify it afterwards."""

    made_at: str
    """ISO 8601, UTC."""
    versions: dict[str, str]
    """Of the site, Django, Wagtail, Python, the server and ``pg_dump``."""
    migrations: list[str]
    """Applied ones, as ``app.name``."""
    tables: dict[str, Rows]
    without_rows: list[str]
    """Tables whose rows were left out on purpose."""
    dump: FileEntry
    media: dict[str, FileEntry]
    """Path below the media folder → file."""
    missing: list[str] = field(default_factory=list)
    """Files that rows name and that were not there when the backup was made."""
    bucket: str = ""
    """Name of the bucket that has the pictures and documents instead of this backup."""
    format: int = FORMAT

    def to_json(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()

    @classmethod
    def from_json(cls, text: bytes) -> "Manifest":
        """Raises BackupError when this is no manifest, or one of a later format."""
        try:
            read: dict[str, Any] = json.loads(text)
            if read["format"] > FORMAT:
                raise BackupError("The backup was made by a later version of the site: install that first.")
            return cls(
                **{
                    **read,
                    "tables": {name: Rows(*rows) for name, rows in read["tables"].items()},
                    "dump": FileEntry(**read["dump"]),
                    "media": {path: FileEntry(**entry) for path, entry in read["media"].items()},
                }
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BackupError("The file is not a backup of this site, or it is damaged.") from error
