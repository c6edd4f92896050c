"""What is wrong with a catalog: every way in which a translation could fail a reader, each as one line."""

import re
from collections import Counter
from dataclasses import dataclass
from enum import Enum

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
_DIGITS = re.compile(
    r"(?<![A-Za-z\d.])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?P<scale>\s(?:thousand|million|billion|trillion)\b)?",
    re.IGNORECASE,
)
_NUMERALS = "零一二三四五六七八九"
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


class Fault(Enum):
    """A way in which a translation fails its readers; the value says it to a developer."""

    FUZZY = "fuzzy: a guess that nobody confirmed, gettext leaves it out"
    MISSING = "missing: no translation"
    PLACEHOLDERS = "placeholders differ: {detail} in the source"
    STRAY_PERCENT = "a stray %: write %% beside placeholders"
    TAGS = "HTML tags differ"
    EDGES = "white space or line breaks at the ends differ"
    PUNCTUATION = "half-width punctuation after a Chinese character"
    NUMBERS = "numbers differ: {detail} in the source"


def message_problems(message: Message) -> list[str]:
    """Why a translation cannot be used or would look wrong; empty when it is right."""
    return [fault.value.format(detail=detail) for fault, detail in faults_of(message)]


def faults_of(message: Message) -> list[tuple[Fault, str]]:
    """The faults of a translation, each with what a person needs to know to mend it; empty when it is right."""
    if message.fuzzy:
        return [(Fault.FUZZY, "")]
    if not all(form.strip() for form in forms_of(message)):
        return [(Fault.MISSING, "")]
    sources = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    found = []
    for form in forms_of(message):
        # One form stands for every number, so it needs what the plural has; a language with more forms may leave the
        # number out where the form says it ("one page").
        allowed = sources[-1:] if len(forms_of(message)) == 1 else sources
        if not any(_placeholders(form) == _placeholders(source) for source in allowed):
            found.append((Fault.PLACEHOLDERS, ", ".join(sorted(_placeholders(sources[-1]))) or "–"))
        if _PRINTF.search(sources[-1]) and "%" in _PRINTF.sub("", form.replace("%%", "")):
            found.append((Fault.STRAY_PERCENT, ""))
        if not any(_tags(form) == _tags(source) for source in sources):
            found.append((Fault.TAGS, " ".join(sorted(_tags(sources[-1]))) or "–"))
        if not _edges_agree(form, sources[0]):
            found.append((Fault.EDGES, ""))
        if _HALF_WIDTH.search(_TAG.sub("", form)):
            found.append((Fault.PUNCTUATION, ""))
        if missing := min((missing_numbers(source, form) for source in sources), key=len):
            found.append((Fault.NUMBERS, ", ".join(missing)))
    return list(dict.fromkeys(found))


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


def missing_numbers(source: str, form: str) -> list[str]:
    """The numbers of an English text that its translation has neither in digits nor, up to 99, in Chinese numerals.

    Those with a scale (“456.5 billion”) are left out: Chinese counts in other steps.
    """
    there = {match[0].replace(",", "") for match in _DIGITS.finditer(_bare(form))}
    numbers = [match[0].replace(",", "") for match in _DIGITS.finditer(_bare(source)) if not match["scale"]]
    return [number for number in dict.fromkeys(numbers) if number not in there and _chinese(number) not in form]


def _bare(text: str) -> str:
    """Without placeholders and tags."""
    return _TAG.sub(" ", _BRACES.sub(" ", _PRINTF.sub(" ", text.replace("%%", ""))))


def _chinese(number: str) -> str:
    """``21`` → ``二十一``; a number that is not written so stays as it is."""
    if not number.isdecimal() or not 1 <= int(number) <= 99:
        return number
    tens, ones = divmod(int(number), 10)
    return ("" if tens < 2 else _NUMERALS[tens]) + ("十" if tens else "") + (_NUMERALS[ones] if ones else "")


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
