"""Put restored files in the place of the old ones, together with the database's commit.

Both sets of files lie in one folder inside the media folder (which may be a mount of its own) until the database has
decided. The folder's journal names the database's transaction, so that whoever finds it after a crash can ask PostgreSQL
whether that transaction was committed, and finish the exchange or take the new files away again.
"""

import json
import shutil
import tempfile
from pathlib import Path

from expo_site.backups import postgres_programs
from expo_site.backups.errors import BackupError
from expo_site.local_secret import write_private

PREFIX = ".restore-"
JOURNAL, NEW, OLD, MOVED_AWAY = "journal.json", "new", "old", "moved-away"


class MediaSwap:
    """One exchange: stage the new files, note the transaction before it commits, exchange afterwards."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.media_root = folder.parent

    @classmethod
    def begin(cls, media_root: Path) -> "MediaSwap":
        media_root.mkdir(parents=True, exist_ok=True)
        swap = cls(Path(tempfile.mkdtemp(prefix=PREFIX, dir=media_root)))
        swap.new.mkdir()
        return swap

    @property
    def new(self) -> Path:
        """Where the restored files go."""
        return self.folder / NEW

    def note_transaction(self, transaction: str) -> None:
        """Write down, before the commit, what decides about the files."""
        write_private(self.folder / JOURNAL, json.dumps({"transaction": transaction}))

    def noted_transaction(self) -> str | None:
        """None: the restore never came as far as the commit."""
        try:
            return str(json.loads((self.folder / JOURNAL).read_text(encoding="utf-8"))["transaction"])
        except FileNotFoundError:
            return None

    def exchange(self) -> None:
        """After the commit; may be begun again at any point. The old files go last."""
        old = self.folder / OLD
        if not (self.folder / MOVED_AWAY).exists():
            old.mkdir(exist_ok=True)
            for entry in self.media_root.iterdir():
                if not entry.name.startswith(PREFIX):
                    entry.rename(old / entry.name)
            (self.folder / MOVED_AWAY).touch()
        for entry in list(self.new.iterdir()):
            entry.rename(self.media_root / entry.name)
        self.forget()

    def forget(self) -> None:
        """Remove what is left. The journal goes last: without it nothing else may be there."""
        for part in (self.folder / NEW, self.folder / OLD):
            shutil.rmtree(part, ignore_errors=True)
        shutil.rmtree(self.folder)


def unfinished(media_root: Path) -> list[MediaSwap]:
    """What interrupted restores left behind."""
    return [MediaSwap(folder) for folder in sorted(media_root.glob(f"{PREFIX}*")) if folder.is_dir()]


def settle(media_root: Path) -> list[str]:
    """Finish or undo what a crash left; one sentence for each. The caller holds the backup lock.

    Raises BackupError when PostgreSQL no longer knows how a transaction ended, ``psycopg.Error``, OSError.
    """
    said = []
    for swap in unfinished(media_root):
        transaction = swap.noted_transaction()
        if transaction is None:
            swap.forget()
            said.append("A restore had been cut off before it changed anything; its remains were removed.")
            continue
        with postgres_programs.connect() as connection:
            row = connection.execute("SELECT pg_xact_status(%s::xid8)", [transaction]).fetchone()
        match row and row[0]:
            case "committed":
                swap.exchange()
                said.append("A restore had been cut off after the database was restored; the files now follow.")
            case "aborted":
                swap.forget()
                said.append("A restore had been cut off; the database is as it was, and so are the files.")
            case _:
                raise BackupError(
                    f"{swap.folder} is left from a restore, and the database no longer knows whether it was finished:"
                    " restore once more."
                )
    return said
