"""How a catalog takes up new strings and lets go of old ones without losing a translation."""

from collections.abc import Callable, Iterable
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from pages.translations.catalogs import (
    LOCALE_DIR,
    catalog_bytes,
    catalog_path,
    forms_of,
    key_of,
    messages_of,
    read_catalog,
    write_aside,
)
from pages.translations.packages import package_template
from pages.translations.sources import source_template


def merged(catalog: Catalog, ours: Catalog, packages: Catalog, *, drop_obsolete: bool = False) -> Catalog:
    """A catalog with exactly the strings of both templates, and the translations it has.

    ``ours`` (the sources' strings) come first, in the order of their files; then ``packages`` (what installed packages
    leave untranslated), package by package. A string that is gone is kept as obsolete with its translation, and comes
    back with it; with ``drop_obsolete`` it is deleted. No translation is guessed from a similar string.
    """
    known = {key_of(message): message for message in [*catalog.obsolete.values(), *messages_of(catalog)]}
    result = Catalog(locale=catalog.locale, domain=catalog.domain)
    for message in [*_in_order(ours, _first_file), *_in_order(packages, _package)]:
        _add(result, message, known.get(key_of(message)))
    if not drop_obsolete:
        taken = {key_of(message) for message in messages_of(result)}
        gone = [message for key, message in known.items() if key not in taken and any(forms_of(message))]
        for message in sorted(gone, key=lambda message: (key_of(message)[1], message.context or "")):
            context, singular = key_of(message)
            result.obsolete[(singular, context) if context else singular] = message  # as Babel names them
    return result


def merged_bytes(
    locale: str, domain: str, root: Path, locale_dir: Path = LOCALE_DIR, *, drop_obsolete: bool = False
) -> bytes:
    """What a .po file should hold now. Raises SyntaxError or ValueError for sources that cannot be read."""
    catalog = read_catalog(catalog_path(locale, domain, locale_dir))
    template = source_template(root, domain)
    return catalog_bytes(merged(catalog, template, package_template(locale, domain), drop_obsolete=drop_obsolete))


def update_catalog(
    locale: str, domain: str, root: Path, locale_dir: Path = LOCALE_DIR, *, drop_obsolete: bool = False
) -> bool:
    """Bring a .po file up to the sources and the installed packages. Returns whether it changed."""
    path = catalog_path(locale, domain, locale_dir)
    content = merged_bytes(locale, domain, root, locale_dir, drop_obsolete=drop_obsolete)
    if path.exists() and path.read_bytes() == content:
        return False
    write_aside(path, content)
    return True


def _add(result: Catalog, message: Message, known: Message | None) -> None:
    forms = forms_of(known) if known else ()
    string: str | tuple[str, ...] = forms[0] if forms else ""
    if not isinstance(message.id, str):
        # A string that became countable keeps its translation as its first form.
        string = tuple(forms[index] if index < len(forms) else "" for index in range(result.num_plurals))
    result.add(
        message.id,
        string,
        locations=message.locations,
        flags=("fuzzy",) if known and known.fuzzy else (),
        auto_comments=message.auto_comments,
        user_comments=known.user_comments if known else (),
        context=message.context,
    )


def _in_order(template: Catalog, group: Callable[[Message], str]) -> Iterable[Message]:
    return sorted(
        messages_of(template), key=lambda message: (group(message), key_of(message)[1], message.context or "")
    )


def _first_file(message: Message) -> str:
    return min(file for file, _line in message.locations)


def _package(message: Message) -> str:
    return message.auto_comments[0]
