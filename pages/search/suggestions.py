"""What to offer while somebody types: pages by their titles, sessions by their numbers, terms of the glossary."""

from dataclasses import dataclass
from functools import lru_cache

from django.db import connection
from django.utils import translation

from pages.bilingual.languages import links_in
from pages.models import BasePage
from pages.search import glossary
from pages.search.analysis import quoted, stem
from pages.search.folding import fold, has_han
from pages.search.query_terms import Query, parse
from pages.search.spelling import near_sound, sound

MOST = 8
MOST_TERMS = 3
LONGEST_TITLE = 90


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``address`` is "" for a term, which is searched for."""

    text: str
    address: str = ""


def suggestions(typed: str, language: str) -> list[Suggestion]:
    """At most ``MOST``: pages first. Nothing for less than a letter."""
    query = parse(typed[:60], glossary.aliases(language))
    # “in” says nothing in a search, but may be the beginning of a word.
    begun = "" if query else fold(query.text)
    if not query and not begun.isalpha():
        return []
    found = _pages(_literal(query, language) if query else f"{quoted(begun)}:*", language)
    shown = {each.text for each in found}
    terms = [term for term in _terms(query.text, language) if term not in shown]
    room = max(MOST - len(found), min(MOST_TERMS, len(terms)))
    return found[: MOST - min(room, len(terms))] + [Suggestion(term) for term in terms[:room]]


def _literal(query: Query, language: str) -> str:
    """tsquery for titles: every word, the last one only begun; Chinese also by how it sounds."""
    *whole, last = query.terms
    begun = [last.match]
    if last.words:
        begun.append(f"{quoted(last.words[0])}:*")
        if not last.is_han:
            begun.append(quoted(f"~{stem(last.words[0])}"))
    literal = " & ".join([*(f"({term.match})" for term in whole), f"({' | '.join(begun)})"])
    run = near_sound("".join(fold(query.text).split()))
    if language.startswith("zh") and run.isascii() and run.isalpha() and len(run) > 1:
        literal = f"({literal}) | {quoted(f'!{run}')}:*"
    return literal


def _pages(literal: str, language: str) -> list[Suggestion]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT page_id, title FROM pages_search_searchdocument WHERE title_vector @@ %s::tsquery AND language = %s"
            " ORDER BY depth, title_words, session DESC NULLS LAST, page_id LIMIT %s",
            [literal, language, MOST],
        )
        rows = cursor.fetchall()
    pages = BasePage.objects.in_bulk([row[0] for row in rows])
    with translation.override(language), links_in(language):
        found = ((title, pages[pk].get_url() if pk in pages else None) for pk, title in rows)
        return [Suggestion(title[:LONGEST_TITLE], address) for title, address in found if address]


def _terms(typed: str, language: str) -> list[str]:
    begun = " ".join(fold(typed).split())
    heard = near_sound(begun.replace(" ", ""))
    return [
        term
        for term, folded, pinyin in _known_terms(language)
        if folded.startswith(begun) or (len(heard) > 1 and pinyin.startswith(heard))
    ][:MOST_TERMS]


@lru_cache(maxsize=4)
def _known_terms(language: str) -> tuple[tuple[str, str, str], ...]:
    """(term, folded, how it sounds) of each term of the glossary."""
    return tuple(
        (term, fold(term), near_sound(sound(term)) if has_han(term) else "") for term in glossary.terms(language)
    )
