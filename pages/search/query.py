"""Finds pages for what a visitor typed, one step after another until something is found, and says which step it was."""

import enum
from collections.abc import Iterator
from dataclasses import dataclass, field

from pages.bilingual.languages import other_language
from pages.search import glossary, vocabulary
from pages.search.folding import composed, has_han
from pages.search.query_terms import Query, Term, parse
from pages.search.ranking import Asked, Counts, Filters, by_index, count, page_ids
from pages.search.spelling import sound

PER_PAGE = 10


class Step(enum.Enum):
    """How the results were found."""

    WORDS = "words"
    PARTS = "parts"
    CORRECTED = "corrected"
    COUNTERPART = "counterpart"
    ANY = "any"
    OTHER_LANGUAGE = "other_language"
    NOTHING = "nothing"


@dataclass(slots=True)
class Outcome:
    """What was found; ``page_ids`` are those of the page of results that was asked for."""

    query: Query
    step: Step
    language: str
    """The language of the results."""
    shown: str = ""
    """What was searched for instead, for CORRECTED, COUNTERPART and some of OTHER_LANGUAGE."""
    counts: Counts = field(default_factory=Counts)
    page_ids: list[int] = field(default_factory=list)
    asked: Asked | None = None
    matched: Query | None = None
    """The query whose words are marked in the snippets."""


def search(
    text: str,
    language: str,
    filters: Filters | None = None,
    number: int = 1,
    sort: str = "relevance",
    per_page: int = PER_PAGE,
) -> Outcome:
    """The ``number``-th page of results for ``text`` in ``language``. Any text is fine; no text raises."""
    filters = filters or Filters()
    query = parse(text, glossary.aliases(language))
    if not query:
        return Outcome(query, Step.NOTHING, language)
    with by_index():
        outcome = _find(query, language, filters)
        if outcome.asked and outcome.counts.total:
            hits, offset = outcome.counts.total, (number - 1) * per_page
            outcome.page_ids = page_ids(outcome.asked, filters, hits, offset, per_page, sort)
    return outcome


def _find(query: Query, language: str, filters: Filters) -> Outcome:
    return (
        _whole_or_parts(query, language, filters)
        or _counterpart(query, language, filters)
        or _corrected(query, language, filters)
        or _other_language(query, language, filters, strict=True)
        or _any(query, language, filters)
        or _other_language(query, language, filters, strict=False)
        or Outcome(query, Step.NOTHING, language)
    )


def _whole_or_parts(query: Query, language: str, filters: Filters) -> Outcome | None:
    return _try(query, language, filters, Step.WORDS) or _try(query, language, filters, Step.PARTS)


def _try(query: Query, language: str, filters: Filters, step: Step, shown: str = "") -> Outcome | None:
    match = {Step.PARTS: query.parts, Step.ANY: query.any}.get(step, query.words)
    asked = Asked(
        language,
        match,
        query.exact,
        query.phrase,
        query.any,
        sum(term.last_position - term.position + 1 for term in query.terms),
        tuple(term.match for term in query.terms) if step is Step.ANY else (),
    )
    counts = count(asked, filters)
    if not counts.unfiltered:
        return None
    return Outcome(query, step, language, shown, counts, asked=asked, matched=query)


def _as(outcome: Outcome | None, query: Query, step: Step, shown: str) -> Outcome | None:
    """The same results, told as those of ``query``."""
    if outcome:
        outcome.query, outcome.step, outcome.shown = query, step, shown
    return outcome


def _instead(query: Query, said: str | None, language: str, filters: Filters, step: Step) -> Outcome | None:
    """Results for other words, if there are any."""
    if not said:
        return None
    other = parse(said, glossary.aliases(language))
    return _as(_whole_or_parts(other, language, filters), query, step, said) if other else None


def _counterpart(query: Query, language: str, filters: Filters) -> Outcome | None:
    said = glossary.counterpart(query.text, language)
    if not said and not has_han(query.text) and (term := glossary.by_sound(query.text)):
        said = glossary.counterpart(term, language)
    return _instead(query, said, language, filters, Step.COUNTERPART)


def _corrected(query: Query, language: str, filters: Filters) -> Outcome | None:
    for said in _corrections(query, language):
        if outcome := _instead(query, said, language, filters, Step.CORRECTED):
            return outcome
    return None


def _corrections(query: Query, language: str) -> Iterator[str | None]:
    """Other ways to write a query, the likeliest first."""
    run = "".join(query.text.lower().split())
    is_latin = run.isascii() and any(character.isalpha() for character in run)
    chinese = language.startswith("zh")
    if is_latin and run.isalpha() and chinese:
        yield vocabulary.heard_as(language, run)
    yield _with_words_replaced(query, language)
    if is_latin and run.isalpha() and not chinese:
        yield vocabulary.taken_apart(language, run)
        if vocabulary.known_words(language, [run]):
            yield run
    if chinese and has_han(query.text):
        yield _by_homophones(query, language)


def _with_words_replaced(query: Query, language: str) -> str | None:
    """The query with each unknown word replaced by the nearest known one; None if a word has none or all are known."""
    known = vocabulary.known_words(language, [word for term in query.terms for word in term.words])
    replaced: dict[str, str] = {}
    for term in query.terms:
        if not term.words or any(word in known for word in term.words):
            continue
        nearest = _nearest(term, language)
        if nearest is None:
            return None
        replaced[term.shown] = nearest
    if not replaced:
        return None
    said = query.text
    for shown, nearest in replaced.items():
        said = said.replace(shown, nearest, 1)
    return said


def _nearest(term: Term, language: str) -> str | None:
    word = term.words[0]
    if term.is_han:
        return vocabulary.heard_as(language, sound(word)) or vocabulary.nearest(language, word)
    if language.startswith("zh") and (heard := vocabulary.heard_as(language, word)):
        return heard
    return vocabulary.nearest(language, word) or vocabulary.taken_apart(language, word)


def _by_homophones(query: Query, language: str) -> str | None:
    """Every run of Chinese written anew from how it sounds: 军民容合 → 军民融合."""
    text = composed(query.text)
    heard = vocabulary.heard_as(language, sound("".join(character for character in text if has_han(character))))
    return heard if heard and heard != text else None


def _any(query: Query, language: str, filters: Filters) -> Outcome | None:
    return _try(query, language, filters, Step.ANY) if len(query.terms) > 1 and not query.phrases else None


def _other_language(query: Query, language: str, filters: Filters, strict: bool) -> Outcome | None:
    other = other_language(language)
    asked = parse(query.text, glossary.aliases(other))
    whole = _whole_or_parts(asked, other, filters) or _corrected(asked, other, filters) if strict else None
    found = whole if strict else _any(asked, other, filters)
    if found is None:
        return None
    return _as(found, query, Step.OTHER_LANGUAGE, found.shown)
