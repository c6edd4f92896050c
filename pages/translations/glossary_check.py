"""Texts held against the glossary: which terms an English text has, and which its translation does not follow."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.utils.translation import gettext as _

from pages.translations.models import GlossaryTerm
from pages.translations.models.glossary import TermStatus


@dataclass(frozen=True, slots=True)
class Departure:
    """A term that a translation does not render as agreed, or a form that must not be used."""

    term: GlossaryTerm
    wrong_form: str = ""

    @property
    def sentence(self) -> str:
        """In the active language."""
        if self.wrong_form:
            values = {"wrong": self.wrong_form, "right": self.term.translation, "term": self.term.term}
            return _("“%(wrong)s” is not to be used: it is “%(term)s”, “%(right)s”.") % values
        return _("“%(term)s” is “%(right)s”.") % {"term": self.term.term, "right": self.term.translation}


class Glossary(list[GlossaryTerm]):
    """All terms of a language, made ready once for any number of texts."""

    @cached_property
    def names(self) -> list[tuple[str, re.Pattern[str], GlossaryTerm]]:
        """Every English name, the longest first: one inside another is not taken for itself."""
        names = [(name, _pattern(name), term) for term in self for name in term.terms]
        return sorted(names, key=lambda each: -len(each[0]))

    @cached_property
    def wrong(self) -> list[tuple[str, re.Pattern[str], GlossaryTerm]]:
        """Every form that is never to be used."""
        return [(form, _pattern(form), term) for term in self for form in term.wrong]


def glossary(language: str) -> Glossary:
    """The glossary of a language as it is now."""
    return Glossary(GlossaryTerm.objects.filter(language=language))


def hints_for(english: str, language: str, terms: Glossary | None = None) -> list[GlossaryTerm]:
    """The terms that an English text has, agreed or not, in the order they stand."""
    found = _terms_in(english, glossary(language) if terms is None else terms)
    return [term for _place, term in sorted(found, key=lambda each: each[0])]


def departures(english: str, translated: str, language: str, terms: Glossary | None = None) -> list[Departure]:
    """What a translation does otherwise than agreed; both texts without markup. Empty where there is no translation.

    Only agreed terms are asked for. Forms never to be used are found in either text, whatever their term's status.
    """
    if not translated.strip():
        return []
    known = glossary(language) if terms is None else terms
    found = [
        Departure(term, form)
        for form, pattern, term in known.wrong
        if (pattern.search(english) and _stands_alone(pattern, english, term.terms))
        or (pattern.search(translated) and _stands_alone(pattern, translated, term.translations))
    ]
    for _place, term in _terms_in(english, known):
        if term.status == TermStatus.AGREED and not any(form in translated for form in term.translations):
            found.append(Departure(term))
    return found


def _terms_in(english: str, terms: Glossary) -> list[tuple[int, GlossaryTerm]]:
    """Each term once, where it stands first."""
    found: dict[int, tuple[int, GlossaryTerm]] = {}
    rest = english
    for _name, pattern, term in terms.names:
        match = pattern.search(rest)
        if match:
            found.setdefault(id(term), (match.start(), term))
            # What is taken is blanked, not cut, so that places stay.
            rest = pattern.sub(lambda taken: "\x00" * len(taken[0]), rest)
    return list(found.values())


def _stands_alone(wrong: re.Pattern[str], text: str, right: Iterable[str]) -> bool:
    """Whether a form stands in a text otherwise than inside a right one."""
    for name in sorted(right, key=len, reverse=True):
        text = text.replace(name, "\x00")
    return bool(wrong.search(text))


@lru_cache(maxsize=2048)
def _pattern(name: str) -> re.Pattern[str]:
    """Whole words, also in the plural; whatever their capitals, unless a name is one word only (“About”, “CAS”)."""
    escaped = re.escape(name).replace(r"\ ", r"\s+")
    start, end = (r"\b" if edge.isascii() and edge.isalnum() else "" for edge in (name[0], name[-1]))
    plural = "(?:s|es)?" if end and name[-1].islower() else ""
    return re.compile(f"{start}{escaped}{plural}{end}", re.IGNORECASE if " " in name else 0)
