"""Atom 1.0 (RFC 4287) with each item's whole text, on Django's feed generator, which knows summaries alone."""

import datetime
from typing import Any

from django.utils.feedgenerator import Atom1Feed
from django.utils.xmlutils import SimplerXMLGenerator


class FullTextFeed(Atom1Feed):
    """Items take ``content`` (HTML) and ``base`` (the item's address, for what it links to); the feed takes ``updated``."""

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
