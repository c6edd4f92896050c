"""How long a text is and how long it takes to read, in the measure of its language.

Chinese is counted in characters, read at 255 a minute; English in words, read at 228 a minute (Trauzettel-Klosinski and Dietz
2012, the International Reading Speed Texts, doi:10.1167/iovs.11-8284).
"""

import math
import re
from dataclasses import dataclass
from typing import Any

from modeltranslation.settings import DEFAULT_LANGUAGE

from pages.bilingual.languages import LANGUAGES, NAMES
from pages.bilingual.units import units_of

CHARACTERS_A_MINUTE = 255
WORDS_A_MINUTE = 228
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[A-Za-z0-9][\w’'.,&-]*")


@dataclass(frozen=True, slots=True)
class Length:
    """Of the Chinese text: characters, and the words in Latin letters among them; of the English: words."""

    language: str
    characters: int
    words: int

    @property
    def name(self) -> str:
        return NAMES[self.language]

    @property
    def minutes(self) -> int:
        """Rounded up; 0 where there is nothing to read."""
        return math.ceil(self.characters / CHARACTERS_A_MINUTE + self.words / WORDS_A_MINUTE)


def length_of(text: str, language: str) -> Length:
    return Length(language, len(_HAN.findall(text)), len(_WORD.findall(text)))


def lengths_of(instance: Any) -> list[Length]:
    """The texts of an object in every language of the site."""
    lengths = []
    for language in LANGUAGES:
        other = LANGUAGES[1] if language == DEFAULT_LANGUAGE else language
        text = "\n".join(
            unit.english_text if language == DEFAULT_LANGUAGE else unit.translated_text(language)
            for unit in units_of(instance, other)
            if unit.path.split("/")[0] not in {"seo_title", "search_description"}
        )
        lengths.append(length_of(text, language))
    return lengths
