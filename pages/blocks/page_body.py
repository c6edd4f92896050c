"""Which blocks a page's body may hold, and how they fall into sections."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from pages.blocks.documents import DocumentListBlock
from pages.blocks.figures import FactListBlock, FigureStripBlock, TableBlock
from pages.blocks.gallery import GalleryBlock
from pages.blocks.links import LinkCardsBlock
from pages.blocks.picture import PictureBlock
from pages.blocks.text import CallOutBlock, HeadingBlock, QuotationBlock, TextBlock
from pages.blocks.video import VideoBlock

FRAME_ANCHORS = (
    "about-item",
    "addresses",
    "at-a-glance",
    "charts",
    "choose",
    "cite",
    "comfort",
    "comfort-label",
    "comparison",
    "corrections",
    "data",
    "difference",
    "editions",
    "features",
    "figures",
    "genuine",
    "guests-of-honor",
    "hatch",
    "hosts",
    "in-figures",
    "items",
    "letters",
    "main",
    "menu",
    "parallel",
    "message",
    "news",
    "related",
    "sessions",
    "share-label",
    "similar-names",
    "sources",
    "timeline",
    "totals",
    "wechat",
    "wechat-label",
)
"""Ids that templates give to parts of a page themselves."""


class PageBodyBlock(blocks.StreamBlock):
    """The one set of blocks of every page."""

    heading = HeadingBlock(group=_("Text"))
    text = TextBlock(group=_("Text"))
    quotation = QuotationBlock(group=_("Text"))
    call_out = CallOutBlock(group=_("Text"))
    figure_strip = FigureStripBlock(group=_("Figures and facts"))
    fact_list = FactListBlock(group=_("Figures and facts"))
    table = TableBlock(group=_("Figures and facts"))
    picture = PictureBlock(group=_("Pictures and documents"))
    gallery = GalleryBlock(group=_("Pictures and documents"))
    video = VideoBlock(group=_("Pictures and documents"))
    document_list = DocumentListBlock(group=_("Pictures and documents"))
    link_cards = LinkCardsBlock(group=_("Links"))

    def clean(self, value: Any, **kwargs: Any) -> Any:
        """Refuses an anchor that another heading of the page, or the page's own frame, already has."""
        cleaned = super().clean(value, **kwargs)
        taken = set(FRAME_ANCHORS)
        problems: dict[int, Exception] = {}
        for position, block in enumerate(cleaned):
            anchor = block.value["anchor"] if block.block_type == "heading" else ""
            if anchor and anchor in taken:
                message = _("“%(anchor)s” is taken: choose another anchor.")
                error = ValidationError(message, params={"anchor": anchor})
                problems[position] = blocks.StructBlockValidationError({"anchor": error})
            taken.add(anchor)
        if problems:
            raise blocks.StreamBlockValidationError(block_errors=problems)
        return cleaned


@dataclass
class Section:
    """A heading and what follows it up to the next; ``heading`` is None for what stands before the first."""

    heading: Any = None
    blocks: list[Any] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        return (self.heading.value["anchor"] or f"s-{self.heading.id[:8]}") if self.heading and self.heading.id else ""


def sections(body: Any) -> list[Section]:
    """A body cut at its section headings. A part's heading before any section's starts a section, so no level is skipped."""
    result: list[Section] = []
    for block in body or []:
        starts = block.block_type == "heading" and (
            block.value["kind"] == "section" or not any(s.heading for s in result)
        )
        if starts:
            result.append(Section(heading=block))
        else:
            if not result:
                result.append(Section())
            result[-1].blocks.append(block)
    return result
