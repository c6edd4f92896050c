"""Ways on to other pages."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class LinkCardValue(blocks.StructValue):
    @property
    def title(self) -> str:
        return self["heading"] or (self["page"].title if self["page"] else self["url"])

    @property
    def text(self) -> str:
        return self["description"] or (self["page"].summary if self["page"] else "")

    @property
    def address(self) -> str:
        return self["page"].url if self["page"] else self["url"]


class LinkCardBlock(blocks.StructBlock):
    """A way to a page of this site or to another address."""

    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = blocks.URLBlock(label=_("Other address"), required=False)
    heading = blocks.CharBlock(
        label=_("Heading"), required=False, max_length=120, help_text=_("Left empty, the page's title is used.")
    )
    description = blocks.TextBlock(
        label=_("Description"), required=False, rows=2, help_text=_("Left empty, the page's summary is used.")
    )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if bool(cleaned["page"]) == bool(cleaned["url"]):
            raise blocks.StructBlockValidationError(
                non_block_errors=[ValidationError(_("Choose a page or enter an address, one of the two."))]
            )
        if cleaned["url"] and not cleaned["heading"]:
            raise blocks.StructBlockValidationError(
                {"heading": ValidationError(_("A link to another site needs a heading."))}
            )
        return cleaned

    class Meta:
        icon = "link"
        label = _("Link card")
        value_class = LinkCardValue


class LinkCardsBlock(blocks.StructBlock):
    """A few ways on."""

    cards = blocks.ListBlock(LinkCardBlock(), label=_("Cards"), min_num=1, max_num=6)

    class Meta:
        icon = "list-ul"
        label = _("Link cards")
        description = _("Up to six ways on to other pages, each with a heading and a sentence.")
        template = "blocks/link_cards.html"
        preview_value = {
            "cards": [
                {
                    "page": None,
                    "url": "https://example.org/",
                    "heading": _("Another page"),
                    "description": _("What is there."),
                }
            ]
        }
