"""What there is to translate of an object, piece by piece, and how far each piece is.

A unit is a plain or rich field, a block of a StreamField, or a field of a row inside the object. Its path names it in
every draft and on the live page: ``title``, ``body/<block id>``, ``hosts/<row key>/name``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modelcluster.models import get_all_child_relations
from modeltranslation.settings import DEFAULT_LANGUAGE
from modeltranslation.translator import NotRegistered, translator
from wagtail.fields import StreamField

from pages.bilingual.languages import column
from pages.bilingual.source_texts import Texts, digest_of, has_words, readable, texts_by_block, texts_of_field

REQUIRED = ("title", "body")
"""Fields without which a page cannot be read in a language, wherever the English has them."""


class UnitState(models.TextChoices):
    """How far the translation of one unit is."""

    MISSING = "missing", _("missing")  # the English is there, the translation is not
    UNCONFIRMED = "unconfirmed", _("not confirmed")  # there, but nobody has said that it fits the English
    STALE = "stale", _("out of date")  # the English has changed since somebody said so
    CURRENT = "current", _("up to date")


@dataclass(frozen=True, slots=True)
class Unit:
    """One piece in English and in the language asked for, with the digests of both at the time it was confirmed."""

    path: str
    label: str
    english: Texts
    translated: Texts
    state: UnitState
    confirmed_english: str = ""
    """Digest of the English that was last confirmed, or ""; its words are in ``ConfirmedEnglish``."""
    confirmed_translation: str = ""
    is_required: bool = False
    block_type: str = ""

    @property
    def english_digest(self) -> str:
        return digest_of(self.english)

    @property
    def translation_digest(self) -> str:
        return digest_of(self.translated)

    @property
    def english_text(self) -> str:
        """The English words without markup, a paragraph a line."""
        return readable(self.english)

    @property
    def is_copy(self) -> bool:
        """Whether the translation is still the English: as many letters as that, and no other."""
        return self.translated == self.english and any(letter.isalpha() for letter in self.english_text)

    def translated_text(self, language: str) -> str:
        return readable(self.translated, language)


@dataclass(frozen=True, slots=True)
class _Piece:
    path: str
    label: str
    english: Texts
    translated: Texts
    is_there: bool
    """Whether the translation has this piece, with or without words (a block of figures has none)."""
    is_required: bool = False
    block_type: str = ""


def units_of(instance: models.Model, language: str) -> list[Unit]:
    """Everything of ``instance`` that has words in English or in ``language``, in the order of its fields.

    Asks the database only for rows that ``instance`` does not hold yet. An object without a record of readiness
    (a picture, a source) knows missing and current alone.
    """
    if language == DEFAULT_LANGUAGE:
        return []
    record = getattr(instance, "readiness", None)
    confirmed = None if record is None else record.get(language, {}).get("confirmed", {})
    return [_unit(piece, confirmed) for piece in _pieces(instance, language)]


def _unit(piece: _Piece, confirmed: dict[str, list[str]] | None) -> Unit:
    english, translation = (confirmed or {}).get(piece.path, ("", ""))
    if not piece.is_there:
        state = UnitState.MISSING
    elif confirmed is None or (piece.english and not has_words(piece.english)):
        state = UnitState.CURRENT
    elif not english:
        state = UnitState.UNCONFIRMED
    else:
        state = UnitState.CURRENT if digest_of(piece.english) == english else UnitState.STALE
    return Unit(
        path=piece.path,
        label=piece.label,
        english=piece.english,
        translated=piece.translated,
        state=state,
        confirmed_english=english,
        confirmed_translation=translation,
        is_required=piece.is_required,
        block_type=piece.block_type,
    )


def _pieces(instance: models.Model, language: str) -> Iterator[_Piece]:
    required = getattr(instance, "required_for_ready", ())
    yield from _pieces_of_fields(instance, language, required=required)
    for relation in get_all_child_relations(type(instance)):
        if is_translated_model(relation.related_model):
            rows_name = relation.get_accessor_name()
            heading = capfirst(relation.related_model._meta.verbose_name)
            for position, row in enumerate(getattr(instance, rows_name).all()):
                prefix = f"{rows_name}/{getattr(row, 'key', position)}/"
                yield from _pieces_of_fields(row, language, prefix=prefix, heading=f"{heading} {position + 1}: ")


def _pieces_of_fields(
    instance: models.Model, language: str, *, prefix: str = "", heading: str = "", required: tuple[str, ...] = ()
) -> Iterator[_Piece]:
    in_one_language = getattr(instance, "one_language_suffices", ())
    for name in _names_in_order(type(instance)):
        english, translated = (instance._meta.get_field(column(name, code)) for code in (DEFAULT_LANGUAGE, language))
        label = heading + capfirst(str(instance._meta.get_field(name).verbose_name))
        values = english.value_from_object(instance), translated.value_from_object(instance)
        if isinstance(english, StreamField):
            yield from _pieces_of_body(english, *values, prefix + name, label, is_required=name in required)
            continue
        texts, its_texts = texts_of_field(english, values[0]), texts_of_field(translated, values[1])
        if its_texts or (texts and name not in in_one_language):
            yield _Piece(prefix + name, label, texts, its_texts, bool(its_texts), is_required=name in required)


def _pieces_of_body(
    field: StreamField, english: Any, translated: Any, name: str, label: str, *, is_required: bool
) -> Iterator[_Piece]:
    blocks, its_blocks = texts_by_block(field, english), texts_by_block(field, translated)
    partners = _partners(blocks, its_blocks)
    for block_id, (block_type, texts) in blocks.items():
        partner = partners.get(block_id)
        its_texts = its_blocks[partner][1] if partner else ()
        yield _Piece(
            f"{name}/{block_id}",
            f"{label}: {field.stream_block.child_blocks[block_type].label}",
            texts,
            its_texts,
            is_there=partner is not None and (has_words(its_texts) or not has_words(texts)),
            is_required=is_required,
            block_type=block_type,
        )
    matched = set(partners.values())
    for block_id, (block_type, its_texts) in its_blocks.items():
        if block_id in matched:
            continue
        block_label = f"{label}: {field.stream_block.child_blocks[block_type].label}"
        yield _Piece(f"{name}/{block_id}", block_label, (), its_texts, is_there=True, block_type=block_type)


def _partners(blocks: dict[str, tuple[str, Texts]], its_blocks: dict[str, tuple[str, Texts]]) -> dict[str, str]:
    """English block id → id of the block that translates it: the same id.

    Bodies that were made apart, of the same kinds of blocks in the same order, belong together by place.
    """
    partners = {block_id: block_id for block_id in blocks if block_id in its_blocks}
    if not partners and [kind for kind, _texts in blocks.values()] == [kind for kind, _texts in its_blocks.values()]:
        return dict(zip(blocks, its_blocks, strict=True))
    return partners


@cache
def _names_in_order(model: type[models.Model]) -> list[str]:
    """Names of the translated fields as the model declares them, what all pages have first."""
    declared = [field.name for field in model._meta.fields]
    return sorted(translator.get_options_for_model(model).all_fields, key=declared.index)


def is_translated_model(model: type[models.Model]) -> bool:
    """Whether a model has fields that exist once a language."""
    try:
        return bool(translator.get_options_for_model(model).all_fields)
    except NotRegistered:
        return False
