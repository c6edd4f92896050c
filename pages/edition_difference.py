"""What changed from one text to the next, paragraph by paragraph."""

import html
import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from pages.models.body import BodyMixin

_ENDS = re.compile(r"</(?:p|li|h[1-6]|td|th|dt|dd|figcaption|blockquote)>|<br\s*/?>")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that only one of the two texts has."""

    text: str
    is_new: bool


def difference(old: BodyMixin, new: BodyMixin) -> list[Paragraph]:
    """Paragraphs that are gone and that are new, in the order of the texts."""
    before, after = paragraphs(old), paragraphs(new)
    found: list[Paragraph] = []
    for kind, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            found += [Paragraph(text, is_new=False) for text in before[start:end]]
            found += [Paragraph(text, is_new=True) for text in after[new_start:new_end]]
    return found


def paragraphs(page: BodyMixin) -> list[str]:
    """The text of a page's body in the active language, as visitors read it, without markup."""
    rendered = "\n".join(str(block.render()) for block in page.body or [])
    pieces = (re.sub(r"<[^>]+>", "", piece) for piece in _ENDS.split(rendered))
    texts = (re.sub(r"\s+", " ", html.unescape(piece)).strip() for piece in pieces)
    return [text for text in texts if text]
