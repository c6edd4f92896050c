"""Strings changed in the admin reach every running process: database → a catalog of this machine → gettext.

The database is the source of truth. Each machine writes its own ``.mo`` into the first folder of ``LOCALE_PATHS``, where
nothing of the sources is touched, and each process reads it anew.
"""

import fcntl
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from babel.messages.catalog import Catalog
from django.conf import settings
from django.db import connections
from django.utils.translation import to_locale

from pages.announcements import subscribe
from pages.content_changes import tell_of_change
from pages.translations.catalogs import DOMAINS, catalog_path, compiled_bytes, write_aside
from pages.translations.loaded import reload_translations
from pages.translations.models import InterfaceString

logger = logging.getLogger(__name__)

TOPIC = "interface strings"


_spoken: dict[Path, tuple[int, int] | None] = {}
"""The files that this process speaks from, each with its time and size."""


def register() -> None:
    """Keep the strings of this process in step with the database; for the app's ``ready``."""
    _spoken.update(_on_disk())
    subscribe(TOPIC, _heard)


def folder() -> Path:
    """Where this machine's catalogs of changed strings are."""
    return Path(settings.LOCALE_PATHS[0])


def take_up() -> None:
    """Write the changed strings of every language as catalogs where they differ, and speak from them."""
    folder().mkdir(parents=True, exist_ok=True)
    # The database is read inside: of two processes, the one that writes last has the newest.
    with _one_at_a_time():
        for language, domain in _catalogs():
            _write(language, domain)
        found = _on_disk()
        # Loading costs a tenth of a second and memory that forked processes would otherwise share.
        if found != _spoken:
            reload_translations()
            _spoken.clear()
            _spoken.update(found)
            # After the strings are there: a page kept in between, under the former number, is not served again.
            tell_of_change()


def _heard(number: int) -> None:
    """In the listener's thread, which keeps no connection of Django's."""
    try:
        take_up()
    finally:
        connections.close_all()


def own_catalog(language: str, domain: str) -> Catalog:
    """The strings that staff changed, with the translations they gave."""
    catalog = Catalog(locale=to_locale(language), domain=domain)
    changed = InterfaceString.objects.filter(language=language, domain=domain, own__isnull=False)
    for string in changed.order_by("position", "pk"):
        message_id = (string.source, string.source_plural) if string.source_plural else string.source
        forms = tuple(string.forms)
        catalog.add(message_id, forms if string.source_plural else forms[0], context=string.context or None)
    return catalog


def _catalogs() -> list[tuple[str, str]]:
    targets = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    return [(language, domain) for language in targets for domain in DOMAINS]


def _path(language: str, domain: str) -> Path:
    return catalog_path(to_locale(language), domain, folder()).with_suffix(".mo")


def _on_disk() -> dict[Path, tuple[int, int] | None]:
    found: dict[Path, tuple[int, int] | None] = {}
    for language, domain in _catalogs():
        path = _path(language, domain)
        try:
            about = path.stat()
        except FileNotFoundError:
            found[path] = None
        else:
            found[path] = about.st_mtime_ns, about.st_size
    return found


def _write(language: str, domain: str) -> None:
    path = _path(language, domain)
    catalog = own_catalog(language, domain)
    content = compiled_bytes(catalog)
    if not len(catalog):
        path.unlink(missing_ok=True)
    elif not path.exists() or path.read_bytes() != content:
        write_aside(path, content)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    with (folder() / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
