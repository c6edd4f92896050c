"""Headings, running text, quotations and call-outs."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import RichText

from pages.rich_text.on_page import text_for_search

RICH_TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link", "figure"]
"""No headings: they are blocks of their own, so that no level can be skipped."""


class HeadingBlock(blocks.StructBlock):
    """Starts a section, or a part of one. The level is never chosen by number."""

    text = blocks.CharBlock(label=_("Text"), max_length=120)
    kind = blocks.ChoiceBlock(
        label=_("Starts"),
        choices=[("section", _("a section")), ("part", _("a part of the section"))],
        default="section",
    )
    anchor = blocks.RegexBlock(
        label=_("Anchor"),
        regex=r"^[a-z][a-z0-9-]*$",
        required=False,
        max_length=60,
        help_text=_(
            "Lets others link to this section: small Latin letters, digits and hyphens. The same in both languages."
        ),
        error_messages={"invalid": _("Use small Latin letters, digits and hyphens, starting with a letter.")},
    )

    def get_searchable_content(self, value: Any) -> list[str]:
        return [value["text"]] if value.get("text") else []

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("Starts a section of the page or a part of one; the level follows by itself.")
        template = "blocks/heading.html"
        preview_template = "blocks/preview/heading.html"
        preview_value = {"text": _("The expo"), "kind": "section", "anchor": ""}


class TextBlock(blocks.RichTextBlock):
    """Running text with lists and links; numbers in it can be references to figures."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": RICH_TEXT_FEATURES, **kwargs})

    def get_searchable_content(self, value: RichText) -> list[str]:
        """What is read, so the words that figures are said with are found too."""
        return [text_for_search(value.source)] if value else []

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, lists and links. Insert a figure with its button instead of typing the number.")
        template = "blocks/text.html"
        preview_value = _("<p>The High-Tech Expo takes place in the city of Mianyang, in Sichuan Province.</p>")


class QuotationBlock(blocks.StructBlock):
    """Somebody's words, with who said them and where that is recorded."""

    quotation = blocks.TextBlock(label=_("Quotation"), rows=3)
    speaker = blocks.CharBlock(label=_("Who said it"), max_length=200)
    source = blocks.CharBlock(label=_("Source"), max_length=200, help_text=_("Where the words are recorded."))
    source_url = blocks.URLBlock(label=_("Address of the source"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        description = _("Words somebody said or wrote, with the person and the source.")
        template = "blocks/quotation.html"
        preview_value = {
            "quotation": _("The words, exactly as they were said."),
            "speaker": _("Name, office"),
            "source": _("Publisher, date"),
            "source_url": "",
        }


class CallOutBlock(blocks.StructBlock):
    """A short passage that must not be missed."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    text = TextBlock(label=_("Text"), features=["bold", "italic", "link", "document-link", "figure"])

    class Meta:
        icon = "warning"
        label = _("Call-out")
        description = _("A short passage set apart, for what must not be missed.")
        template = "blocks/call_out.html"
        preview_value = {"title": _("Please note"), "text": _("<p>A short passage set apart.</p>")}
