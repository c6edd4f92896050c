"""JSON files in which each row has a line, so that the changes of two people merge."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def read_rows(path: Path) -> dict[str, Any]:
    """Rows by their keys; none where there is no file yet."""
    rows: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return rows


def write_rows(path: Path, rows: Mapping[str, Any]) -> None:
    """In the order of their keys."""
    lines = [f" {json.dumps(key)}: {json.dumps(row)}" for key, row in sorted(rows.items())]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
