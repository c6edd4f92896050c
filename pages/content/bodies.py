"""A page's body from a content file: one stream a language, with the same block ids in both."""

import json
import uuid
from collections.abc import Callable
from typing import Any

from pages.bilingual.languages import column
from pages.content.texts import LANGUAGE_CODES, rich_text
from pages.content.wcag import wcag_table
from pages.models.body import BodyMixin

_NAMESPACE = uuid.UUID("5d1c2b52-6c3e-4f0a-9b0e-2f6f0c7f9b11")


def set_body(page: BodyMixin, blocks: list[dict[str, Any]], name: str) -> None:
    """Give a page its body. ``name`` makes the block ids, which are the same whenever and wherever it is loaded."""
    for short, code in LANGUAGE_CODES.items():
        stream = [_block(block, short, f"{name}/{position}") for position, block in enumerate(blocks)]
        setattr(page, column("body", code), json.dumps(stream))


def strip_stream(strip: dict[str, Any], name: str) -> str:
    """A stream that holds one figure strip."""
    return json.dumps([{"type": "figure_strip", "value": _strip(strip, name), "id": _id(name)}])


def _id(name: str) -> str:
    return str(uuid.uuid5(_NAMESPACE, name))


def _block(block: dict[str, Any], short: str, name: str) -> dict[str, Any]:
    kind, value = next(iter(block.items()))
    block_type, stored = _WRITERS[kind](value, short, name)
    return {"type": block_type, "value": stored, "id": _id(name)}


def _heading(value: dict[str, str], short: str, name: str) -> tuple[str, Any]:
    return "heading", {"text": value[short], "kind": "section", "anchor": value.get("anchor", "")}


def _text(value: dict[str, str], short: str, name: str) -> tuple[str, Any]:
    return "text", rich_text(value[short])


def _facts(value: list[dict[str, Any]], short: str, name: str) -> tuple[str, Any]:
    facts = [{"label": fact["label"][short], "value": fact["value"][short]} for fact in value]
    return "fact_list", {"facts": _items(facts, name)}


def _strip_block(value: dict[str, Any], short: str, name: str) -> tuple[str, Any]:
    return "figure_strip", _strip(value, name)


def _wcag(value: str, short: str, name: str) -> tuple[str, Any]:
    table = wcag_table(value, short)
    rows = [_items(row, f"{name}/rows/{number}") for number, row in enumerate(table["rows"])]
    columns = _items(table["columns"], f"{name}/columns")
    return "table", {"caption": table["caption"], "columns": columns, "rows": _items(rows, f"{name}/rows")}


_WRITERS: dict[str, Callable[[Any, str, str], tuple[str, Any]]] = {
    "heading": _heading,
    "text": _text,
    "facts": _facts,
    "strip": _strip_block,
    "wcag": _wcag,
}


def _strip(value: dict[str, Any], name: str) -> dict[str, Any]:
    return {**value, "measures": _items(value["measures"], name)}


def _items(values: list[Any], name: str) -> list[dict[str, Any]]:
    return [{"type": "item", "value": value, "id": _id(f"{name}/{index}")} for index, value in enumerate(values)]
