"""What can go wrong, said in one sentence."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class LocalPostgresError(Exception):
    """The bundled server cannot be used; ``str()`` is one sentence for the person at the terminal."""


DISK_FULL = "The disk that holds {path} is full: free about 200 MB and start again."


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn an OSError of the block into one sentence about ``path``, with a way out."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise LocalPostgresError(DISK_FULL.format(path=path)) from error
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            reason = f"{error.filename or path} cannot be read or written by this user"
        else:
            reason = f"{error.filename or path}: {error.strerror or error}"
        raise LocalPostgresError(
            f"The bundled PostgreSQL cannot use {path} ({reason}): mend that, or point VAR_DIR at a folder of your own."
        ) from error
