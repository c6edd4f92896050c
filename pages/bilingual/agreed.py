"""What a browser is taken to have held once a clash was shown in it: at the place of the clash, what is stored by now.

A place names fields, rows and blocks from the outside in, as in ``merge.py``; states are as there and in
``language_form.py``. What is not at the place stays as the browser said, so that it is merged like before.
"""

from collections.abc import Callable, Mapping
from typing import Any

from wagtail.blocks import Block, BlockField, ListBlock, StreamBlock, StructBlock

from pages.bilingual.merge import ORDER, Place, State


def form_agreed(
    fields: Mapping[str, Any], seen: dict[str, Any], stored: dict[str, Any], place: Place
) -> dict[str, Any]:
    """``seen`` of a form, with what is ``stored`` at ``place``: (field, …), or (relation, key of a row, column, …)."""
    name, inside = place[0], place[1:]
    if name in stored["rows"]:
        rows = _items_agreed(seen["rows"].get(name, []), stored["rows"][name], inside, _row_agreed)
        return {**seen, "rows": {**seen["rows"], name: rows}}
    if name not in stored["fields"]:
        return seen
    base, theirs = seen["fields"].get(name), stored["fields"][name]
    field = fields.get(name)
    if inside and base is not None and isinstance(field, BlockField):
        theirs = _block_agreed(field.block, base, theirs, inside)
    return {**seen, "fields": {**seen["fields"], name: theirs}}


def _row_agreed(row: dict[str, Any], stored: dict[str, Any], place: Place) -> dict[str, Any]:
    return form_agreed({}, row, stored, place)


def _block_agreed(block: Block, base: State, stored: State, place: Place) -> State:
    if not place:
        return stored
    if isinstance(block, StructBlock) and isinstance(base, dict) and isinstance(stored, dict):
        name = place[0]
        child = _block_agreed(block.child_blocks[name], base.get(name, ""), stored.get(name, ""), place[1:])
        return {**base, name: child}
    if isinstance(base, list) and isinstance(stored, list):
        return _items_agreed(base, stored, place, _item_of(block))
    return stored


def _item_of(block: Block) -> Callable[[Any, Any, Place], Any]:
    def agreed(item: Any, stored: Any, place: Place) -> Any:
        if isinstance(block, ListBlock):
            return _block_agreed(block.child_block, item, stored, place)
        # What the browser says it held is only what it says.
        if not isinstance(block, StreamBlock) or not isinstance(item, dict) or item.keys() != stored.keys():
            return stored
        (kind,) = stored
        if kind not in block.child_blocks:
            return stored
        return {kind: _block_agreed(block.child_blocks[kind], item[kind], stored[kind], place)}

    return agreed


def _items_agreed(
    base: list[Any], stored: list[Any], place: Place, agreed: Callable[[Any, Any, Place], Any]
) -> list[list[Any]]:
    """Of rows or blocks, which are ``[key, state]`` in order."""
    held, theirs = dict(base), dict(stored)
    if not place:
        return stored
    key, inside = place[0], place[1:]
    if key == ORDER:
        order = [each for each in theirs if each in held]
        rest = iter(order)
        return [[each, held[each]] for each in (next(rest) if each in theirs else each for each in held)]
    if key not in theirs:  # removed by them and kept by me: new, by the next save
        return [[each, state] for each, state in base if each != key]
    if key not in held:
        return [*base, [key, theirs[key]]]
    item = agreed(held[key], theirs[key], inside) if inside else theirs[key]
    return [[each, item if each == key else state] for each, state in base]
