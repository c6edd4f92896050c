"""The glossary that the site starts with: the names of its content. Afterwards it belongs to staff."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from pages.content.texts import read_content
from pages.search.glossary import FILE as SEARCH_TERMS
from pages.translations.models import GlossaryTerm
from pages.translations.models.glossary import TermStatus, lines

PROTECTED = Path(__file__).parent / "protected_names.yaml"
LANGUAGE = "zh-hans"
OFTEN_UNSAID = {"China", "Mianyang", "Sichuan"}
"""Places that a good Chinese sentence leaves out where the English names them."""
ORDINARY_WORDS = {"About"}
"""Names of sections that are words of any sentence as well."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the content in both languages; ``is_agreed`` where the Chinese is official."""

    english: str
    chinese: str
    is_agreed: bool = True


def seed_glossary(names: Iterable[Name] = ()) -> int:
    """Add what the glossary lacks of the shipped names and of ``names``; gives how many. Nothing is changed."""
    wanted: dict[str, GlossaryTerm] = {}
    # The first that has a name decides, protected names before the content's before the terms of search; the others
    # add the forms that they know besides.
    for term in [*_protected(), *(_term(name) for name in [*names, *_of_profile()]), *_of_search()]:
        first = wanted.setdefault(term.term.casefold(), term)
        if first is not term:
            first.other_terms = _joined(first.other_terms, term.other_terms, but=first.term)
            forms = f"{term.translation}\n{term.other_translations}"
            first.other_translations = _joined(first.other_translations, forms, but=first.translation)
    known = {term.casefold() for term in GlossaryTerm.objects.filter(language=LANGUAGE).values_list("term", flat=True)}
    new = [term for key, term in wanted.items() if key not in known]
    GlossaryTerm.objects.bulk_create(new)
    return len(new)


def _joined(one: str, other: str, *, but: str) -> str:
    """The lines of both texts, each once."""
    return "\n".join(line for line in dict.fromkeys(lines(one) + lines(other)) if line != but)


def _protected() -> list[GlossaryTerm]:
    rows = yaml.safe_load(PROTECTED.read_text(encoding="utf-8"))
    return [
        GlossaryTerm(
            term=row["en"],
            translation=row["zh"],
            language=LANGUAGE,
            other_terms="\n".join(row.get("names", [])),
            other_translations="\n".join(row.get("others", [])),
            wrong_forms="\n".join(row.get("wrong", [])),
            is_protected=True,
        )
        for row in rows
    ]


def _of_profile() -> list[Name]:
    """Forums, exhibitions, platforms and partners, with what the content says of their Chinese."""
    pages = read_content("pages.content", "profile.yaml")["features"]["pages"]
    entries = [entry for page in pages for kind in page["entries"].values() for entry in kind]
    return [Name(entry["en"], entry["zh"], entry.get("confirmed", True)) for entry in entries if entry.get("zh")]


def _of_search() -> list[GlossaryTerm]:
    """The terms of search that are names: those with a capital letter. Other words have more than one right translation."""
    rows: list[dict[str, Any]] = yaml.safe_load(SEARCH_TERMS.read_text(encoding="utf-8"))
    return [
        GlossaryTerm(
            term=row["en"][0],
            translation=row["zh"][0],
            language=LANGUAGE,
            other_terms="\n".join(name for name in row["en"][1:] if name[0].isupper()),
            other_translations="\n".join(row["zh"][1:]),
        )
        for row in rows
        if row["en"][0][0].isupper() and row["en"][0] not in OFTEN_UNSAID | ORDINARY_WORDS
    ]


def _term(name: Name) -> GlossaryTerm:
    status = TermStatus.AGREED if name.is_agreed else TermStatus.OPEN
    return GlossaryTerm(term=name.english, translation=name.chinese, language=LANGUAGE, status=status)
