"""Which strings our own Python, templates and scripts hold: the template that catalogs are merged with."""

import re
import tokenize
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from django.utils.translation.template import templatize

COMMENT_TAGS = ("Translators",)
# What each function's arguments are, in Babel's notation: a position, or (position, "c") for a context.
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
TEMPLATE_SUFFIXES = (".html", ".txt", ".xml", ".ics", ".svg")
_SKIPPED_FOLDERS = {"migrations", "node_modules", "tests", "vendor"}


def source_template(root: Path, domain: str) -> Catalog:
    """The strings of one domain in a project: ``django`` for Python and templates, ``djangojs`` for scripts of site and admin.

    Raises SyntaxError, with the file in its text, for a template whose translation tags cannot be read.
    """
    catalog = Catalog(domain=domain)
    for path in _files(root, domain):
        add_file(catalog, path, path.relative_to(root).as_posix())
    return catalog


def add_file(catalog: Catalog, path: Path, location: str) -> None:
    """Add a file's strings to a catalog, under the name they are to be listed by.

    Raises SyntaxError when the file cannot be read as what its suffix says.
    """
    content = path.read_bytes()
    method = {".py": "python", ".js": "javascript"}.get(path.suffix, "python")
    if path.suffix in TEMPLATE_SUFFIXES:
        content = _python_of_template(content.decode(), location)
    try:
        found = extract(
            method, BytesIO(content), KEYWORDS, COMMENT_TAGS, options={"encoding": "utf-8", "template_strings": "on"}
        )
        for _line, message_id, comments, context in found:
            if not message_id or message_id == ("", ""):
                continue  # the empty msgid is the catalog's header
            catalog.add(message_id, locations=[(location, 0)], auto_comments=comments, context=context)
    except (tokenize.TokenError, IndentationError, SyntaxError) as error:
        raise SyntaxError(f"{location}: {error}") from error


def _python_of_template(template: str, location: str) -> bytes:
    """Django turns translation tags into gettext calls and blanks out the rest.

    Indentation is taken off, since a template's means nothing and Python's tokenizer refuses an uneven one; no string
    spans a line there, so none is touched.
    """
    calls = templatize(template, origin=location)
    return re.sub(r"(?m)^[ \t]+", "", calls).encode()


def _files(root: Path, domain: str) -> Iterator[Path]:
    if domain == "djangojs":
        yield from _sorted(root.glob("static/**/*.js"))
        return
    for package in sorted(init.parent for init in root.glob("*/__init__.py")):
        if package.name not in _SKIPPED_FOLDERS:
            yield from _sorted(package.rglob("*.py"))
    templates = (path for path in root.glob("templates/**/*") if path.suffix in TEMPLATE_SUFFIXES)
    yield from _sorted(templates)


def _sorted(paths: Iterable[Path]) -> list[Path]:
    return sorted(path for path in paths if not _SKIPPED_FOLDERS.intersection(path.parts))
