"""The words that pages have: learned as pages are indexed, asked for corrections, forgotten when no page has them."""

from collections.abc import Callable, Iterable, Mapping

from django.db import connection

from pages.search.folding import has_han
from pages.search.models import SearchTerm
from pages.search.spelling import (
    allowed_distance,
    deletion_keys,
    distance,
    near_sound,
    pieces,
    sound,
    split,
)

SHORTEST = 2
LONGEST = 60


def learn(language: str, spoken: Mapping[str, str], chunk: int = 2000) -> None:
    """Add words (term → as written) that are not known yet. Takes part in the running transaction."""
    terms = [term for term in sorted(spoken) if SHORTEST <= len(term) <= LONGEST and not term.isdigit()]
    for start in range(0, len(terms), chunk):
        wanted = terms[start : start + chunk]
        known = dict(SearchTerm.objects.filter(language=language, term__in=wanted).values_list("term", "shown"))
        new = [term for term in wanted if term not in known]
        SearchTerm.objects.bulk_create(
            [
                SearchTerm(
                    language=language,
                    term=term,
                    shown=spoken[term][:LONGEST],
                    sound=near_sound(sound(term))[:200] if has_han(term) else "",
                    keys=deletion_keys(term),
                )
                for term in new
            ],
            ignore_conflicts=True,
        )
        small = [term for term in wanted if term in known and known[term] != term and spoken[term] == term]
        for term in small:
            SearchTerm.objects.filter(language=language, term=term).update(shown=term)


def recount(language: str) -> int:
    """Count the pages of each word anew and forget the words that none has; returns how many were forgotten."""
    with connection.cursor() as cursor:
        # ts_stat takes a query as text; the language is one of ours, and quoted by the server itself.
        cursor.execute(
            """
            WITH counted AS MATERIALIZED (
              SELECT word, ndoc FROM ts_stat(
                format('SELECT vector FROM pages_search_searchdocument WHERE language = %%L', %s::text))
            ), gone AS (
              DELETE FROM pages_search_searchterm t WHERE t.language = %s
                AND NOT EXISTS (SELECT 1 FROM counted WHERE counted.word = t.term) RETURNING 1
            ), changed AS (
              UPDATE pages_search_searchterm t SET pages = counted.ndoc FROM counted
              WHERE t.language = %s AND t.term = counted.word AND t.pages <> counted.ndoc RETURNING 1
            )
            SELECT count(*) FROM gone
            """,
            [language, language, language],
        )
        return int(cursor.fetchone()[0])


def known_words(language: str, words: Iterable[str]) -> set[str]:
    """Which of these words, or of words that begin with them, some page has."""
    return set(SearchTerm.objects.filter(language=language, term__in=list(words)).values_list("term", flat=True))


def nearest(language: str, word: str) -> str | None:
    """The word (as written on pages) that ``word`` is most likely a misspelling of."""
    limit = allowed_distance(word)
    if not limit:
        return None
    candidates = SearchTerm.objects.filter(language=language, keys__overlap=deletion_keys(word)).values_list(
        "term", "shown", "pages"
    )
    best: tuple[int, int, int, str] | None = None
    for term, shown, pages in candidates:
        most = min(limit, allowed_distance(term))
        edits = distance(word, term, most)
        if edits > most or edits == 0:
            continue
        ranked = (edits, term[0] != word[0], -pages, shown)
        if best is None or ranked < best:
            best = ranked
    return best[3] if best else None


def heard_as(language: str, pinyin: str) -> str | None:
    """Chinese words that sound like a run of Pinyin: ``junminronghe`` → 军民融合; None if the run does not fall into words."""
    run = near_sound(pinyin)
    by_sound = _worthiest(
        SearchTerm.objects.filter(language=language, sound__in=pieces(run)).values_list("sound", "shown", "pages")
    )
    words = split(run, by_sound, _worth(by_sound))
    return "".join(by_sound[word][0] for word in words) if words else None


def taken_apart(language: str, run: str) -> str | None:
    """Words that were typed without spaces: ``guestofhonor`` → ``guest of honor``."""
    by_term = _worthiest(
        SearchTerm.objects.filter(language=language, sound="", term__in=pieces(run, shortest=3)).values_list(
            "term", "shown", "pages"
        )
    )
    little = {word: (word, 1) for word in ("of", "to", "in", "and", "the", "for")}
    words = split(run, {**little, **by_term}, _worth({**little, **by_term}))
    return " ".join({**little, **by_term}[word][0] for word in words) if 1 < len(words) <= 6 else None


def _worthiest(rows: Iterable[tuple[str, str, int]]) -> dict[str, tuple[str, int]]:
    best: dict[str, tuple[str, int]] = {}
    for key, shown, pages in rows:
        if key not in best or pages > best[key][1]:
            best[key] = (shown, pages)
    return best


def _worth(words: Mapping[str, tuple[str, int]]) -> Callable[[str], float]:
    return lambda word: float(words[word][1])
