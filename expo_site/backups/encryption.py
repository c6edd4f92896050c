"""age's encryption (age-encryption.org/v1): what is written here opens with the program of that name too, and the other way round.

The site knows public keys only; what opens a backup is kept elsewhere, so that who takes over the server cannot read old
backups.
"""

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from expo_site.backups.errors import BackupError

HEADER = b"age-encryption.org/"
"""How an encrypted file begins."""


def read_identities(file: Path) -> list[Any]:
    """Secret keys of a file as ``age-keygen`` writes it. Raises BackupError."""
    try:
        lines = [line.strip() for line in file.read_text(encoding="utf-8").splitlines()]
        found = [_age().x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except (OSError, ValueError, _age().IdentityError) as error:
        raise BackupError(f"{file} holds no secret key of age (a line that begins with AGE-SECRET-KEY-1).") from error
    if not found:
        raise BackupError(f"{file} holds no secret key of age (a line that begins with AGE-SECRET-KEY-1).")
    return found


def make_identity() -> tuple[str, str]:
    """A new key: its secret and its public part."""
    identity = _age().x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def read_recipients(texts: Sequence[str]) -> list[Any]:
    """Public keys. Raises BackupError."""
    return [_recipient(text) for text in texts]


@contextmanager
def encrypting(target: Any, recipients: Sequence[Any]) -> Iterator[IO[bytes]]:
    """A file to write plain bytes to, which arrive in ``target`` encrypted. Raises what the writing raised."""
    failures: list[BaseException] = []
    read_end, write_end = os.pipe()

    def work() -> None:
        with os.fdopen(read_end, "rb") as reader:
            try:
                _age().encrypt_io(reader, target, list(recipients))
            except BaseException as error:
                failures.append(error)

    worker = threading.Thread(target=work)
    worker.start()
    try:
        with os.fdopen(write_end, "wb") as writer:
            yield writer
    except BrokenPipeError:
        worker.join()
        if not failures:
            raise
    finally:
        worker.join()
    if failures:
        raise failures[0]


@contextmanager
def decrypting(source: IO[bytes], identities: Sequence[Any]) -> Iterator[IO[bytes]]:
    """The plain bytes of ``source``. Raises BackupError when no key fits, or the file was changed."""
    failures: list[Exception] = []
    read_end, write_end = os.pipe()

    def work() -> None:
        with suppress(BrokenPipeError), os.fdopen(write_end, "wb") as writer:
            try:
                _age().decrypt_io(source, writer, list(identities))
            except Exception as error:
                failures.append(error)

    worker = threading.Thread(target=work)
    worker.start()
    with os.fdopen(read_end, "rb") as plain:
        try:
            yield plain
            while plain.read(1024 * 1024):  # to the end, where age says whether all of it was whole
                pass
        except Exception as error:
            _close_and_join(plain, worker)
            if failures and not isinstance(failures[0], BrokenPipeError):
                raise _unreadable(failures[0]) from error
            raise
        _close_and_join(plain, worker)
    if failures:
        raise _unreadable(failures[0])


def _close_and_join(plain: IO[bytes], worker: threading.Thread) -> None:
    plain.close()
    worker.join()


def _unreadable(failure: Exception) -> BackupError:
    return BackupError(f"The backup cannot be decrypted with this key, or it is damaged ({failure}).")


def _recipient(text: str) -> Any:
    try:
        return _age().x25519.Recipient.from_str(text)
    except (ValueError, _age().RecipientError) as error:
        raise BackupError(f"BACKUP_RECIPIENTS holds “{text}”, which is no public key of age (age1…).") from error


def _age() -> Any:
    import pyrage  # only where something is encrypted

    return pyrage
