"""What a field holds, to be read in the editor by somebody who may not change it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils import formats, timezone, translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtail.blocks import Block, ChoiceBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.rich_text import expand_db_html


@dataclass(frozen=True, slots=True)
class Part:
    """A block or a part of one: a label, and either text or parts of its own. ``key`` is the id of a stream's block."""

    label: str
    text: Any = ""
    parts: list["Part"] = field(default_factory=list)
    key: str = ""


def reading(db_field: models.Field, value: Any, choice: Callable[[Any], Any] | None = None, language: str = "") -> Any:
    """Text for people, HTML for rich text, or for a stream a list of ``Part``. ``choice`` says the label of a choice.

    Labels are in the active language; what figures in the text say is in ``language``, if one is given.
    """
    if isinstance(db_field, StreamField):
        return list(_stream(value, language)) if value else ""
    if isinstance(db_field, RichTextField):
        return rich_text(value, language)
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if hasattr(value, "all"):
        return "; ".join(str(each) for each in value.all())
    if choice:
        return choice(value)
    if db_field.get_internal_type() == "DateTimeField":
        return formats.date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if db_field.get_internal_type() == "DateField":
        return formats.date_format(value, "DATE_FORMAT")
    return str(value)


def rich_text(source: str | None, language: str = "") -> SafeString:
    """As visitors see it; the editor let nothing into it that could do harm."""
    with translation.override(language or translation.get_language()):
        return mark_safe(expand_db_html(source or ""))  # noqa: S308


def _stream(value: Any, language: str) -> Iterator[Part]:
    for child in value:
        yield _part(child.block, child.value, str(child.block.label), language, child.id or "")


def _part(block: Block, value: Any, label: str, language: str, key: str = "") -> Part:
    if isinstance(block, StructBlock):
        inner = [
            _part(child, value.get(name), str(child.label), language)
            for name, child in block.child_blocks.items()
            if value.get(name) not in (None, "")
        ]
        return Part(label, parts=inner, key=key)
    if isinstance(block, ListBlock):
        return Part(label, parts=[_part(block.child_block, each, "", language) for each in value or []], key=key)
    if isinstance(block, StreamBlock):
        return Part(label, parts=list(_stream(value or [], language)), key=key)
    if isinstance(block, RichTextBlock):
        return Part(label, text=rich_text(value.source, language), key=key)
    if isinstance(block, ChoiceBlock):
        return Part(label, text=_choice(block, value), key=key)
    return Part(label, text="" if value is None else str(value), key=key)


def _choice(block: ChoiceBlock, value: Any) -> str:
    labels: dict[Any, Any] = {}
    for key, label in block.field.choices:
        labels |= dict(label) if isinstance(label, list | tuple) else {key: label}
    return str(labels.get(value, value or ""))
