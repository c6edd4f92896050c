"""Which items an address asks for: ``?kind=release&session=5&topic=transport&page=2``.

Whatever in it cannot be understood is left out: a mistyped address still shows the news.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from pages.page_of_list import whole_number

HIGHEST_PAGE = 10_000
KINDS = ("announcement", "release", "correction")


@dataclass(frozen=True, slots=True)
class NewsChoice:
    """A kind, a session and a topic, each "" or 0 for any, and which page of the list."""

    kind: str = ""
    session: int = 0
    topic: str = ""
    page: int = 1

    @classmethod
    def of(cls, query: Mapping[str, Any]) -> "NewsChoice":
        kind, topic = str(query.get("kind", "")), str(query.get("topic", ""))
        return cls(
            kind if kind in KINDS else "",
            whole_number(query.get("session", ""), 9_999),
            topic if topic.isascii() and topic.replace("-", "").isalnum() and len(topic) <= 60 else "",
            max(1, whole_number(query.get("page", ""), HIGHEST_PAGE)),
        )

    def __bool__(self) -> bool:
        return bool(self.kind or self.session or self.topic)

    def on_page(self, page: int) -> "NewsChoice":
        return replace(self, page=page)

    @property
    def query(self) -> str:
        """``?kind=release&page=2``, or ""."""
        parts: dict[str, Any] = {"kind": self.kind, "session": self.session, "topic": self.topic}
        if self.page > 1:
            parts["page"] = self.page
        written = urlencode({name: value for name, value in parts.items() if value})
        return f"?{written}" if written else ""
