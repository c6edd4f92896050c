"""Atom 1.0 (RFC 4287) with each item's whole text, on Django's feed generator, which knows summaries alone."""

import datetime
from typing import IO, Any
from xml.sax.xmlreader import AttributesImpl

from django.utils.feedgenerator import Atom1Feed
from django.utils.xmlutils import SimplerXMLGenerator

from pages.control_characters import without_control_characters


class PlainXMLGenerator(SimplerXMLGenerator):
    """Leaves out control characters. Django's own fails at one, so that an item would take every feed with it."""

    def characters(self, content: str) -> None:
        super().characters(without_control_characters(content))

    def startElement(self, name: str, attrs: Any) -> None:
        plain = {each: without_control_characters(value) for each, value in attrs.items()}
        super().startElement(name, AttributesImpl(plain))


class FullTextFeed(Atom1Feed):
    """Items take ``content`` (HTML) and ``base`` (the item's address, for what it links to); the feed takes ``updated``."""

    def write(self, outfile: IO[Any], encoding: str) -> None:
        """As Django's, with another generator."""
        handler = PlainXMLGenerator(outfile, encoding, short_empty_elements=True)
        handler.startDocument()
        handler.startElement("feed", self.root_attributes())
        self.add_root_elements(handler)
        self.write_items(handler)
        handler.endElement("feed")

    def latest_post_date(self) -> datetime.datetime:
        """What the caller says: an empty feed has a date too, and one that does not change with each request."""
        updated: datetime.datetime = self.feed["updated"]
        return updated

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("icon", self.feed["icon"])

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for term, label in item["tags"]:
            handler.addQuickElement("category", "", {"term": term, "label": label})
        for address in item["corrects"]:
            handler.addQuickElement("link", "", {"rel": "related", "href": address})
        handler.addQuickElement("content", item["content"], {"type": "html", "xml:base": item["link"]})
