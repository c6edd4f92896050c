"""Names and terms that a translation does not render as agreed."""

import re

from django.utils.translation import gettext as _

from pages.search.glossary import entries


def wrong_terms(english: str, translated: str, language: str) -> list[str]:
    """A sentence for each agreed name of the English text of which the translation has no agreed form."""
    found, rest = [], english
    for names, others in _agreed(language):
        for name in names:
            pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
            if pattern.search(rest):
                rest = pattern.sub("\x00", rest)
                if not any(other in translated for other in others):
                    found.append(_("“%(term)s” is “%(agreed)s”.") % {"term": name, "agreed": others[0]})
                break
    return found


def _agreed(language: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """(English names, names in ``language``) of the names that are capitalized, the longest first."""
    pairs = [
        (tuple(name for name in entry.names["en"] if name[0].isupper()), entry.names[language])
        for entry in entries()
        if entry.is_ours
    ]
    return sorted((pair for pair in pairs if pair[0]), key=lambda pair: -max(map(len, pair[0])))
