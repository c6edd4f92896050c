"""The descriptor of the data: a Data Package with a Table Schema (Frictionless specifications, v1)."""

from typing import Any

from django.utils.timezone import localtime

from sessions_archive.exports import COLUMNS

_REQUIRED = ("id", "scope", "session", "measure", "value", "unit", "precision", "quality", "kind")
_ALLOWED = {
    "scope": ["session", "total"],
    "unit": ["count", "yuan", "m2", "visits"],
    "quality": ["exact", "more_than", "about"],
    "kind": ["reported", "announced", "derived"],
}


def descriptor() -> dict[str, Any]:
    """For ``/data/datapackage.json``; paths are relative to it."""
    return {
        "profile": "tabular-data-package",
        "name": "high-tech-expo-sessions",
        "title": "High-Tech Expo: figures of all recorded sessions",
        "description": "Every figure of every recorded session of the China (Mianyang) Science & Technology City "
        "International High-Tech Expo, with how it is known and its sources. What is not listed is not recorded.",
        "created": localtime().replace(hour=0, minute=0, second=0, microsecond=0).isoformat(),
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": "figures",
                "path": "figures.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {
                    "fields": [_field(name, kind, text) for name, (kind, text) in COLUMNS.items()],
                    "primaryKey": ["id"],
                    "missingValues": [""],
                },
            }
        ],
    }


def _field(name: str, kind: str, text: str) -> dict[str, Any]:
    rules: dict[str, Any] = {"required": True} if name in _REQUIRED else {}
    if name in _ALLOWED:
        rules["enum"] = _ALLOWED[name]
    if name in ("value", "precision"):
        rules["minimum"] = 0 if name == "value" else 1
    field = {"name": name, "type": kind, "description": text}
    return {**field, "constraints": rules} if rules else field
