"""Every text of an object in English and one other language, and how a translation is written back into it.

A path names a text in every draft: ``title``, ``body/<block id>/<place in the block>``, ``hosts/<row key>/name``.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import prefetch_related_objects
from django.utils.text import capfirst
from modelcluster.models import get_all_child_relations
from modeltranslation.settings import DEFAULT_LANGUAGE
from modeltranslation.translator import NotRegistered, translator
from wagtail.fields import RichTextField, StreamField

from pages.bilingual.fields import is_blank
from pages.bilingual.languages import column
from pages.translations.exchange.leaves import Place, leaves, name_of, replaced, same_structure


@dataclass(frozen=True, slots=True)
class Text:
    """A text as it is stored; ``translated`` is empty where there is none."""

    path: str
    label: str
    english: str
    translated: str
    is_rich: bool = False
    max_length: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Texts that are written together: those of a field, or of a block of a body.

    ``needs_all``: the translation has nothing of the kind yet, so it comes into being with all its texts or not at all.
    """

    texts: tuple[Text, ...]
    write: Callable[[dict[str, str]], None]
    """Takes path → stored text."""
    needs_all: bool = False


def groups_of(instance: models.Model, language: str) -> Iterator[Group]:
    """All texts of an object and of its rows that are there in English, in the order of its fields."""
    yield from _groups_of_fields(instance, language)
    for relation in _translated_rows(type(instance)):
        name = relation.get_accessor_name()
        kind = capfirst(str(relation.related_model._meta.verbose_name))
        manager: Any = getattr(instance, name)
        rows = list(manager.all())
        for position, row in enumerate(rows):
            prefix = f"{name}/{getattr(row, 'key', position)}/"
            yield from _groups_of_fields(row, language, prefix, f"{kind} {position + 1}")
        if rows:
            setattr(instance, name, rows)  # the rows that are written to are the ones that are saved


def pair_blocks(instance: models.Model, language: str) -> None:
    """Give blocks that stand at the place of their English its id, as writing a text among them does."""
    for name in translator.get_options_for_model(type(instance)).all_fields:
        _original, english, other = (_field(instance, each) for each in _columns(name, language))
        if isinstance(english, StreamField) and other.value_from_object(instance):
            _Body(instance, english, other).write()


def fetch_rows(instances: Iterable[models.Model]) -> None:
    """Read the rows of many objects ahead of ``groups_of``: a query a kind of row, however many objects there are."""
    by_model: dict[type[models.Model], list[models.Model]] = {}
    for instance in instances:
        by_model.setdefault(type(instance), []).append(instance)
    for model, alike in by_model.items():
        prefetch_related_objects(alike, *(row.get_accessor_name() for row in _translated_rows(model)))


def _translated_rows(model: type[models.Model]) -> list[Any]:
    """The relations from a page to its rows that have texts."""
    return [relation for relation in get_all_child_relations(model) if _is_translated(relation.related_model)]


def _groups_of_fields(instance: models.Model, language: str, prefix: str = "", heading: str = "") -> Iterator[Group]:
    names = translator.get_options_for_model(type(instance)).all_fields
    for name in sorted(names, key=lambda each: each != "title"):  # what a page is called, and then all the rest
        original, english, other = (_field(instance, each) for each in _columns(name, language))
        label = _inside(heading, capfirst(str(original.verbose_name)))
        if isinstance(english, StreamField):
            yield from _groups_of_body(_Body(instance, english, other), prefix + name, label)
            continue
        source = english.value_from_object(instance)
        if is_blank(english, source):
            continue
        translated = other.value_from_object(instance)
        text = Text(
            prefix + name,
            label,
            _lines(source),
            "" if is_blank(other, translated) else _lines(translated),
            isinstance(english, RichTextField),
            getattr(other, "max_length", None),
        )
        yield Group((text,), _attribute_writer(instance, other.attname, text.path))


def _attribute_writer(instance: models.Model, attribute: str, path: str) -> Callable[[dict[str, str]], None]:
    def write(texts: dict[str, str]) -> None:
        setattr(instance, attribute, texts[path])

    return write


class _Body:
    """Both languages of a StreamField as stored values, matched block by block."""

    def __init__(self, instance: models.Model, english: StreamField, other: StreamField) -> None:
        self.instance = instance
        self.attribute = other.attname
        self.stream_block = other.stream_block
        self.english = [raw for raw in self._raw(english) if raw["type"] in self.stream_block.child_blocks]
        self.other = self._raw(other)
        self.partners = self._paired()
        self.is_new = not self.other
        """Nothing is translated yet: what has no words comes along with the first text."""

    def _raw(self, field: StreamField) -> list[dict[str, Any]]:
        value = field.value_from_object(self.instance)
        raws = [dict(raw) for raw in value.get_prep_value()] if value else []
        for position, raw in enumerate(raws):
            raw["id"] = raw.get("id") or f"#{position}"
        return raws

    def _paired(self) -> dict[str, str]:
        """English block id → id of the block that translates it: the same.

        One that stands at the same place among the rest takes that id, so that whoever looks at ids alone finds it once
        something is written.
        """
        present = {raw["id"] for raw in self.other}
        english = {raw["id"] for raw in self.english}
        rest = [raw for raw in self.english if raw["id"] not in present]
        other_rest = [raw for raw in self.other if raw["id"] not in english]
        if [raw["type"] for raw in rest] == [raw["type"] for raw in other_rest]:
            for raw, partner in zip(rest, other_rest, strict=True):
                partner["id"] = raw["id"]
        return {raw["id"]: raw["id"] for raw in self.other if raw["id"] in english}

    def partner(self, raw: dict[str, Any]) -> dict[str, Any] | None:
        """The block that translates this one, if it has the same texts in the same places."""
        key = self.partners.get(raw["id"])
        found = next((other for other in self.other if other["id"] == key), None)
        block = self.stream_block.child_blocks[raw["type"]]
        fits = (
            found is not None and found["type"] == raw["type"] and same_structure(block, raw["value"], found["value"])
        )
        return found if fits else None

    def put(self, raw: dict[str, Any], value: Any) -> None:
        """Write the translation of a block: in its partner's place, or after that of the block before it."""
        for wordless in self._without_words() if self.is_new else ():
            self._insert(wordless, wordless["value"])
        self.is_new = False
        key = self.partners.get(raw["id"])
        for other in self.other:
            if other["id"] == key:
                other |= {"type": raw["type"], "value": value}
                break
        else:
            self._insert(raw, value)
        self.write()

    def write(self) -> None:
        setattr(self.instance, self.attribute, self.stream_block.to_python(self.other))

    def _insert(self, raw: dict[str, Any], value: Any) -> None:
        self.other.insert(self._place_for(raw), {**raw, "value": value})
        self.partners[raw["id"]] = raw["id"]

    def _without_words(self) -> list[dict[str, Any]]:
        """Pictures, figures and lists of documents."""
        blocks = self.stream_block.child_blocks
        return [
            raw
            for raw in self.english
            if not any(leaf.text.strip() for leaf in leaves(blocks[raw["type"]], raw["value"]))
        ]

    def _place_for(self, raw: dict[str, Any]) -> int:
        at = self.english.index(raw)
        keys = [other["id"] for other in self.other]
        before = [self.partners[each["id"]] for each in self.english[:at] if each["id"] in self.partners]
        return keys.index(before[-1]) + 1 if before else 0


def _groups_of_body(body: _Body, name: str, label: str) -> Iterator[Group]:
    for raw in body.english:
        block = body.stream_block.child_blocks[raw["type"]]
        partner = body.partner(raw)
        translated = {leaf.place: leaf.text for leaf in leaves(block, partner["value"])} if partner else {}
        texts, places = [], {}
        for leaf in leaves(block, raw["value"]):
            if not is_blank(RichTextField() if leaf.is_rich else models.TextField(), leaf.text):
                path = "/".join(filter(None, (name, raw["id"], name_of(leaf.place))))
                where = _inside(label, f"{block.label}", leaf.label)
                text = _lines(translated.get(leaf.place, ""))
                texts.append(Text(path, where, _lines(leaf.text), text, leaf.is_rich, leaf.max_length))
                places[path] = leaf.place
        if texts:
            yield Group(tuple(texts), _block_writer(body, raw, places), needs_all=partner is None)


def _block_writer(body: _Body, raw: dict[str, Any], places: dict[str, Place]) -> Callable[[dict[str, str]], None]:
    def write(texts: dict[str, str]) -> None:
        partner = body.partner(raw)
        base = partner["value"] if partner else raw["value"]
        body.put(raw, replaced(base, {places[path]: text for path, text in texts.items()}))

    return write


def _columns(name: str, language: str) -> tuple[str, str, str]:
    return name, column(name, DEFAULT_LANGUAGE), column(name, language)


def _field(instance: models.Model, name: str) -> models.Field:
    field = instance._meta.get_field(name)
    assert isinstance(field, models.Field)
    return field


def _inside(*names: str) -> str:
    """“Body › Heading › Text”: one punctuation for every language."""
    return " › ".join(filter(None, names))


def _lines(text: str) -> str:
    return "\n".join(text.splitlines())


def _is_translated(model: type[models.Model]) -> bool:
    try:
        return bool(translator.get_options_for_model(model).all_fields)
    except NotRegistered:
        return False
