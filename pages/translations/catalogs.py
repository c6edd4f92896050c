"""Where the catalogs are, how one is read and written, and how it becomes what gettext loads.

Formats: GNU gettext manual, chapter 10 (PO and MO files).
"""

import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

BASE_DIR = Path(__file__).resolve().parent.parent.parent
LOCALE_DIR = BASE_DIR / "locale"
TARGET_LOCALES = ("zh_Hans",)  # English is the source, it has no catalog
DOMAINS = ("django", "djangojs")

# Chinese has one form for every number. Django keeps catalogs with different plural rules apart, so this must stay
# what Babel says for the language and never become the two forms that makemessages would write.
PLURAL_FORMS = {"zh_Hans": "nplurals=1; plural=0;"}

type Key = tuple[str | None, str]  # context, singular msgid


def key_of(message: Message) -> Key:
    """What gettext looks a message up by: its context and its singular msgid."""
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def messages_of(catalog: Catalog) -> Iterator[Message]:
    """The catalog's messages in their order, without the header."""
    return (message for message in catalog if message.id)


def forms_of(message: Message) -> tuple[str, ...]:
    """The translation, one string a plural form."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def is_translated(message: Message) -> bool:
    """True when every form has a translation that gettext would use; a fuzzy one is not used."""
    return not message.fuzzy and all(forms_of(message))


def catalog_path(locale: str, domain: str, locale_dir: Path = LOCALE_DIR) -> Path:
    """The .po file of a locale (``zh_Hans``) and a domain (``django`` or ``djangojs``)."""
    return locale_dir / locale / "LC_MESSAGES" / f"{domain}.po"


def read_catalog(path: Path) -> Catalog:
    """Read a .po file; an empty catalog of its locale where there is none. Raises ValueError for what is not one."""
    locale, domain = path.parent.parent.name, path.stem
    if not path.exists():
        return Catalog(locale=locale, domain=domain)
    return parse_catalog(path.read_bytes(), locale, domain)


def parse_catalog(content: bytes, locale: str | None, domain: str) -> Catalog:
    """Parse a .po file's bytes. Raises ValueError when they are not one."""
    try:
        return read_po(BytesIO(content), locale=locale, domain=domain)
    except (UnicodeDecodeError, IndexError) as error:
        raise ValueError(f"not a readable .po file: {error}") from error


def catalog_bytes(catalog: Catalog) -> bytes:
    """The .po file of a catalog: no dates and no line numbers, so the same strings give the same bytes."""
    body = BytesIO()
    write_po(body, catalog, width=0, omit_header=True, include_lineno=False)
    return header(str(catalog.locale), _COMMENT).encode() + body.getvalue().rstrip(b"\n") + b"\n"


def write_aside(path: Path, content: bytes) -> None:
    """Write a file at once or not at all: a reader never sees half a catalog."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    aside_path = Path(name)
    try:
        with os.fdopen(handle, "wb") as aside:
            aside.write(content)
        aside_path.chmod(0o644)  # mkstemp makes it private; the web server may run as another user
        aside_path.replace(path)
    except BaseException:
        aside_path.unlink(missing_ok=True)
        raise


def compiled_bytes(catalog: Catalog) -> bytes:
    """The .mo file of a catalog; fuzzy and untranslated messages are left out."""
    fixed = datetime(2000, 1, 1, tzinfo=UTC)  # Babel insists on dates; a fixed one gives the same bytes each time
    catalog.creation_date = catalog.revision_date = fixed
    for message in [message for message in messages_of(catalog) if not is_translated(message)]:
        catalog.delete(message.id, message.context)  # an empty plural would be shown as an empty string
    content = BytesIO()
    write_mo(content, catalog)
    return content.getvalue()


def compile_catalogs(locale_dir: Path = LOCALE_DIR) -> list[Path]:
    """Write the .mo beside each .po where it is missing, older or different. Returns those written.

    Needs no Django settings. Raises ValueError for a .po that cannot be parsed, OSError where nothing can be written.
    """
    written = []
    for source in sorted(locale_dir.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns > source.stat().st_mtime_ns:
            continue
        content = compiled_bytes(read_catalog(source))
        if target.exists() and target.read_bytes() == content:
            os.utime(target)  # newer than its source again: the next start need not compile to find out
            continue
        write_aside(target, content)
        written.append(target)
    return written


_COMMENT = "The strings of this site, then those that installed packages leave untranslated."


def header(locale: str, comment: str) -> str:
    """The beginning of a .po file: a comment, and what tools need to know."""
    fields = (
        "Project-Id-Version: expo-site",
        f"Language: {locale}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: {PLURAL_FORMS[locale]}",
    )
    lines = "".join(f'"{field}\\n"\n' for field in fields)
    return f'# {comment}\nmsgid ""\nmsgstr ""\n{lines}\n'
