"""The kinds of checks, and what a check says."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Check(models.TextChoices):
    """What is looked for. The values name fields of ``CheckSettings``."""

    MISSING = "missing", _("Required texts are there")
    NUMBERS = "numbers", _("Numbers are the same in both languages")
    FIGURES = "figures", _("Numbers follow the recorded figures")
    PICTURES = "pictures", _("Pictures have texts for screen readers")
    LINKS = "links", _("Links lead somewhere")
    PUNCTUATION = "punctuation", _("Chinese punctuation")
    DEBRIS = "debris", _("No left-over words of other pages")
    SUPERLATIVES = "superlatives", _("Superlatives have a source")
    TERMS = "terms", _("Names and terms as agreed")


class Level(models.TextChoices):
    OFF = "off", _("not checked")
    WARNING = "warning", _("warns")
    BLOCKING = "blocking", _("holds up approval and publishing")


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong at one place, in the language of whoever reads it."""

    check: Check
    path: str
    label: str
    """Where: the field or block, for people."""
    language: str
    """Code of the language whose text it is in."""
    message: str
    level: Level = Level.WARNING

    @property
    def is_blocking(self) -> bool:
        return self.level == Level.BLOCKING
