"""What of a value is words to translate: its texts, a digest of them, and how a person reads them.

Pictures, choices, numbers and addresses in fields of their own are no words: changing them does not make a translation
out of date. A link inside a rich text is part of that text.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any

from django.db import models
from django.utils import translation
from django.utils.functional import Promise
from modeltranslation.settings import DEFAULT_LANGUAGE
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField

from pages.bilingual.fields import is_blank

type Texts = tuple[tuple[str, str], ...]
"""(kind, text) of each text of a value, in order. The kind is ``text`` or ``html``, or ``wordless`` for a block without."""

_EDITOR_KEYS = re.compile(r'\s+data-block-key="[^"]*"')
_ENDS_OF_PARAGRAPHS = re.compile(r"(?<=</p>)|(?<=</li>)|(?<=</h[2-6]>)|(?<=<br/>)|(?<=<br>)")
_DIGEST_BYTES = 10
_WORDLESS = "wordless"


def texts_of_field(field: models.Field, value: Any) -> Texts:
    """The text of a plain or rich field; none where it is blank. A StreamField has :func:`texts_by_block`."""
    if is_blank(field, value):
        return ()
    if isinstance(field, RichTextField):
        return (("html", _without_editor_keys(value)),)
    return (("text", _plain(str(value))),)


def texts_by_block(field: StreamField, value: Any) -> dict[str, tuple[str, Texts]]:
    """Block id → (block type, its texts), in the order of the body; a block without words still counts as being there."""
    found: dict[str, tuple[str, Texts]] = {}
    for position, raw in enumerate(value.get_prep_value() if value else []):
        child = field.stream_block.child_blocks.get(raw["type"])
        if child is not None:
            texts = tuple(_texts_in(child, raw["value"])) or ((_WORDLESS, raw["type"]),)
            found[raw.get("id") or f"#{position}"] = (raw["type"], texts)
    return found


def has_words(texts: Texts) -> bool:
    return any(kind != _WORDLESS for kind, _text in texts)


def digest_of(texts: Texts) -> str:
    """20 hexadecimal digits that stand for these texts; of no texts too."""
    content = json.dumps(texts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.blake2b(content.encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BYTES).hexdigest()


def readable(texts: Texts, language: str = DEFAULT_LANGUAGE) -> str:
    """The words without markup, a paragraph a line; figures are said as ``language`` says them."""
    from pages.rich_text.on_page import text_for_search

    lines: list[str] = []
    with translation.override(language):
        for kind, text in texts:
            if kind == _WORDLESS:
                continue
            pieces = _ENDS_OF_PARAGRAPHS.split(text) if kind == "html" else [text]
            lines += [text_for_search(piece).strip() if kind == "html" else piece for piece in pieces]
    return "\n".join(line for line in lines if line)


def leaves(block: blocks.Block, raw: Any) -> Iterator[tuple[blocks.Block, Any]]:
    """(block, stored value) of everything inside a block that holds no blocks itself, in order."""
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from leaves(child, (raw or {}).get(name))
    elif isinstance(block, blocks.ListBlock):
        for item in raw or []:
            # Lists stored before Wagtail gave items an id hold bare values.
            is_item = isinstance(item, dict) and item.get("type") == "item" and "value" in item
            yield from leaves(block.child_block, item["value"] if is_item else item)
    elif isinstance(block, blocks.StreamBlock):
        for item in raw or []:
            child = block.child_blocks.get(item["type"])
            if child is not None:
                yield from leaves(child, item["value"])
    else:
        yield block, raw


def _texts_in(block: blocks.Block, raw: Any) -> Iterator[tuple[str, str]]:
    for leaf, stored in leaves(block, raw):
        if isinstance(leaf, blocks.RichTextBlock):
            html = _without_editor_keys(stored or "")
            if not is_blank(RichTextField(), html):
                yield "html", html
        elif isinstance(leaf, blocks.CharBlock | blocks.TextBlock) and not isinstance(stored, Promise):
            text = _plain(str(stored or ""))
            if text:
                yield "text", text


def _without_editor_keys(html: str) -> str:
    """Draftail gives each paragraph a key that says nothing about the text."""
    return _EDITOR_KEYS.sub("", html)


def _plain(text: str) -> str:
    return "\n".join(text.strip().splitlines())
