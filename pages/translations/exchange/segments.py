"""What a translator gets piece by piece, and how the pieces become texts again."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _

from pages.translations.exchange.markup import BrokenMarkup, cut, inline_tags, placeholders, shown, stored, tags
from pages.translations.exchange.texts import Group, Text, groups_of

WHOLE = "all"
"""Last part of the path of a rich text that is translated in one piece, since its paragraphs are others."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A paragraph of a rich text, or a plain text. Source and target are as translators write them."""

    path: str
    label: str
    source: str
    target: str
    is_rich: bool = False
    max_length: int | None = None


def segments_of(instance: models.Model, language: str) -> list[Segment]:
    """Every piece of an object, in order; each path once."""
    return [segment for group in groups_of(instance, language) for text in group.texts for segment in _cut(text)]


def faults_of_target(segment: Segment, target: str) -> list[str]:
    """Why a translation cannot be taken, in the active language; empty when it can.

    What the present translation does otherwise than the English may stay so.
    """
    found = []
    if segment.max_length and len(target) > segment.max_length:
        found.append(_("It is longer than the %(count)s characters there is room for.") % {"count": segment.max_length})
    if placeholders(target) not in (placeholders(segment.source), placeholders(segment.target)):
        wanted = ", ".join(sorted(placeholders(segment.source))) or "–"
        found.append(_("The placeholders must be those of the English: %(detail)s.") % {"detail": wanted})
    if segment.is_rich:
        found += _faults_of_markup(segment, target)
    return found


def _faults_of_markup(segment: Segment, target: str) -> list[str]:
    count = inline_tags if segment.path.endswith(f"/{WHOLE}") else tags
    try:
        there = count(target)
    except BrokenMarkup as broken:
        return [_("The tags do not fit together at “%(place)s”.") % {"place": broken}]
    if there in (count(segment.source), _tags_of_present(segment.target, whole=count is inline_tags)):
        return []
    wanted = " ".join(sorted(count(segment.source).elements())) or "–"
    return [_("The tags must be those of the English: %(detail)s.") % {"detail": wanted}]


def _tags_of_present(target: str, *, whole: bool) -> object:
    try:
        return (inline_tags if whole else tags)(target) if target else None
    except BrokenMarkup:
        return None


def texts_from(group: Group, given: dict[str, str]) -> tuple[dict[str, str], list[str]]:
    """Path → stored text for what changes in a group, and the paths that cannot be used since pieces are missing."""
    changed: dict[str, str] = {}
    incomplete: list[str] = []
    for text in group.texts:
        mine = {path: given[path] for path in (segment.path for segment in _cut(text)) if path in given}
        joined = _joined(text, mine)
        if joined is None:
            incomplete += mine
        elif joined != text.translated and mine:
            changed[text.path] = joined
    if group.needs_all and changed and (incomplete or len(changed) < len(group.texts)):
        return {}, [path for text in group.texts for path in (segment.path for segment in _cut(text)) if path in given]
    return changed, incomplete


def _cut(text: Text) -> Iterator[Segment]:
    if not text.is_rich:
        yield Segment(text.path, text.label, text.english, text.translated, max_length=text.max_length)
        return
    english, translated = cut(text.english), cut(text.translated)
    if translated.pieces and translated.frame != english.frame:
        path = f"{text.path}/{WHOLE}"
        yield Segment(path, text.label, shown(text.english), shown(text.translated), is_rich=True)
        return
    targets = translated.pieces or ("",) * len(english.pieces)
    for position, (source, target) in enumerate(zip(english.pieces, targets, strict=True)):
        yield Segment(f"{text.path}/{position}", text.label, source, target, is_rich=True)


def _joined(text: Text, given: dict[str, str]) -> str | None:
    """The text with the given pieces in place of the present ones; None where pieces are missing."""
    if not given:
        return text.translated if text.translated else None
    if not text.is_rich:
        return given[text.path]
    whole = given.get(f"{text.path}/{WHOLE}")
    if whole is not None:
        return text.translated if whole == shown(text.translated) else stored(whole)
    present = {segment.path: segment.target for segment in _cut(text)}
    pieces = [given.get(path) or target for path, target in present.items()]
    if not all(pieces):
        return None
    return text.translated if pieces == list(present.values()) else cut(text.english).filled(pieces)
