"""The catalogs of ``locale/`` as rows, so that staff can search, change and take them back.

They are copied whenever the files have changed since: at set-up, and when the workbench is opened.
"""

import hashlib
from collections.abc import Iterable
from typing import Any

from babel.messages.catalog import Message
from django.conf import settings
from django.db import transaction
from django.utils.translation import to_locale

from pages.translations.catalogs import DOMAINS, catalog_path, forms_of, key_of, messages_of, parse_catalog
from pages.translations.models import CatalogCopy, InterfaceString
from pages.translations.string_work import note_strings

_COPIED = ("context", "source", "source_plural", "shipped", "comments", "places", "is_ours", "in_catalog", "position")


def digest_of(domain: str, context: str | None, source: str) -> str:
    """The key of a string in the table."""
    content = "\x00".join((domain, context or "", source))
    return hashlib.blake2b(content.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def copy_shipped_strings() -> bool:
    """Bring the rows up to the catalogs of all target languages; whether there was anything to do."""
    done = False
    for language, _name in settings.LANGUAGES:
        if language != settings.LANGUAGE_CODE:
            done = _copy_language(language) or done
    return done


def _copy_language(language: str) -> bool:
    contents = {domain: _content(language, domain) for domain in DOMAINS}
    stamp = hashlib.blake2b(b"\x00".join(contents.values()), digest_size=16).hexdigest()
    if CatalogCopy.objects.filter(language=language, stamp=stamp).exists():
        return False
    with transaction.atomic():
        copy, _made = CatalogCopy.objects.select_for_update().get_or_create(language=language)
        if copy.stamp != stamp:
            _write_rows(language, contents)
            copy.stamp = stamp
            copy.save()
    return True


def _write_rows(language: str, contents: dict[str, bytes]) -> None:
    wanted: dict[str, dict[str, Any]] = {}
    for domain, content in contents.items():
        if content:
            messages = messages_of(parse_catalog(content, to_locale(language), domain))
            wanted |= {row["digest"]: row for row in _rows(language, domain, messages)}
    known = {string.digest: string for string in InterfaceString.objects.filter(language=language)}
    new = [InterfaceString(**row) for digest, row in wanted.items() if digest not in known]
    changed = []
    for digest, string in known.items():
        values = {name: wanted[digest][name] for name in _COPIED} if digest in wanted else {"in_catalog": False}
        if any(getattr(string, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(string, name, value)
            changed.append(string)
    InterfaceString.objects.bulk_create(new, batch_size=500)
    InterfaceString.objects.bulk_update(changed, _COPIED, batch_size=200)
    # Nobody made anything of them, so nothing is lost.
    InterfaceString.objects.filter(language=language, in_catalog=False, version=0).delete()
    note_strings(language)


def _rows(language: str, domain: str, messages: Iterable[Message]) -> Iterable[dict[str, Any]]:
    for position, message in enumerate(messages):
        context, source = key_of(message)
        files = sorted({file for file, _line in message.locations})
        package = message.auto_comments[0] if message.auto_comments and not files else ""
        comments = message.auto_comments[1:] if package else message.auto_comments
        yield {
            "language": language,
            "domain": domain,
            "digest": digest_of(domain, context, source),
            "context": context or "",
            "source": source,
            "source_plural": "" if isinstance(message.id, str) else message.id[1],
            "shipped": [] if message.fuzzy else list(forms_of(message)),
            "comments": "\n".join([*comments, *message.user_comments]),
            "places": files or [package],
            "is_ours": bool(files),
            "in_catalog": True,
            "position": position,
        }


def _content(language: str, domain: str) -> bytes:
    path = catalog_path(to_locale(language), domain)
    return path.read_bytes() if path.exists() else b""
