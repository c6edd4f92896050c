"""Three-way merges of a field's text: what a browser was last known to hold, what it sends, and what is stored by now.

A revision that somebody loaded may be gone when they save, because autosave overwrites revisions in place. So the base of
a merge is not text but its *state*: digests, in the shape of the value, that travel with the form.

- of a struct block, ``{"name": state, …}``;
- of a stream or a list, ``[[id, state], …]`` in order;
- of anything else, a digest.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.blocks import Block, ListBlock, StreamBlock, StructBlock

type State = str | dict[str, State] | list[list[Any]]

type Place = tuple[str, ...]
"""Where in a value, as names of fields and ids of blocks from the outside in."""

ORDER = "order"
"""Stands in a place for the order of rows or blocks."""

DIGEST_LENGTH = 12
"""Hexadecimal digits: 48 bits. A change that happened to have the digest of the old text would be taken for none."""

_EDITORS_OWN = re.compile(r'\sdata-block-key="[^"]*"')
_TAG = re.compile(r"<([a-z][\w-]*)((?:\s[^<>]*?)?)\s*/?>")
_ATTRIBUTE = re.compile(r'[\w-]+="[^"]*"')
_EMPTY_PARAGRAPHS = re.compile(r"(<p>\s*</p>\s*)+")


def digest(value: Any) -> str:
    """Of anything that can be written as JSON. What only looks different (line ends, order of attributes) has one digest."""
    plain = "" if value is None or value == [] or value == {} else value
    if isinstance(plain, str):
        plain = plain_text(plain)
    written = json.dumps(plain, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(written.encode()).hexdigest()[:DIGEST_LENGTH]


def plain_text(text: str) -> str:
    """Without what a rich-text editor puts in by itself: keys of paragraphs, another order of attributes, an empty one."""
    text = text.replace("\r\n", "\n").strip()
    if "<" in text:
        text = _TAG.sub(_in_order, _EDITORS_OWN.sub("", text))
    return "" if _EMPTY_PARAGRAPHS.fullmatch(text) else text


def _in_order(tag: re.Match[str]) -> str:
    return f"<{' '.join([tag[1], *sorted(_ATTRIBUTE.findall(tag[2]))])}>"


def block_state(block: Block, raw: Any) -> State:
    """The state of a block's value, as it is stored."""
    if isinstance(block, StructBlock) and isinstance(raw, dict):
        return {name: block_state(child, raw.get(name)) for name, child in block.child_blocks.items()}
    if isinstance(block, StreamBlock | ListBlock) and _has_ids(raw):
        return [[item["id"], _item_state(block, item)] for item in raw]
    return digest(raw)


def _has_ids(raw: Any) -> bool:
    """Lists from before Wagtail gave items ids are taken as one value."""
    return isinstance(raw, list | tuple) and all(isinstance(item, dict) and item.get("id") for item in raw)


def _item_state(block: Block, item: Mapping[str, Any]) -> State:
    if isinstance(block, ListBlock):
        return block_state(block.child_block, item["value"])
    child = block.child_blocks.get(item["type"])
    return {item["type"]: block_state(child, item["value"]) if child else digest(item["value"])}


class Merge:
    """One merge, with what it found: ``clashes`` are the places that both sides changed."""

    def __init__(self) -> None:
        self.clashes: list[Place] = []

    def block(
        self, block: Block, base: State | None, mine: Any, theirs: Any, *, own: State | None = None, place: Place = ()
    ) -> Any:
        """The stored form of both sides' changes together; at a clash, mine.

        ``own``: what this browser saved last, when it may not know so (see ``form_memory.py``); not somebody else's text.
        """
        my_state, their_state = block_state(block, mine), block_state(block, theirs)
        if my_state == base and their_state != own:
            return theirs
        if their_state in (base, own, my_state):
            return mine
        if isinstance(block, StructBlock) and isinstance(mine, dict) and isinstance(theirs, dict):
            return {
                name: self.block(
                    child,
                    _part(base, name),
                    mine.get(name),
                    theirs.get(name),
                    own=_part(own, name),
                    place=(*place, name),
                )
                for name, child in block.child_blocks.items()
            }
        if isinstance(my_state, list) and isinstance(their_state, list):
            held_by_id = held(_by_id(base), _by_id(own))
            return self._items(block, held_by_id, mine, theirs, _by_id(own), place)
        self.clashes.append(place)
        return mine

    def _items(
        self, block: Block, base: dict[str, State], mine: Any, theirs: Any, own: dict[str, State], place: Place
    ) -> list[Any]:
        sent, stored = ({item["id"]: item for item in items} for items in (mine, theirs))
        order, clashes = merge_order(
            list(base),
            list(sent),
            list(stored),
            changed_by_me={key for key in sent if _item_state(block, sent[key]) != base.get(key)},
            changed_by_them={
                key for key in stored if _item_state(block, stored[key]) not in (base.get(key), own.get(key))
            },
        )
        self.clashes += [(*place, key) for key in clashes]
        return [
            self._item(block, base.get(key), sent.get(key), stored.get(key), own.get(key), (*place, key))
            for key in order
        ]

    def _item(self, block: Block, base: Any, mine: Any, theirs: Any, own: Any, place: Place) -> Any:
        if mine is None or theirs is None:
            return theirs if mine is None else mine
        if isinstance(block, ListBlock):
            value = self.block(block.child_block, base, mine["value"], theirs["value"], own=own, place=place)
            return {**mine, "value": value}
        kind = mine["type"]
        child = block.child_blocks.get(kind)
        if child is None or kind != theirs["type"]:
            self.clashes.append(place)
            return mine
        value = self.block(child, _part(base, kind), mine["value"], theirs["value"], own=_part(own, kind), place=place)
        return {**mine, "value": value}


def held[Each](base: Mapping[str, Each], own: Mapping[str, Each]) -> dict[str, Each]:
    """The keyed things that a browser holds: as it says itself, with those it added by a save whose answer was lost."""
    return {key: base[key] if key in base else own[key] for key in woven(base, own)}


def _part(state: State | None, name: str) -> State | None:
    return state.get(name) if isinstance(state, dict) else None


def _by_id(state: State | None) -> dict[str, State]:
    return {key: each for key, each in state} if isinstance(state, list) else {}  # noqa: C416


def merge_order(
    base: list[str], mine: list[str], theirs: list[str], *, changed_by_me: set[str], changed_by_them: set[str]
) -> tuple[list[str], list[str]]:
    """Which of the keyed things stay, in which order, and which keys clash.

    What one side removed is gone, unless the other side changed it: then it stays, and clashes. An order that both sides
    changed, each in its own way, clashes as ``ORDER``.
    """
    gone, clashes = set(), []
    for key in base:
        if key in mine and key in theirs:
            continue
        changed = changed_by_me if key in mine else changed_by_them if key in theirs else set()
        if key in changed:
            clashes.append(key)
        else:
            gone.add(key)
    in_all = {key for key in base if key in mine and key in theirs}
    kept = [key for key in base if key in in_all]
    i_moved = [key for key in mine if key in in_all] != kept
    they_moved = [key for key in theirs if key in in_all] != kept
    ours = [[key for key in side if key not in gone] for side in (mine, theirs)]
    if i_moved and they_moved and [k for k in ours[0] if k in theirs] != [k for k in ours[1] if k in mine]:
        clashes.append(ORDER)
    first, second = ours if i_moved else reversed(ours)
    return woven(first, second), clashes


def woven(order: Iterable[str], other: Iterable[str]) -> list[str]:
    """``order``, with what only ``other`` has after its nearest predecessor there."""
    woven = list(order)
    before: str | None = None
    for key in other:
        if key not in woven:
            woven.insert(woven.index(before) + 1 if before in woven else 0, key)
        before = key
    return woven
