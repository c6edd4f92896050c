"""A language that nobody speaks: English in brackets and accents (``en-XA``), so that text which no translator could
reach stands out.

It is compiled under a real language's name: Django and modeltranslation know only the languages of the settings, and
an unknown code would read English columns.
"""

import re
from pathlib import Path

from babel.messages.catalog import Catalog

from pages.translations.catalogs import (
    BASE_DIR,
    DOMAINS,
    catalog_path,
    compiled_bytes,
    key_of,
    messages_of,
    write_aside,
)
from pages.translations.packages import installed_strings
from pages.translations.sources import source_template

OPENING, CLOSING = "⟦", "⟧"
_ACCENTS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áƀćďéƒǵĥíĵķļɱñóƥɋŕšťúṽŵẋýžÁƁĆĎÉƑǴĤÍĴĶĻṀÑÓƤɊŔŠŤÚṼŴẊÝŽ",
)
# Left as it is: placeholders, tags, entities.
_KEPT = re.compile(r"%(?:\(\w+\))?[#0+-]?\d*(?:\.\d+)?[a-zA-Z]|%%|\{[^{}]*\}|<[^<>]*>|&#?\w+;")
_BRACKETED = re.compile(f"{OPENING}[^{OPENING}{CLOSING}]*{CLOSING}")
_WORD = re.compile(r"[A-Za-z]{2,}(?:[ '’-][A-Za-z]+)*")


def pseudo(text: str) -> str:
    """``Find %(name)s`` → ``⟦Ƒíñď %(name)s⟧``: placeholders, tags, entities and the white space at the ends stay."""
    inner = text.strip()
    if not inner:
        return text
    parts, position = [], 0
    for kept in _KEPT.finditer(inner):
        parts += [inner[position : kept.start()].translate(_ACCENTS), kept[0]]
        position = kept.end()
    parts.append(inner[position:].translate(_ACCENTS))
    start = text.index(inner)
    return f"{text[:start]}{OPENING}{''.join(parts)}{CLOSING}{text[start + len(inner) :]}"


def pseudo_catalog(template: Catalog, locale: str) -> Catalog:
    """A template's strings, each translated by :func:`pseudo`."""
    result = Catalog(locale=locale, domain=template.domain)
    for message in messages_of(template):
        string: str | tuple[str, ...] = pseudo(key_of(message)[1])
        if not isinstance(message.id, str):
            string = (pseudo(message.id[-1]),) * result.num_plurals
        result.add(message.id, string, context=message.context)
    return result


def write_pseudo_locale(
    locale_dir: Path, root: Path = BASE_DIR, locale: str = "zh_Hans", *, packages: bool = False
) -> list[Path]:
    """Compile the pseudo-language of a project's strings as ``locale`` into a folder fit for ``LOCALE_PATHS``.

    With ``packages`` also Wagtail's, for pages of the admin. Returns the .mo files written.
    """
    written = []
    for domain in DOMAINS:
        template = source_template(root, domain)
        if packages:
            for package in installed_strings(locale, domain):
                if package.name.startswith("wagtail"):  # Django's own hold formats besides words
                    for message in messages_of(package.english):
                        template.add(message.id, context=message.context)
        target = catalog_path(locale, domain, locale_dir).with_suffix(".mo")
        write_aside(target, compiled_bytes(pseudo_catalog(template, locale)))
        written.append(target)
    return written


def plain_words(text: str) -> list[str]:
    """The English words of a text shown in the pseudo-language that did not come from a catalog.

    ``text`` is what a reader sees, without tags. Brackets may stand inside brackets where one string is filled into
    another. Words that come from data (names, addresses) are found too: the caller knows which those are.
    """
    before = None
    while before != text:
        before, text = text, _BRACKETED.sub(" ", text)
    return _WORD.findall(text)
