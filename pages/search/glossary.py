"""The expo's terms in both languages: what a word typed in one is called in the other, and by which other names it goes."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from pages.places import country_choices, say_country
from pages.search.analysis import tokens
from pages.search.folding import composed, has_han
from pages.search.spelling import near_sound, sound

FILE = Path(__file__).parent / "glossary.yaml"
_KEYS = {"en": "en", "zh-hans": "zh"}


@dataclass(frozen=True, slots=True)
class Entry:
    """Names of one thing, by language code; the first of each is the usual one."""

    names: dict[str, tuple[str, ...]]
    is_ours: bool = True
    """From the file, not from CLDR's list of countries."""


def key(term: str) -> str:
    """A term as compared: its words folded, Chinese ones together and others with a space."""
    words = [token.word for token in tokens(composed(term))]
    return ("" if has_han(term) else " ").join(words)


@lru_cache(maxsize=1)
def entries() -> tuple[Entry, ...]:
    listed = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    named = {row["country"] for row in listed if "country" in row}
    found = [Entry({code: tuple(row[name]) for code, name in _KEYS.items()}) for row in listed]
    for code, _name in country_choices("en"):
        if code not in named:
            found.append(Entry({language: (say_country(code, language),) for language in _KEYS}, is_ours=False))
    return tuple(found)


@lru_cache(maxsize=4)
def aliases(language: str) -> dict[str, tuple[str, ...]]:
    """Folded name → the other names of the same thing in the same language."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in entries():
        names = entry.names[language]
        for name in names:
            others = tuple(other for other in names if key(other) != key(name))
            if others:
                found[key(name)] = others
    return found


@lru_cache(maxsize=4)
def _counterparts(language: str) -> dict[str, str]:
    """Folded name in any other language (or how it sounds) → usual name in ``language``."""
    found: dict[str, str] = {}
    for entry in entries():
        for other, names in entry.names.items():
            if other != language:
                for name in names:
                    found.setdefault(key(name), entry.names[language][0])
    return found


@lru_cache(maxsize=1)
def _sounds() -> dict[str, str]:
    """Pinyin of each Chinese name → the name."""
    return {near_sound(sound(name)): name for entry in entries() for name in entry.names["zh-hans"]}


def counterpart(text: str, language: str) -> str | None:
    """What a query, or every part of it, is called in ``language``; None if part of it is in no entry."""
    known = _counterparts(language)
    words = tokens(composed(text))
    said: list[str] = []
    index = 0
    while index < len(words):
        for last in range(min(index + 10, len(words)), index, -1):
            run = words[index:last]
            name = known.get(("" if run[0].is_han else " ").join(token.word for token in run))
            if name:
                said.append(name)
                index = last
                break
        else:
            if not words[index].is_stop:
                return None
            index += 1
    joiner = "" if has_han("".join(said)) else " "
    return joiner.join(said) or None


def by_sound(pinyin: str) -> str | None:
    """The Chinese term that is written like this in Pinyin."""
    return _sounds().get(near_sound("".join(pinyin.lower().split())))


def terms(language: str) -> list[str]:
    """The usual names of our own terms in a language, for suggestions."""
    return list(dict.fromkeys(entry.names[language][0] for entry in entries() if entry.is_ours))


def near(text: str, language: str, most: int = 6) -> list[str]:
    """Our own terms that share a word (or, in Chinese, a character) with ``text``, the closest first."""
    asked = _pieces(text)
    ranked = sorted(((len(asked & _pieces(term)), -len(term), term) for term in terms(language)), reverse=True)
    return [term for shared, _length, term in ranked[:most] if shared]


def _pieces(text: str) -> frozenset[str]:
    found: set[str] = set()
    for token in tokens(composed(text)):
        if not token.is_stop:
            found.update(token.word if token.is_han else (token.word,))
    return frozenset(found)
