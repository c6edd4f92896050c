"""Where the links of an object lead, and which pictures its bodies show."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from django.db import models
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text.rewriters import extract_attrs

from pages.bilingual.fields import translated_field_names
from pages.bilingual.languages import column
from pages.bilingual.source_texts import leaves

_ANCHOR = re.compile(r"<a\b([^>]*)>", re.IGNORECASE)
_NOWHERE = {"", "#", "http://", "https://", "/#"}


@dataclass(frozen=True, slots=True)
class Target:
    """What one link or picture refers to: ``kind`` is page, document, image or address."""

    path: str
    kind: str
    value: str


def targets_of(instance: models.Model, language: str) -> Iterator[Target]:
    """Every link and picture of the texts in one language."""
    for name in translated_field_names(type(instance)):
        field = instance._meta.get_field(column(name, language))
        value = field.value_from_object(instance)
        if isinstance(field, StreamField):
            for position, raw in enumerate(value.get_prep_value() if value else []):
                child = field.stream_block.child_blocks.get(raw["type"])
                path = f"{name}/{raw.get('id') or f'#{position}'}"
                for block, stored in leaves(child, raw["value"]) if child else ():
                    yield from _targets_in_block(path, block, stored)
        elif isinstance(field, RichTextField) and value:
            yield from _links(name, value)


def problem_of_address(address: str, denied_hosts: set[str]) -> str:
    """Why an address must not be linked, or ""."""
    address = unescape(address).strip()
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").lower().removeprefix("www.")
    except ValueError:
        return _("The address “%(address)s” cannot be read.") % {"address": address}
    if address in _NOWHERE or parts.scheme in {"javascript", "data", "file"}:
        return _("A link leads nowhere: “%(address)s”.") % {"address": address}
    if parts.scheme in {"http", "https"} and ("." not in host or host in {"example.com", "example.org"}):
        return _("A link leads nowhere: “%(address)s”.") % {"address": address}
    if any(host == denied or host.endswith(f".{denied}") for denied in denied_hosts):
        return _("Links to %(host)s are not allowed.") % {"host": host}
    return ""


def _targets_in_block(path: str, block: Any, stored: Any) -> Iterator[Target]:
    if isinstance(block, blocks.RichTextBlock):
        yield from _links(path, stored or "")
    elif isinstance(block, blocks.PageChooserBlock) and stored:
        yield Target(path, "page", str(stored))
    elif isinstance(block, DocumentChooserBlock) and stored:
        yield Target(path, "document", str(stored))
    elif isinstance(block, ImageChooserBlock) and stored:
        yield Target(path, "image", str(stored))
    elif isinstance(block, blocks.URLBlock) and stored:
        yield Target(path, "address", str(stored))


def _links(path: str, html: str) -> Iterator[Target]:
    for found in _ANCHOR.finditer(html):
        attributes = extract_attrs(found.group(1))
        kind = attributes.get("linktype", "address")
        if kind in {"page", "document"}:
            yield Target(path, kind, attributes.get("id", ""))
        elif kind == "address":
            yield Target(path, kind, attributes.get("href", ""))
