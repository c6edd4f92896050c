"""One answer about the state of the site."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class State(IntEnum):
    """From best to worst."""

    OK = 0
    WARNING = 1
    """Visitors notice nothing yet."""
    FAILURE = 2
    """The site cannot do its work."""

    @property
    def word(self) -> str:
        return {State.OK: "ok", State.WARNING: "warning", State.FAILURE: "failed"}[self]

    @property
    def label(self) -> str:
        return str({State.OK: _("in order"), State.WARNING: _("look at it"), State.FAILURE: _("broken")}[self])


@dataclass(frozen=True)
class Finding:
    """``said`` is a sentence in the active language; ``remedy`` says how to mend it, empty where nothing is to mend."""

    state: State
    said: str
    remedy: str = ""


@dataclass(frozen=True)
class Question:
    """``key`` is for programs, ``label`` for people. ``ask`` may raise: that is a failure, and its text the sentence."""

    key: str
    label: "StrOrPromise"
    ask: Callable[[], Finding]

    def answer(self) -> Finding:
        try:
            return self.ask()
        except Exception as error:
            return Finding(State.FAILURE, f"{type(error).__name__}: {' '.join(str(error).split())}")


def ok(said: str) -> Finding:
    return Finding(State.OK, said)
