"""From text to lexemes: what search stores of a page and what it asks for. No Django settings are needed.

A lexeme's first character says what it is: a letter or Han character: a word as written (folded); ``~`` the stem of an
English word; ``=`` one Han character or a pair of neighbors; ``#`` a number, ``@`` a date, ``%`` an ordinal. Pairs are
never mixed with words, and no pair reaches across two words: 国会 is not found in 中国会展.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import rjieba
import snowballstemmer

from pages.search.folding import HAN, STOP_WORDS, american, fold
from pages.search.quantities import quantities
from pages.search.spelling import near_sound, sound

MOST_POSITIONS = 16_383
MOST_PER_LEXEME = 255
LONGEST_LEXEME = 60
"""PostgreSQL's limits for a tsvector (positions, positions a lexeme), and ours for one word, in characters."""

_TOKEN = re.compile(rf"[{HAN}]+|[^\W_{HAN}]+(?:'[^\W_{HAN}]+)*")
_HAN = re.compile(f"[{HAN}]")
_stemmer = snowballstemmer.stemmer("english")


@dataclass(slots=True)
class Token:
    """A word, a number or a Han word of a text, at ``start`` to ``end`` of it."""

    start: int
    end: int
    position: int
    word: str
    """Folded, in American spelling."""
    is_han: bool = False
    is_stop: bool = False
    joined_to_next: str = ""
    """The sign that ties it to the next word without a space: ``-`` or ``&``."""


@lru_cache(maxsize=1)
def segmenter() -> rjieba.Jieba:
    """The dictionary, with the expo's own terms that it lacks."""
    jieba = rjieba.Jieba()
    for term in ("科博会", "主宾国", "科技城", "军转民", "军民融合"):
        jieba.add_word(term, 10_000, "nz")
    return jieba


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    return _stemmer.stemWord(word) if word.isascii() else word


def tokens(text: str, start_position: int = 1, folded: str | None = None) -> list[Token]:
    """The words of a text in order; ``text`` is composed (NFC), ``folded`` its fold where that is known."""
    if folded is None:
        folded = fold(text)
    result: list[Token] = []
    position = start_position
    for found in _TOKEN.finditer(folded):
        if _is_han(found.group()):
            at = found.start()
            for word in segmenter().cut(found.group()):
                result.append(Token(at, at + len(word), position, word, True, word in STOP_WORDS))
                at += len(word)
                position += 1
            continue
        word = found.group().removesuffix("'s").replace("'", "")
        tied = folded[found.end() : found.end() + 1]
        follows = folded[found.end() + 1 : found.end() + 2]
        result.append(
            Token(
                found.start(),
                found.end(),
                position,
                american(word)[:LONGEST_LEXEME],
                False,
                word in STOP_WORDS,
                tied if tied in {"-", "&"} and follows.isalnum() and not _is_han(follows) else "",
            )
        )
        position += 1
    return result


def _is_han(character: str) -> bool:
    return _HAN.match(character) is not None


@lru_cache(maxsize=50_000)
def _inner(word: str) -> tuple[str, ...]:
    """Single characters and pairs inside a Han word."""
    return (*(f"={character}" for character in word), *(f"={a}{b}" for a, b in zip(word, word[1:], strict=False)))


def pairs(neighbors: list[Token]) -> Iterator[tuple[int, str]]:
    """(position, lexeme) of each single Han character and each pair that lies inside a word or touches a one-character word."""
    following: Token | None
    for token, following in zip(neighbors, [*neighbors[1:], None], strict=True):
        if not token.is_han:
            continue
        word, position = token.word, token.position
        for lexeme in _inner(word):
            yield position, lexeme
        if (
            following is not None
            and following.is_han
            and following.start == token.end
            and (len(word) == 1 or len(following.word) == 1)
        ):
            yield position, f"={word[-1]}{following.word[0]}"


@lru_cache(maxsize=20_000)
def subwords(word: str) -> tuple[str, ...]:
    """The shorter dictionary words inside a Han word."""
    return tuple(part for part in segmenter().cut_for_search(word) if part != word and len(part) > 1)


def joined(token: Token, following: Token) -> str:
    """Two tied words as one: ``high-tech`` → ``hightech``, ``r&d`` → ``r&d``."""
    return f"{token.word}{token.joined_to_next.replace('-', '')}{following.word}"[:LONGEST_LEXEME]


def lexemes(
    text: str, start_position: int = 1, spoken: dict[str, str] | None = None
) -> tuple[list[tuple[int, str]], int]:
    """Every (position, lexeme) of a text, and the position after its last word.

    ``spoken`` takes each word as it is written: in small letters if it is written so anywhere.
    """
    folded = fold(text)
    words = tokens(text, start_position, folded)
    result: list[tuple[int, str]] = []
    for index, token in enumerate(words):
        if token.joined_to_next and index + 1 < len(words):
            result.append((token.position, joined(token, words[index + 1])))
        if token.is_stop or token.word.isdigit():
            continue
        result.append((token.position, token.word))
        if spoken is not None and (token.word not in spoken or text[token.start : token.end].islower()):
            spoken[token.word] = text[token.start : token.end]
        if token.is_han:
            result.extend((token.position, part) for part in subwords(token.word))
        else:
            result.append((token.position, f"~{stem(token.word)}"))
    result.extend(pairs(words))
    starts = [token.start for token in words]
    for quantity in quantities(folded):
        place = _position_at(words, starts, quantity.start)
        result.extend((place, lexeme) for lexeme in quantity.lexemes)
    return result, (words[-1].position + 1 if words else start_position)


def _position_at(words: list[Token], starts: list[int], start: int) -> int:
    index = bisect_right(starts, start) - 1
    return words[index].position if index >= 0 else 1


def tsvector(parts: Iterable[tuple[str, str]], spoken: dict[str, str] | None = None) -> str:
    """A tsvector's literal of (text, weight ``A`` to ``D``) in order. A phrase never reaches from one part into the next."""
    found: dict[str, dict[int, str]] = defaultdict(dict)
    position = 1
    for text, weight in parts:
        if position > MOST_POSITIONS:
            break
        entries, after = lexemes(text, position, spoken)
        for place, lexeme in entries:
            places = found[lexeme]
            if place <= MOST_POSITIONS and len(places) < MOST_PER_LEXEME:
                places[place] = min(weight, places.get(place, "D"))
        position = after + 5
    return " ".join(
        f"{quoted(lexeme)}:{','.join(f'{place}{weight}' for place, weight in sorted(places.items()))}"
        for lexeme, places in found.items()
        if places
    )


def quoted(lexeme: str) -> str:
    """A lexeme as tsvector and tsquery literals carry it."""
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"


def title_lexemes(title: str) -> tuple[str, int]:
    """A tsvector's literal of a title (words, pairs and numbers; for suggestions, ``!``, how its Chinese sounds), and
    how many words it has."""
    entries, _after = lexemes(title)
    found: dict[str, set[int]] = defaultdict(set)
    for place, lexeme in entries:
        found[lexeme].add(place)
    words = tokens(title)
    han = [token for token in words if token.is_han][:20]
    for index, token in enumerate(han):
        run = "".join(near_sound(sound(word.word)) for word in han[index : index + 8])
        found[f"!{run[:40]}"].add(token.position)
    literal = " ".join(
        f"{quoted(lexeme)}:{','.join(str(place) for place in sorted(places)[:MOST_PER_LEXEME])}"
        for lexeme, places in found.items()
    )
    return literal, len([token for token in words if not token.is_stop])
