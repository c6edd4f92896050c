"""What visitors look for and do not find. Counts only: no address, no cookie, no time of day, and nothing asked once."""

import re

from django.core.cache import cache
from django.db.models import F

from pages.search.folding import composed, fold
from pages.search.models import SearchWithoutResult

LONGEST = 60
MOST_KEPT = 5_000
WEEK = 7 * 24 * 60 * 60
# What looks like a person's: a mail address, a telephone, identity-card or account number.
_PERSONAL = re.compile(r"@|\d[\d\s-]{6,}\d")


def note_miss(text: str, language: str) -> None:
    """Count a search without a result. The first time it is only remembered in memory, for a week."""
    asked = " ".join(fold(composed(text)).split())
    if not 2 <= len(asked) <= LONGEST or _PERSONAL.search(asked):
        return
    rows = SearchWithoutResult.objects.filter(language=language, text=asked)
    if rows.update(times=F("times") + 1):
        return
    key = f"search-miss:{language}:{hash(asked)}"
    if cache.add(key, 1, WEEK) or SearchWithoutResult.objects.count() >= MOST_KEPT:
        return
    row, is_new = SearchWithoutResult.objects.get_or_create(language=language, text=asked, defaults={"times": 2})
    if not is_new:
        rows.filter(pk=row.pk).update(times=F("times") + 1)
