"""What the address of a search says, read leniently: nothing a visitor can put there is an error."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from pages.search.folding import composed
from pages.search.ranking import Filters

SORTS = ("relevance", "date")
HIGHEST_PAGE = 10_000
LONGEST_ECHO = 120
"""Characters of a query that come back in the box and in addresses."""


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A search as asked for: text, facets, order and page."""

    text: str
    filters: Filters
    sort: str
    number: int

    @classmethod
    def of(cls, request: HttpRequest) -> "SearchRequest":
        asked = request.GET
        kind = asked.get("kind", "")
        return cls(
            composed(asked.get("q", "")).strip(),
            Filters(
                kind if kind.isascii() and kind.isalpha() and len(kind) <= 60 else "",
                _whole(asked.get("session", ""), 9_999),
                _whole(asked.get("year", ""), 9_999),
            ),
            asked.get("sort", "") if asked.get("sort", "") in SORTS else SORTS[0],
            max(1, _whole(asked.get("page", ""), HIGHEST_PAGE) or 1),
        )

    def address(self, **changes: Any) -> str:
        """The local address of this search with some of it changed; every change but of the page leads to the first page."""
        parts: dict[str, Any] = {
            "q": self.text[:LONGEST_ECHO],
            "kind": self.filters.kind,
            "session": self.filters.session,
            "year": self.filters.year,
            "sort": "" if self.sort == SORTS[0] else self.sort,
            **changes,
        }
        parts = {name: value for name, value in parts.items() if value not in ("", None)}
        if parts.get("page") == 1:
            del parts["page"]
        return f"{reverse('search')}?{urlencode(parts)}"


def _whole(text: str, highest: int) -> int | None:
    """A whole number from 0 to ``highest`` in ASCII digits; None for anything else."""
    return min(int(text), highest) if text.isascii() and text.isdigit() and len(text) < 12 else None
