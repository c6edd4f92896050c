"""A sentence that is written down now and read later, by somebody whose language is not known yet."""

from collections.abc import Callable

from django.utils import translation

from pages.bilingual.languages import LANGUAGES, current_language

type Sentence = dict[str, str]
"""Language → the sentence."""


def in_every_language(say: Callable[[], str]) -> Sentence:
    """What ``say`` gives in each language of the site; to be kept as JSON."""
    said = {}
    for language in LANGUAGES:
        with translation.override(language):
            said[language] = say()
    return said


def for_reader(said: object) -> str:
    """A kept sentence in the language of this moment; what was kept as plain text as it is."""
    if isinstance(said, dict):
        return str(said.get(current_language()) or next(iter(said.values()), ""))
    return str(said or "")
