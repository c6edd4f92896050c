"""What a person at the terminal is told instead of a traceback."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg


class BackupError(Exception):
    """A backup or a restore cannot go on; ``str()`` is one sentence that says why and what to do."""


@contextmanager
def explained(folder: Path) -> Iterator[None]:
    """Turn failures of the disk and of the database into a BackupError."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise BackupError(f"The disk of {folder} is full: free some room and try again.") from error
        raise BackupError(
            f"{error.filename or folder} cannot be read or written ({error.strerror or error})."
        ) from error
    except psycopg.errors.LockNotAvailable as error:
        raise BackupError("The tables are in use: stop the web server and the scheduler, and try again.") from error
    except psycopg.Error as error:
        raise BackupError(f"The database says: {' '.join(str(error).split())}") from error
