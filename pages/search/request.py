"""What the address of a search says, read leniently: nothing a visitor can put there is an error."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from pages.page_of_list import whole_number
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
                whole_number(asked.get("session", ""), 9_999) or None,
                whole_number(asked.get("year", ""), 9_999) or None,
            ),
            asked.get("sort", "") if asked.get("sort", "") in SORTS else SORTS[0],
            max(1, whole_number(asked.get("page", ""), HIGHEST_PAGE)),
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
