"""What a page's text consists of in one language, each part with a name that both languages share."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import Tag
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from pages.kept_words import kept_words


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, or a passage cut into paragraphs. ``key`` is the block's id, or the field's name."""

    key: str
    paragraphs: tuple[SafeString, ...]
    is_heading: bool = False


def body_parts(body: Any) -> Iterator[Part]:
    """The blocks of a body, as the active language shows them."""
    for block in body or []:
        key = f"b-{block.id}"
        if block.block_type == "heading":
            yield Part(key, (kept_words(block.value["text"]),), is_heading=True)
        else:
            paragraphs = _paragraphs(str(block.render()))
            if paragraphs:
                yield Part(key, paragraphs)


def text_part(key: str, text: str | None) -> Iterator[Part]:
    """Plain text of a field, a paragraph a line; nothing where it is empty."""
    lines = [line.strip() for line in (text or "").splitlines() if line.strip()]
    if lines:
        yield Part(key, tuple(format_html("<p>{}</p>", line) for line in lines))


def labeled_part(key: str, label: str, values: Iterable[str]) -> Iterator[Part]:
    """A label and what stands under it, such as “Hosts” and their names."""
    shown = [value for value in values if value]
    if shown:
        said = format_html_join("", "<p>{}</p>", ((value,) for value in shown))
        yield Part(key, (format_html('<p class="note">{}</p>{}', label, said),))


def _paragraphs(html: str) -> tuple[SafeString, ...]:
    """The paragraphs of running text one by one; any other block whole. Ids would be there twice, so they go."""
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.find_all(id=True):
        del element["id"]
    prose = soup.find(class_="prose", recursive=False)
    elements = [each for each in (prose or soup).children if isinstance(each, Tag)]
    # Written by our own templates and by Wagtail's rich text, which lets nothing else through.
    return tuple(mark_safe(str(each)) for each in elements)  # noqa: S308
