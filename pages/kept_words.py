"""Headings that break between words: Chinese has no spaces, and some English names must not be torn apart.

The words are a catalog string, so translators find and extend them with all others. In Chinese a heading may break only
where two of them meet (``<wbr>``); in English they are kept on one line.
"""

import re
from functools import lru_cache
from itertools import pairwise

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext

from pages.bilingual.languages import current_language

ORDINAL = r"第[零一二三四五六七八九十百千]+届"
_OPENING = "（《“‘〈「"
_CLOSING = "）》”’〉」，、。：；！？·…"


def kept_words(text: str) -> SafeString:
    """Escaped HTML of a heading in the active language, with places to break or words kept whole."""
    # Translators: words that a heading never breaks, separated by |. In Chinese, lines break only between these words.
    words = pgettext("words kept whole in headings", "High-Tech Expo|Open-minded")
    html = str(conditional_escape(text))
    if current_language() != "zh-hans":
        pieces = _pattern(words).split(html)
        marked = (f'<span class="whole">{piece}</span>' if place % 2 else piece for place, piece in enumerate(pieces))
        return mark_safe("".join(marked))  # noqa: S308 - escaped above
    pieces = [piece for piece in _pattern(f"{words}|").split(html) if piece]
    joined = pieces[0] if pieces else ""
    for before, piece in pairwise(pieces):
        stuck = before[-1] in _OPENING or piece[0] in _CLOSING
        joined += ("" if stuck else "<wbr>") + piece
    return mark_safe(joined)  # noqa: S308 - escaped above


@lru_cache(maxsize=8)
def _pattern(words: str) -> re.Pattern[str]:
    """One group, so that every second piece of a split is a word. A list that ends with ``|`` knows ordinals too."""
    ordinal = [ORDINAL] if words.endswith("|") else []
    known = sorted(filter(None, words.split("|")), key=len, reverse=True)
    return re.compile("(" + "|".join([*ordinal, *map(re.escape, known)]) + ")")
