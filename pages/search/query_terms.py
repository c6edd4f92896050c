"""What a visitor typed, as terms that PostgreSQL can be asked for. No Django settings are needed."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pages.search.analysis import Token, joined, pairs, quoted, segmenter, stem, subwords, tokens
from pages.search.folding import composed, fold
from pages.search.quantities import quantities

LONGEST_QUERY = 120
MOST_TERMS = 12
_QUOTATION = re.compile(r"[\"“”„«»「」『』]([^\"“”„«»「」『』]+)[\"“”„«»「」『』]")


@dataclass(slots=True)
class Term:
    """One thing asked for. The four expressions are tsquery literals, made of quoted lexemes alone."""

    shown: str
    """As the visitor typed it."""
    position: int
    last_position: int
    match: str
    """Finds the term: a word or its stem, a number by its value, a Han word or the pairs that make up a name."""
    exact: str
    """The words as written, without their stems."""
    parts: str
    """Finds what begins with the term, or words inside it."""
    words: tuple[str, ...] = ()
    """Lexemes of which the vocabulary should know one; empty for what cannot be misspelled."""
    is_han: bool = False
    marks: frozenset[str] = frozenset()
    """Words, stems (``~``) and numbers to be marked where they are found."""


@dataclass(slots=True)
class Query:
    """A parsed query; falsy when nothing in it can be searched for."""

    text: str
    terms: list[Term] = field(default_factory=list)
    was_cut: bool = False
    phrases: list[str] = field(default_factory=list)
    """tsquery literals of what stood in quotation marks: must hold in every result."""

    def __bool__(self) -> bool:
        return bool(self.terms)

    @property
    def words(self) -> str:
        return self._all("match")

    @property
    def exact(self) -> str:
        return self._all("exact")

    @property
    def parts(self) -> str:
        return self._all("parts")

    @property
    def any(self) -> str:
        return " | ".join(f"({term.match})" for term in self.terms)

    @property
    def phrase(self) -> str:
        """All terms as neighbors, at the distances they were typed in."""
        return phrase(self.terms)

    def _all(self, name: str) -> str:
        return " & ".join([*(f"({getattr(term, name)})" for term in self.terms), *self.phrases])


def phrase(terms: list[Term]) -> str:
    written = ""
    for before, term in zip([None, *terms], terms, strict=False):
        distance = term.position - before.last_position if before else 0
        written += f" <{max(distance, 1)}> ({term.match})" if before else f"({term.match})"
    return written


def parse(text: str, aliases: Mapping[str, tuple[str, ...]] | None = None) -> Query:
    """Read a query. ``aliases`` gives other names of a folded term, e.g. ``usa`` → ``united states``."""
    text = " ".join(composed(text).split())
    query = Query(text[:LONGEST_QUERY], was_cut=len(text) > LONGEST_QUERY)
    words = tokens(query.text)
    query.terms = list(_terms(query.text, words, aliases or {}))[:MOST_TERMS]
    for quotation in _QUOTATION.finditer(query.text):
        inside = list(_terms(quotation[1], tokens(quotation[1]), {}))[:MOST_TERMS]
        if len(inside) > 1:
            query.phrases.append(f"({phrase(inside)})")
    return query


def _terms(text: str, words: list[Token], aliases: Mapping[str, tuple[str, ...]]) -> Iterator[Term]:
    covered = {quantity.start: quantity for quantity in quantities(fold(text))}
    index = 0
    while index < len(words):
        token = words[index]
        quantity = covered.get(token.start)
        if quantity and token.end <= quantity.end:
            last = index
            while last + 1 < len(words) and words[last + 1].end <= quantity.end:
                last += 1
            if (
                words[last].end == quantity.end
                or words[last + 1 : last + 2] == []
                or words[last + 1].start >= quantity.end
            ):
                yield _quantity(text[quantity.start : quantity.end], token, words[last], quantity.lexemes)
                index = last + 1
                continue
        known = _alias_at(words, index, aliases)
        if known:
            last, names = known
            yield _named(text, words[index : last + 1], names)
            index = last + 1
            continue
        yield from _of_word(text, words, index)
        index += 1


def _quantity(shown: str, first: Token, last: Token, lexemes: tuple[str, ...]) -> Term:
    sought = [lexemes[0]]
    if lexemes[0] == f"#{shown}" and len(shown) <= 3:
        # “13” may as well mean the thirteenth.
        sought.append(f"%{shown}")
    match = " | ".join(map(quoted, sought))
    rest = " | ".join(map(quoted, dict.fromkeys([*sought, *lexemes])))
    return Term(shown, first.position, last.position, match, match, rest, marks=frozenset([*sought, *lexemes]))


def _alias_at(
    words: list[Token], index: int, aliases: Mapping[str, tuple[str, ...]]
) -> tuple[int, tuple[str, ...]] | None:
    """The longest known name that begins here: the index of its last word, and its other names."""
    for last in range(min(index + 5, len(words) - 1), index - 1, -1):
        run = words[index : last + 1]
        if names := aliases.get(("" if run[0].is_han else " ").join(token.word for token in run)):
            return last, names
    return None


def _named(text: str, run: list[Token], names: tuple[str, ...]) -> Term:
    own = [term for index in range(len(run)) for term in _of_word(text, run, index)]
    spoken = [phrase(own)] if own else []
    named: list[Term] = []
    for name in names:
        words = tokens(name)
        others = [term for index in range(len(words)) for term in _of_word(name, words, index)]
        if others:
            spoken.append(phrase(others))
            named += others
    match = " | ".join(f"({each})" for each in spoken)
    return Term(
        text[run[0].start : run[-1].end],
        run[0].position,
        run[-1].position,
        match,
        match,
        match,
        tuple(word for term in own for word in term.words),
        run[0].is_han,
        frozenset().union(*(term.marks for term in [*own, *named])),
    )


def _of_word(text: str, words: list[Token], index: int) -> Iterator[Term]:
    token = words[index]
    shown = text[token.start : token.end]
    if token.is_han:
        yield from _of_han(shown, words, index)
    elif not token.is_stop or token.joined_to_next == "&":
        before = words[index - 1] if index else None
        if before and before.joined_to_next == "&":
            return
        own, stemmed = quoted(token.word), quoted(f"~{stem(token.word)}")
        match, exact, last = f"{own} | {stemmed}", own, token.position
        if token.joined_to_next == "&" and index + 1 < len(words):
            match = exact = quoted(joined(token, words[index + 1]))
            last += 1
        if token.word.isdigit():
            match = exact = quoted(f"#{token.word.lstrip('0') or '0'}")
        prefix = f"{match} | {own}:*" if len(token.word) > 1 else match
        marks = frozenset((token.word, f"~{stem(token.word)}"))
        yield Term(shown, token.position, last, match, exact, prefix, (token.word, stem(token.word)), marks=marks)


def _of_han(shown: str, words: list[Token], index: int) -> Iterator[Term]:
    """A dictionary word as such; a name the dictionary lacks by its pairs too; a lone character with its neighbor."""
    token = words[index]
    position = token.position
    if len(token.word) > 1:
        if token.is_stop:
            return
        own = quoted(token.word)
        inner = [lexeme for _place, lexeme in pairs([token]) if len(lexeme) == 3]
        by_pairs = " & ".join(quoted(lexeme) for lexeme in inner)
        match = own if segmenter().has_word(token.word) else f"{own} | ({by_pairs})"
        shorter = " & ".join(quoted(part) for part in subwords(token.word) if len(part) > 1)
        parts = f"{match} | ({by_pairs})" + (f" | ({shorter})" if shorter else "")
        yield Term(shown, position, position, match, own, parts, (token.word,), True, frozenset((token.word,)))
        return
    if token.is_stop and len(words) > 1:
        return
    alone = quoted(f"={token.word}")
    neighbors = [words[place] for place in (index - 1, index, index + 1) if 0 <= place < len(words)]
    neighbors = [each for each in neighbors if each is token or (each.is_han and not each.is_stop)]
    crossing = [
        lexeme
        for _place, lexeme in pairs(neighbors)
        if len(lexeme) == 3 and token.word in lexeme and not any(lexeme[1:] in each.word for each in neighbors)
    ]
    match = quoted(crossing[0]) if crossing else alone
    yield Term(shown, position, position, match, match, f"{match} | {alone}", (), True, frozenset((token.word,)))
