"""What changed between two texts, word by word, Chinese character by character."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

_PIECE = re.compile(r"[\u3400-\u9fff]|\s+|[^\s\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Run:
    """A part of either text: ``same``, ``gone`` or ``new``."""

    kind: str
    text: str


def difference(before: str, after: str) -> list[Run]:
    """The parts of both texts in reading order."""
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    runs: list[Run] = []
    for tag, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(Run("same", "".join(old[old_from:old_to])))
            continue
        runs += [Run("gone", "".join(old[old_from:old_to]))] if old_to > old_from else []
        runs += [Run("new", "".join(new[new_from:new_to]))] if new_to > new_from else []
    return runs


def marked(before: str, after: str) -> SafeString:
    """The difference as HTML: what is gone in ``<del>``, what is new in ``<ins>``."""
    elements = {"same": ("", ""), "gone": ("<del>", "</del>"), "new": ("<ins>", "</ins>")}
    parts = (
        (mark_safe(elements[run.kind][0]), run.text, mark_safe(elements[run.kind][1]))  # noqa: S308 - our own tags
        for run in difference(before, after)
    )
    return format_html_join("", "{}{}{}", parts)
