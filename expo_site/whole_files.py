"""Uploads are there whole or not at all: on a full disk, after a crash, and when the database takes back what named them."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path, PurePosixPath
from typing import Any

from django.core.files.storage import FileSystemStorage

_written: ContextVar[list[Path] | None] = ContextVar("files written in this request", default=None)


class WholeFileStorage(FileSystemStorage):
    """Django's storage, writing under a hidden name first: a file that has its name is complete, and on the disk.

    Backups rely on it: they take every file with a name, while editors upload others.
    """

    def _save(self, name: str, content: Any) -> str:
        hidden = str(PurePosixPath(name).with_name(f".upload-{uuid.uuid4().hex}"))
        temporary = Path(self.path(hidden))
        try:
            super()._save(hidden, content)  # type: ignore[misc]
            descriptor = os.open(temporary, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
            while True:
                target = Path(self.path(name))
                try:
                    os.link(temporary, target)  # fails where the name is taken, as a rename would not
                except FileExistsError:
                    name = self.get_available_name(name)
                else:
                    break
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
        written = _written.get()
        if written is not None:
            written.append(target)
        return PurePosixPath(name).as_posix()


@contextmanager
def taken_back_on_failure() -> Iterator[None]:
    """Remove the files that were written inside the block when it fails: no row will ever name them."""
    token = _written.set([])
    try:
        yield
    except BaseException:
        for path in _written.get() or []:
            with suppress(OSError):
                path.unlink(missing_ok=True)
        raise
    finally:
        _written.reset(token)
