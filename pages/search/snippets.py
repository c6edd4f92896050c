"""A piece of a page that shows why it was found, with the matches marked. The text is escaped here, once."""

import re
from dataclasses import dataclass, field

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from pages.search.analysis import stem, subwords
from pages.search.folding import HAN, american, fold, has_han
from pages.search.quantities import quantities
from pages.search.query_terms import Query

LENGTH = 180
LENGTH_HAN = 90
READ_AT_MOST = 20_000
"""Characters of a snippet in English and in Chinese, and of a page that is looked through."""

_WORD = re.compile(rf"[^\W_{HAN}]+(?:'[^\W_{HAN}]+)*")


@dataclass(frozen=True, slots=True)
class Marker:
    """What to mark: Han words anywhere, other words by themselves or by their stem, numbers by their value."""

    han: re.Pattern[str] | None
    words: frozenset[str]
    prefixes: tuple[str, ...]
    values: frozenset[str]
    met: dict[str, str] = field(default_factory=dict, compare=False)
    """Words seen so far: what each was found as, or ""."""

    @classmethod
    def of(cls, query: Query | None, by_parts: bool = False) -> "Marker":
        marks = frozenset().union(*(term.marks for term in query.terms)) if query else frozenset()
        han = {mark for mark in marks if has_han(mark)}
        if by_parts:
            han |= {part for mark in tuple(han) for part in subwords(mark)}
        pattern = "|".join(re.escape(mark) for mark in sorted(han, key=len, reverse=True))
        words = frozenset(mark for mark in marks if mark not in han and mark[0] not in "#@%")
        return cls(
            re.compile(pattern) if pattern else None,
            words,
            tuple(word for word in words if word[0] != "~" and len(word) > 1) if by_parts else (),
            frozenset(mark for mark in marks if mark[0] in "#@%"),
        )

    def spans(self, folded: str) -> list[tuple[int, int, str]]:
        """(start, end, what was found) of every match in a folded text, from left to right."""
        found: list[tuple[int, int, str]] = []
        if self.han:
            found += [(match.start(), match.end(), match.group()) for match in self.han.finditer(folded)]
        if self.words:
            for match in _WORD.finditer(folded):
                written = match.group()
                what = self.met.get(written)
                if what is None:
                    what = self.met[written] = self._found_as(written)
                if what:
                    found.append((match.start(), match.end(), what))
        if self.values:
            for quantity in quantities(folded):
                if self.values.intersection(quantity.lexemes):
                    found.append((quantity.start, quantity.end, quantity.lexemes[0]))
        found.sort()
        return found

    def _found_as(self, written: str) -> str:
        """The stem of a word that is looked for, or ""."""
        word = american(written.removesuffix("'s").replace("'", ""))
        is_match = word in self.words or f"~{stem(word)}" in self.words or word.startswith(self.prefixes or "\0")
        return stem(word) if is_match else ""


def marked(text: str, marker: Marker) -> SafeString:
    """A whole short text, such as a title, with its matches marked."""
    return _with_marks(text, marker.spans(fold(text)), 0, len(text))


def snippet(body: str, marker: Marker) -> SafeString:
    """The passage of ``body`` (a part of the page a line) with the most different matches; its beginning if there is none."""
    best: tuple[int, str, list[tuple[int, int, str]], int] | None = None
    read = body[:READ_AT_MOST]
    folded, at = fold(read), 0  # at once: to change script is quick, to begin is not
    for line in read.split("\n"):
        spans = marker.spans(folded[at : at + len(line)])
        at += len(line) + 1
        length = LENGTH_HAN if has_han(line) else LENGTH
        for index, (start, _end, _what) in enumerate(spans):
            inside = {what for s, e, what in spans[index:] if e <= start + length}
            if best is None or len(inside) > best[0]:
                best = (len(inside), line, spans, start)
    if best is None:
        line = next((line for line in body.split("\n") if line), "")
        return _with_marks(line, [], *_window(line, 0))
    _count, line, spans, start = best
    return _with_marks(line, spans, *_window(line, start))


def _window(line: str, start: int) -> tuple[int, int]:
    """Where to cut: a little before the first match, at a word's or a sentence's edge."""
    length = LENGTH_HAN if has_han(line) else LENGTH
    if len(line) <= length:
        return 0, len(line)
    first = max(0, min(start - length // 4, len(line) - length))
    last = min(len(line), first + length)
    if not has_han(line):
        first = line.rfind(" ", 0, first) + 1 if first else 0
        last = line.find(" ", last) if line.find(" ", last) >= 0 else len(line)
    return first, last


def _with_marks(text: str, spans: list[tuple[int, int, str]], first: int, last: int) -> SafeString:
    pieces, at = ["… " if first else ""], first
    for start, end, _what in spans:
        if start < at or end > last:
            continue
        pieces += [escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>"]
        at = end
    pieces += [escape(text[at:last]), " …" if last < len(text) else ""]
    return mark_safe("".join(pieces).replace("</mark><mark>", ""))  # noqa: S308 - every piece of text is escaped
