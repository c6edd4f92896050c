"""Secrets that a checkout makes for itself and keeps: a file of mode 600 each, written once.

Only for demo, development and tests; in production every secret comes from the environment.
"""

import contextlib
import os
import secrets
import tempfile
from collections.abc import Callable
from pathlib import Path


def secret_key(var_dir: Path) -> str:
    """Django's SECRET_KEY of this checkout: 64 random bytes, kept in ``secret_key``.

    Raises OSError when the folder cannot be written.
    """
    var_dir.mkdir(parents=True, exist_ok=True)
    return kept_text(var_dir / "secret_key", lambda: secrets.token_urlsafe(64))


def is_strong(key: str) -> bool:
    """Whether a SECRET_KEY will do in production: long, of many different characters, and not the one of an example.

    50 characters are what Django's own check asks for (security.W009).
    """
    return len(key) >= 50 and len(set(key)) >= 10 and not key.startswith("django-insecure-")


def kept_text(path: Path, make: Callable[[], str]) -> str:
    """The text of ``path``, made by whoever asks first; any number that ask at once get the same text.

    A hard link is the only way to create a *complete* file under a name that must not exist yet: with O_EXCL a process
    killed between creating and writing would leave an empty secret behind.
    """
    with contextlib.suppress(FileNotFoundError):
        if text := path.read_text(encoding="utf-8").strip():
            return text
        path.unlink()
    write_private(path, make() + "\n", replace=False)
    return path.read_text(encoding="utf-8").strip()


def write_private(path: Path, text: str, *, replace: bool = True) -> None:
    """Write ``text`` whole or not at all, readable by its owner only; without ``replace`` an existing file stays."""
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        if replace:
            Path(temporary).replace(path)
        else:
            with contextlib.suppress(FileExistsError):
                os.link(temporary, path)
    finally:
        Path(temporary).unlink(missing_ok=True)
