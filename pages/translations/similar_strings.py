"""How the same or nearly the same English was translated elsewhere."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db.models import Q

from pages.translations.models import InterfaceString

NEAR = 0.7
"""From 0 (nothing in common) to 1 (the same)."""
MOST = 5
_WORD = re.compile(r"[A-Za-z]{3,}")


@dataclass(frozen=True, slots=True)
class Similar:
    """Another string and its translation."""

    source: str
    translation: str
    context: str
    percent: int


def similar_to(string: InterfaceString) -> list[Similar]:
    """The most alike first; translated ones alone, from the interface in the same language."""
    words = sorted(set(_WORD.findall(string.source)), key=len, reverse=True)[:6]
    shared = Q(source__iexact=string.source)
    for word in words:
        shared |= Q(source__icontains=word)
    length = len(string.source)
    others = InterfaceString.objects.filter(shared, language=string.language).exclude(pk=string.pk)
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(string.source.casefold())
    found = []
    for other in others.only("source", "context", "shipped", "own").iterator():
        if not other.is_translated or not 0.5 * length <= len(other.source) <= 2 * length:
            continue
        matcher.set_seq1(other.source.casefold())
        if matcher.real_quick_ratio() >= NEAR and matcher.quick_ratio() >= NEAR and (ratio := matcher.ratio()) >= NEAR:
            found.append(Similar(other.source, " | ".join(other.forms), other.context, int(ratio * 100)))
    return sorted(found, key=lambda each: (-each.percent, each.source))[:MOST]
