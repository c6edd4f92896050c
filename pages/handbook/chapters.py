"""What a chapter of the handbook is made of: steps, whose sentences call everything on the screen as the screen does."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, pgettext

type Words = Any
"""A lazily translated string."""


class Audience(Enum):
    """Whose work a chapter is about."""

    EDITORS = auto()
    TRANSLATORS = auto()
    MODERATORS = auto()
    ADMINISTRATORS = auto()


EVERYBODY = frozenset(Audience)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the interface calls a button, a menu or a panel: a message of this site's catalog or of Wagtail's.

    It is borrowed: nothing extracts it from here, so that it goes from the catalog when the interface drops it, and a test
    says so. ``values`` fill the message's placeholders.
    """

    message: str
    context: str = ""
    values: Mapping[str, Words] = field(default_factory=dict)

    def __str__(self) -> str:
        said = pgettext(self.context, self.message) if self.context else gettext(self.message)
        return said % {key: str(value) for key, value in self.values.items()} if self.values else said


@dataclass(frozen=True, slots=True)
class Step:
    """A sentence or some, with ``%(name)s`` for each of ``names``; a picture may go with it."""

    text: Words
    names: Mapping[str, Shown] = field(default_factory=dict)
    picture: str = ""
    """Its name in ``pictures.json``, and in the test that takes it."""
    shows: Words = ""
    """What the picture shows, for those who cannot see it."""

    @property
    def said(self) -> SafeString:
        """The text in the active language, names set off. Raises KeyError for a placeholder without a name."""
        names = {key: format_html("<strong>{}</strong>", name) for key, name in self.names.items()}
        return mark_safe(conditional_escape(str(self.text)) % names)  # noqa: S308 - both are escaped


@dataclass(frozen=True, slots=True)
class Chapter:
    """One task, from its beginning to its end."""

    slug: str
    title: Words
    audiences: frozenset[Audience]
    for_whom: Words
    summary: Words
    steps: tuple[Step, ...]
