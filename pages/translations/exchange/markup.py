"""Rich text as translators get it: a paragraph a piece, inline tags protected, figures as placeholders.

``<p>Worth <b><embed embedtype="figure" measure="amount" through="5"/></b></p>`` becomes the piece
``Worth <b>{amount_through_5}</b>``. Tags keep what they say, so a link that was changed is a changed source.
"""

import re
from collections import Counter
from dataclasses import dataclass

from wagtail.rich_text.rewriters import extract_attrs

from pages.rich_text.reference import EMBED_TYPE, FigureReference

_BLOCK_TAG = re.compile(r"(</?(?:p|ul|ol|li|h[1-6]|blockquote|hr)\b[^>]*>)")
_EDITOR_KEY = re.compile(r'\s+data-block-key="[^"]*"')
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)((?:\s+[A-Za-z-]+=\"[^\"]*\")*)\s*(/?)>")
_TAG_OR_AMPERSAND = re.compile(r"(<[^<>]*>)|&amp;(?!#?\w+;)")
_TAG_OR_BARE_AMPERSAND = re.compile(r"(<[^<>]*>)|&(?!#?\w+;)")
_PLACEHOLDER = re.compile(r"\{([a-z0-9_]+)_(session|through)_([1-9]\d{0,3})\}")
_VOID = {"br", "embed", "hr", "img"}


class BrokenMarkup(ValueError):
    """A text whose tags do not fit together."""


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """A rich text cut at its block tags: ``frame`` has an empty string wherever a piece goes."""

    frame: tuple[str, ...]
    pieces: tuple[str, ...]

    def filled(self, pieces: list[str]) -> str:
        """The stored rich text with other pieces in the same frame."""
        left = iter(pieces)
        return "".join(part or stored(next(left)) for part in self.frame)


def cut(html: str) -> Paragraphs:
    """Take a stored rich text apart."""
    frame, pieces = [], []
    for part in _BLOCK_TAG.split(_EDITOR_KEY.sub("", html)):
        if _BLOCK_TAG.fullmatch(part):
            frame.append(part)
        elif part.strip():
            frame.append("")
            pieces.append(shown(part.strip()))
    return Paragraphs(tuple(frame), tuple(pieces))


def shown(html: str) -> str:
    """Stored markup as translators see it: attributes in one order, figures as placeholders."""

    def rewritten(found: re.Match[str]) -> str:
        end, name, written, closed = found.groups()
        attributes = extract_attrs(written)
        if name == "embed" and attributes.get("embedtype") == EMBED_TYPE:
            reference = FigureReference.from_attributes(attributes)
            if reference:
                return placeholder(reference)
        return _tag(end, name, attributes, closed)

    return _plain_ampersands(_TAG.sub(rewritten, _EDITOR_KEY.sub("", html)))


def stored(text: str) -> str:
    """What :func:`shown` gave, as it is stored."""

    def element(found: re.Match[str]) -> str:
        reference = reference_of(found)
        if reference is None:
            return found[0]
        attributes = " ".join(f'{name}="{value}"' for name, value in reference.attributes().items())
        return f'<embed embedtype="{EMBED_TYPE}" {attributes}/>'

    return _PLACEHOLDER.sub(element, _TAG_OR_BARE_AMPERSAND.sub(lambda found: found[1] or "&amp;", text))


def _plain_ampersands(text: str) -> str:
    """``R&amp;D`` → ``R&D``, outside tags and where that could not be read as another entity."""
    return _TAG_OR_AMPERSAND.sub(lambda found: found[1] or "&", text)


def placeholder(reference: FigureReference) -> str:
    """``{signed_amount_cny_through_5}``."""
    which = ("through", reference.through) if reference.through else ("session", reference.session)
    return f"{{{reference.measure}_{which[0]}_{which[1]}}}"


def reference_of(found: re.Match[str]) -> FigureReference | None:
    return FigureReference.from_attributes({"measure": found[1], found[2]: found[3]})


def references_shown(text: str) -> dict[str, FigureReference]:
    """Placeholder → the figure it stands for, of all in a text."""
    found = ((match[0], reference_of(match)) for match in _PLACEHOLDER.finditer(text))
    return {name: reference for name, reference in found if reference}


def placeholders(text: str) -> Counter[str]:
    return Counter(match[0] for match in _PLACEHOLDER.finditer(text) if reference_of(match))


def tags(text: str) -> Counter[str]:
    """Every tag of a text in one way of writing, with how often it stands.

    Raises :class:`BrokenMarkup` for what is no tag, is not closed, or closes in the wrong place.
    """
    found: Counter[str] = Counter()
    open_tags: list[str] = []
    for part in _TAG.finditer(text):
        end, name, written, closed = part.groups()
        found[_tag(end, name, extract_attrs(written), closed)] += 1
        if end and (not open_tags or open_tags.pop() != name):
            raise BrokenMarkup(part[0])
        if not end and not closed and name not in _VOID:
            open_tags.append(name)
    if open_tags:
        raise BrokenMarkup(f"<{open_tags[-1]}>")
    rest = _TAG.sub("", text)
    if "<" in rest:
        at = rest.index("<")
        raise BrokenMarkup(rest[at : at + 20])
    return found


def inline_tags(text: str) -> Counter[str]:
    """As :func:`tags`, without those of paragraphs and lists."""
    return Counter({tag: times for tag, times in tags(text).items() if not _BLOCK_TAG.fullmatch(tag)})


def _tag(end: str, name: str, attributes: dict[str, str], closed: str) -> str:
    written = "".join(f' {key}="{_escaped(value)}"' for key, value in sorted(attributes.items()))
    return f"<{end}{name}{written}{'/' if closed or name in _VOID else ''}>"


def _escaped(value: str) -> str:
    # Wagtail's reader of attributes takes &amp; back; the others stand in attributes as they are.
    return value.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")
