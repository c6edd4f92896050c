"""What is wrong with a catalog: every way in which a translation could fail a reader, each as one line."""

import re
from collections import Counter
from dataclasses import dataclass

from babel.messages.catalog import Catalog, Message

from pages.translations.catalogs import (
    PLURAL_FORMS,
    catalog_bytes,
    forms_of,
    key_of,
    messages_of,
    parse_catalog,
)
from pages.translations.merging import merged

# printf-style placeholders of Python's gettext strings, str.format's, and tags with their attributes.
_PRINTF = re.compile(r"%(?:\((?P<name>\w+)\))?[#0+-]?\d*(?:\.\d+)?[diouxXeEfFgGcrsa]")
_BRACES = re.compile(r"\{[A-Za-z0-9_.\[\]]*(?:![rsa])?(?::[^{}]*)?\}")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_READ_ATTRIBUTE = re.compile(r"\b(title|alt|aria-label|placeholder)=(\"[^\"]*\"|'[^']*')")  # text: may differ
_FULL_WIDTH = ("，", "。", "：", "；", "、", "）", "！", "？")
_HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:!?](?!//)|[\u4e00-\u9fff]\.(?=\s|$|[\u4e00-\u9fff])")


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong with one string of one file."""

    file: str
    message: str  # the msgid; empty when it is about the file
    reason: str

    def __str__(self) -> str:
        return f"{self.file}: {self.message!r}: {self.reason}" if self.message else f"{self.file}: {self.reason}"


def catalog_problems(
    content: bytes, locale: str, domain: str, ours: Catalog | None = None, packages: Catalog | None = None
) -> list[Problem]:
    """Everything wrong with a .po file's bytes, sorted.

    With the templates (``ours``: the sources' strings, ``packages``: what installed packages leave untranslated) also
    what is missing from the file, and whether it is as they would be merged now.
    """
    file = f"{locale}/LC_MESSAGES/{domain}.po"
    try:
        catalog = parse_catalog(content, locale, domain)
    except ValueError as error:
        return [Problem(file, "", str(error))]
    found = set(_plural_problems(content.decode(), locale))
    for message in messages_of(catalog):
        found |= {(key_of(message)[1], reason) for reason in message_problems(message)}
    found |= {
        (key_of(message)[1], "obsolete: no source has it; `manage.py messages --drop-obsolete` deletes it")
        for message in catalog.obsolete.values()
    }
    if ours is not None:
        found |= set(_missing_strings(catalog, ours, packages or Catalog(domain=domain)))
        if not found and catalog_bytes(merged(catalog, ours, packages or Catalog(domain=domain))) != content:
            found.add(("", "behind the sources or not in order: run `manage.py messages`"))
    return sorted(Problem(file, message, reason) for message, reason in found)


def message_problems(message: Message) -> list[str]:
    """Why a translation cannot be used or would look wrong; empty when it is right."""
    if message.fuzzy:
        return ["fuzzy: a guess that nobody confirmed, gettext leaves it out"]
    if not all(forms_of(message)):
        return ["missing: no translation"]
    sources = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    reasons = []
    for form in forms_of(message):
        # One form stands for every number, so it needs what the plural has; a language with more forms may leave the
        # number out where the form says it ("one page").
        allowed = sources[-1:] if len(forms_of(message)) == 1 else sources
        if not any(_placeholders(form) == _placeholders(source) for source in allowed):
            expected = ", ".join(sorted(_placeholders(sources[-1]))) or "none"
            reasons.append(f"placeholders differ: {expected} in the source")
        if _PRINTF.search(sources[-1]) and "%" in _PRINTF.sub("", form.replace("%%", "")):
            reasons.append("a stray %: write %% beside placeholders")
        if not any(_tags(form) == _tags(source) for source in sources):
            reasons.append("HTML tags differ")
        if not _edges_agree(form, sources[0]):
            reasons.append("white space or line breaks at the ends differ")
        if _HALF_WIDTH.search(_TAG.sub("", form)):
            reasons.append("half-width punctuation after a Chinese character")
    return reasons


def _plural_problems(text: str, locale: str) -> list[tuple[str, str]]:
    """Wrong plural counts. Read from the text, since Babel drops forms that are too many without a word."""
    found = []
    header = re.search(r'"Plural-Forms: (.*?)\\n"', text)
    expected = PLURAL_FORMS[locale]
    if header is None or header[1] != expected:
        found.append(("", f"the header must say Plural-Forms: {expected}"))
    count = int(expected[len("nplurals=") : expected.index(";")])
    for entry in re.split(r"\n\s*\n", text):
        forms = [int(number) for number in re.findall(r"^msgstr\[(\d+)\]", entry, flags=re.MULTILINE)]
        if forms and forms != list(range(count)):
            message = re.search(r'^msgid "(.*)"$', entry, flags=re.MULTILINE)
            found.append((message[1] if message else "", f"{len(forms)} plural forms, {count} in this language"))
    return found


def _missing_strings(catalog: Catalog, ours: Catalog, packages: Catalog) -> list[tuple[str, str]]:
    present = {key_of(message) for message in messages_of(catalog)}
    found = []
    for message in messages_of(ours):
        if key_of(message) not in present:
            found.append((key_of(message)[1], f"not in the catalog, but in {message.locations[0][0]}"))
    for message in messages_of(packages):
        if key_of(message) not in present:
            package = message.auto_comments[0]
            found.append((key_of(message)[1], f"not in the catalog, and {package} has no translation of it"))
    return found


def _placeholders(text: str) -> Counter[str]:
    """Placeholders with how often each stands; a named one may be repeated, so it counts once."""
    printf = [match[0] for match in _PRINTF.finditer(text.replace("%%", ""))]
    counted = Counter(printf + _BRACES.findall(text))
    return Counter({each: 1 if _is_named(each) else times for each, times in counted.items()})


def _is_named(placeholder: str) -> bool:
    return placeholder.startswith(("%(", "{")) and placeholder != "{}"


def _tags(text: str) -> Counter[str]:
    return Counter(_READ_ATTRIBUTE.sub(r"\1", tag) for tag in _TAG.findall(text))


def _edges(text: str) -> tuple[str, str]:
    """The white space at both ends."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def _edges_agree(form: str, source: str) -> bool:
    # Full-width punctuation brings its own space: ", " is "，" in Chinese.
    start, end = _edges(source)
    if form.endswith(_FULL_WIDTH):
        end = end.removesuffix(" ")
    return _edges(form) in {(start, end), _edges(source)}
