"""PO files with texts of pages, written and read. Format: GNU gettext manual, chapter 10.

A unit's context names language, page and place, so that neither header nor order matters; its source is the English it
was made from, so that a translation of another English is noticed; a comment names the translation that it was exported with.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, PoFileParser, write_po
from django.utils.translation import gettext as _
from django.utils.translation import to_locale

from pages.bilingual.languages import NAMES
from pages.bilingual.merge import digest
from pages.translations.catalogs import header
from pages.translations.exchange.applying import Given
from pages.translations.exchange.segments import Segment
from pages.translations.exchange.written_figures import figures_said

LARGEST_FILE = 10 * 1024 * 1024
"""Bytes. All texts of 2,000 long pages are less."""
_BEFORE = "exported with translation "
"""Begins the comment with the digest of a unit's translation, so that an import undoes nobody's newer one."""
_CONTEXT = re.compile(r"(?P<language>[a-z-]+):page:(?P<page>[1-9]\d{0,8}):(?P<path>.+)", re.DOTALL)


class NotUsable(Exception):
    """A file of which nothing can be taken; its text says why, in the active language."""


@dataclass
class PageUnits:
    """What a file has for one page."""

    page_id: int
    given: list[Given] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)
    """Sources of units that their translator marked as fuzzy: left out, and named."""


def po_bytes(pages: Iterable[tuple[Any, Sequence[Segment]]], language: str) -> bytes:
    """A file with the pieces of pages, each page's in order."""
    catalog = Catalog(locale=to_locale(language))
    for page, segments in pages:
        address = page.get_url() if page.live else None
        for segment in segments:
            catalog.add(
                segment.source,
                segment.target,
                locations=[(address, 0)] if address and " " not in address else (),
                auto_comments=[
                    f"{page.title_en or page.title}: {segment.label}",
                    *figures_said(segment, language),
                    f"{_BEFORE}{digest(segment.target)}",
                ],
                context=f"{language}:page:{page.pk}:{segment.path}",
            )
    body = BytesIO()
    write_po(body, catalog, width=0, omit_header=True, include_lineno=False)
    return (
        header(to_locale(language), "Texts of pages. Leave msgctxt and msgid as they are.").encode() + body.getvalue()
    )


def read_units(content: bytes, language: str) -> list[PageUnits]:
    """What a file has for each page. Raises :class:`NotUsable`."""
    catalog = _parsed(content)
    _refuse_other_language(catalog, language)
    pages: dict[int, PageUnits] = {}
    for message in catalog:
        found = _CONTEXT.fullmatch(message.context or "")
        if not message.id or found is None:
            continue
        if found["language"] != language:
            raise NotUsable(
                _("This file is for another language: %s.") % NAMES.get(found["language"], found["language"])
            )
        units = pages.setdefault(int(found["page"]), PageUnits(int(found["page"])))
        if message.fuzzy:
            units.unsure.append(_source(message))
        else:
            target = _lines(str(message.string or ""))
            units.given.append(Given(found["path"], _source(message), target, _before(message)))
    if not pages:
        raise NotUsable(_("This file has no text of this site's pages: it was not exported here."))
    return list(pages.values())


class _Strict(Catalog):
    """Babel keeps the last of several units with one name; here that is a fault of the file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.twice: list[str] = []

    def __setitem__(self, key: Any, message: Message) -> None:
        before = self.get(message.id, message.context) if message.id else None
        if before is not None and before.string != message.string:
            self.twice.append(_source(message))
        super().__setitem__(key, message)


def _parsed(content: bytes) -> _Strict:
    if len(content) > LARGEST_FILE:
        raise NotUsable(_("The file is larger than %(size)s MB.") % {"size": LARGEST_FILE // 1024 // 1024})
    if b"msgid" not in content or b"\x00" in content:
        raise NotUsable(_("This is not a PO file."))
    catalog = _Strict()
    content = content.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        PoFileParser(catalog, abort_invalid=True).parse(BytesIO(content))
    except PoFileError as error:
        line = error.lineno + 1 if isinstance(error.lineno, int) else "?"
        raise NotUsable(_("Line %(line)s of this PO file cannot be read.") % {"line": line}) from error
    except (UnicodeDecodeError, LookupError) as error:
        raise NotUsable(_("The file is not in UTF-8.")) from error
    except (ValueError, IndexError, TypeError, AttributeError) as error:  # what the parser stumbles over
        raise NotUsable(_("This PO file cannot be read.")) from error
    if catalog.twice:
        raise NotUsable(_("A text is there twice, with two translations: “%s”") % catalog.twice[0][:60])
    return catalog


def _refuse_other_language(catalog: Catalog, language: str) -> None:
    """By its header, where it still has one."""
    named = str(catalog.locale_identifier or "").replace("_", "-").casefold()
    accepted = {language, to_locale(language).replace("_", "-").casefold(), *_ALSO_CALLED.get(language, ())}
    if named and named not in accepted:
        raise NotUsable(_("This file is for another language: %s.") % named)


_ALSO_CALLED = {"zh-hans": {"zh", "zh-cn", "zh-sg", "zh-hans-cn", "zh-hans-sg"}}


def _source(message: Message) -> str:
    return _lines(message.id if isinstance(message.id, str) else message.id[0])


def _before(message: Message) -> str:
    """Of which translation this one was made; "" where a tool has dropped the comments."""
    said = [comment.removeprefix(_BEFORE).strip() for comment in message.auto_comments if comment.startswith(_BEFORE)]
    return said[0] if said else ""


def _lines(text: str) -> str:
    return "\n".join(text.splitlines())
