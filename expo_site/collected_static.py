"""Collect static files only when something changed: collecting compresses hundreds of files, comparing is quick."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from importlib.metadata import version
from pathlib import Path

STAMP_NAME = ".collected-from"


def collect_if_changed(around: Callable[[], AbstractContextManager[None]] = nullcontext) -> bool:
    """Fill ``STATIC_ROOT``, inside ``around``, unless it was filled from the very same sources; whether it had to be."""
    from django.conf import settings
    from django.core.management import call_command

    root = Path(settings.STATIC_ROOT)
    stamp = root / STAMP_NAME
    sources = fingerprint()
    if (root / "staticfiles.json").exists() and stamp.exists() and stamp.read_text() == sources:
        return False
    stamp.unlink(missing_ok=True)
    with around():
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(sources)
    return True


def fingerprint() -> str:
    """What the collected files depend on: each source's name, size and time, the code that joins them, libraries."""
    from django.conf import settings

    from expo_site import static_bundles

    seen = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
    for package in ("django", "whitenoise"):
        seen.update(f"{package} {version(package)}\n".encode())
    seen.update(Path(static_bundles.__file__).read_bytes())
    for line in sorted(_sources()):
        seen.update(line.encode())
    return seen.hexdigest()


def _sources() -> Iterator[str]:
    from django.contrib.staticfiles.finders import get_finders

    for finder in get_finders():
        for name, storage in finder.list([]):
            found = Path(storage.path(name)).stat()
            yield f"{storage.location} {name} {found.st_size} {found.st_mtime_ns}\n"
