"""The texts inside a StreamField block's stored value: where each is, and how it is replaced."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wagtail import blocks

type Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One text of a block, blank ones too, so that two blocks of one structure have the same leaves."""

    place: Place
    label: str
    text: str
    is_rich: bool
    max_length: int | None = None


def leaves(block: blocks.Block, raw: Any, place: Place = (), label: str = "") -> Iterator[Leaf]:
    """Every text of a stored value, in order. Choices, numbers, addresses and anchors are none."""
    if isinstance(block, blocks.RichTextBlock):
        yield Leaf(place, label, str(raw or ""), is_rich=True)
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock):
        yield Leaf(place, label, str(raw or ""), is_rich=False, max_length=block.field.max_length)
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from leaves(child, (raw or {}).get(name), (*place, name), str(child.label or label))
    elif isinstance(block, blocks.ListBlock):
        for position, item in enumerate(raw or []):
            inside = (*place, position, "value") if _is_item(item) else (*place, position)
            yield from leaves(block.child_block, item["value"] if _is_item(item) else item, inside, label)
    elif isinstance(block, blocks.StreamBlock):
        for position, item in enumerate(raw or []):
            child = block.child_blocks.get(item["type"])
            if child is not None:
                yield from leaves(child, item["value"], (*place, position, "value"), str(child.label or label))


def same_structure(block: blocks.Block, raw: Any, other: Any) -> bool:
    """Whether two values have the same texts in the same places."""
    return [leaf.place for leaf in leaves(block, raw)] == [leaf.place for leaf in leaves(block, other)]


def replaced(raw: Any, texts: dict[Place, str]) -> Any:
    """A copy of a stored value with other texts in some places."""
    result = copy.deepcopy(raw)
    for place, text in texts.items():
        if not place:
            return text
        at = result
        for step in place[:-1]:
            at = at[step]
        at[place[-1]] = text
    return result


def name_of(place: Place) -> str:
    """``facts/0/value`` for a place inside a block: part of a segment's path."""
    return "/".join(str(step) for step in place)


def _is_item(item: Any) -> bool:
    # Lists stored before Wagtail gave items an id hold bare values.
    return isinstance(item, dict) and item.get("type") == "item" and "value" in item
