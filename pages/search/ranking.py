"""Which pages come first, and how many there are of each kind: the SQL of search. Every value is a parameter."""

import math
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

MOST_RANKED = 200
"""Pages that are weighed in full. Of more hits, those with the words in the title, then the higher ones in the tree."""

FREQUENT = 4_000
"""From so many hits on they are not sorted to find those: the pages are walked from above until there are enough."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a visitor narrowed a search down to."""

    kind: str = ""
    session: int | None = None
    year: int | None = None

    def __bool__(self) -> bool:
        return bool(self.kind or self.session is not None or self.year is not None)

    def without(self, name: str) -> "Filters":
        return Filters(**{each: getattr(self, each) for each in ("kind", "session", "year") if each != name})

    def allow(self, kind: str, session: int | None, year: int | None) -> bool:
        return (
            (not self.kind or self.kind == kind)
            and (self.session is None or self.session == session)
            and (self.year is None or self.year == year)
        )


@dataclass(slots=True)
class Counts:
    """How many hits, in all and by each facet; a facet's numbers are those under the other facets' choices."""

    total: int = 0
    unfiltered: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    sessions: Counter[int] = field(default_factory=Counter)
    years: Counter[int] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Asked:
    """A tier's expressions (tsquery literals) for one language."""

    language: str
    match: str
    exact: str
    phrase: str
    title_any: str
    words: int
    """How many terms the query has."""
    single_terms: tuple[str, ...] = ()
    """For “any of the words”: each term's expression; pages with more of them, and rarer ones, come first."""


@contextmanager
def by_index() -> Iterator[None]:
    """Inside, PostgreSQL uses the indexes whatever it thinks that costs.

    It does not know that reading a row's vector means unpacking it, and for a frequent word would rather read all rows
    (36 ms instead of 4 at 20,000 rows), or sort them all to find the first (35 ms instead of 2).
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('enable_seqscan', 'off', true), set_config('enable_sort', 'off', true)")
        yield


def count(asked: Asked, filters: Filters) -> Counts:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind, session, year, count(*) FROM pages_search_searchdocument"
            " WHERE vector @@ %s::tsquery AND language = %s GROUP BY 1, 2, 3",
            [asked.match, asked.language],
        )
        rows = cursor.fetchall()
    counts = Counts()
    for kind, session, year, number in rows:
        counts.unfiltered += number
        if filters.allow(kind, session, year):
            counts.total += number
        if filters.without("kind").allow(kind, session, year):
            counts.kinds[kind] += number
        if session is not None and filters.without("session").allow(kind, session, year):
            counts.sessions[session] += number
        if year is not None and filters.without("year").allow(kind, session, year):
            counts.years[year] += number
    return counts


def _where(filters: Filters) -> tuple[str, list[Any]]:
    sql, values = "", []
    for name in ("kind", "session", "year"):
        value = getattr(filters, name)
        if value not in ("", None):
            sql += f" AND {name} = %s"
            values.append(value)
    return sql, values


def page_ids(asked: Asked, filters: Filters, hits: int, offset: int, limit: int, sort: str = "relevance") -> list[int]:
    """Ids of the pages at ``offset`` of the results, of which there are ``hits``; best first (or latest first)."""
    narrowed, values = _where(filters)
    terms = list(asked.single_terms)
    parameters: dict[str, Any] = {
        "match": asked.match, "exact": asked.exact, "phrase": asked.phrase, "title": asked.title_any,
        "language": asked.language, "words": float(asked.words), "offset": offset, "limit": limit,
        "most": MOST_RANKED, "terms": terms, "worth": _worth(asked.language, terms),
    }  # fmt: skip
    for index, value in enumerate(values):
        parameters[f"filter{index}"] = value
        narrowed = narrowed.replace("%s", f"%(filter{index})s", 1)
    if sort == "date":
        sql = _LATEST
    elif offset >= MOST_RANKED:
        sql = _UNWEIGHED
    elif hits >= FREQUENT and not filters:
        sql = _BEST.replace("/*hits*/", _HITS_FROM_ABOVE)
    else:
        sql = _BEST.replace("/*hits*/", _HITS_SORTED)
    with connection.cursor() as cursor:
        # Only names of columns and parameters are put together here; what anybody typed is a parameter.
        cursor.execute(sql.replace("/*narrowed*/", narrowed), parameters)
        return [row[0] for row in cursor.fetchall()]


def _worth(language: str, terms: list[str]) -> list[float]:
    """How much each term tells: more, the fewer pages have it."""
    if not terms:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM pages_search_searchdocument WHERE vector @@ term::tsquery AND language = %s)"
            " FROM unnest(%s::text[]) WITH ORDINALITY AS each (term, place) ORDER BY place",
            [language, terms],
        )
        numbers = [row[0] for row in cursor.fetchall()]
    return [3 + 3 / math.log2(2 + number) for number in numbers]


_HITS = """
FROM pages_search_searchdocument
WHERE vector @@ %(match)s::tsquery AND language = %(language)s /*narrowed*/
"""
_LATEST = f"SELECT page_id {_HITS} ORDER BY date DESC NULLS LAST, page_id LIMIT %(limit)s OFFSET %(offset)s"
_UNWEIGHED = f"""
SELECT page_id {_HITS}
ORDER BY (title_vector @@ %(match)s::tsquery) DESC, depth, page_id LIMIT %(limit)s OFFSET %(offset)s
"""
_HITS_SORTED = f"""
SELECT id, page_id, depth, title_words, title_vector {_HITS}
ORDER BY (title_vector @@ %(match)s::tsquery) DESC, depth, page_id LIMIT %(most)s
"""
_HITS_FROM_ABOVE = """
(SELECT id, page_id, depth, title_words, title_vector FROM (
   SELECT * FROM pages_search_searchdocument
   WHERE title_vector @@ %(match)s::tsquery AND language = %(language)s OFFSET 0
 ) AS titled
 WHERE vector @@ %(match)s::tsquery ORDER BY depth, page_id LIMIT %(most)s)
UNION ALL
(SELECT id, page_id, depth, title_words, title_vector FROM (
   SELECT * FROM pages_search_searchdocument WHERE language = %(language)s ORDER BY depth, page_id OFFSET 0
 ) AS above
 WHERE vector @@ %(match)s::tsquery AND NOT title_vector @@ %(match)s::tsquery LIMIT %(most)s)
LIMIT %(most)s
"""
# A word in the title says what a page is about, the more so the less else the title says; a heading says what a part of
# it is about. How often a word stands in the text counts little and less each time, so length neither helps nor hurts.
_BEST = """
WITH hit AS MATERIALIZED (
  /*hits*/
), document AS MATERIALIZED (
  -- Joining nothing to a vector unpacks it, once instead of four times.
  SELECT id, stored.vector || ''::tsvector AS vector FROM hit JOIN pages_search_searchdocument stored USING (id)
), weighed AS (
  SELECT hit.page_id, hit.depth,
    CASE WHEN hit.title_vector @@ %(match)s::tsquery
      THEN 4 + 4 * least(1, %(words)s / hit.title_words) + (hit.title_vector @@ %(phrase)s::tsquery)::int * 1.5
        + (hit.title_vector @@ %(exact)s::tsquery)::int
      WHEN hit.title_vector @@ %(title)s::tsquery THEN 1.2
      ELSE 0 END
    + (document.vector @@ %(phrase)s::tsquery)::int * 1.5
    + (document.vector @@ %(exact)s::tsquery)::int * 0.6
    + 2.5 * ts_rank_cd('{0.05, 0.25, 0.7, 0.3}', document.vector, %(match)s::tsquery, 32)
    + ln(1 + ts_rank('{0.1, 0.3, 1.0, 0.5}', document.vector, %(match)s::tsquery))
    + (SELECT coalesce(sum(worth), 0) FROM unnest(%(terms)s::text[], %(worth)s::float[]) AS each (term, worth)
       WHERE document.vector @@ term::tsquery)
    AS score
  FROM hit JOIN document USING (id)
)
SELECT page_id FROM weighed ORDER BY score DESC, depth, page_id LIMIT %(limit)s OFFSET %(offset)s
"""
