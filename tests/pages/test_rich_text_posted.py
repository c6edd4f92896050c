"""Rich text keeps what its editor offers, whatever is posted or pasted; embeds from other hosts are off."""

import json

import pytest
from django.conf import settings
from wagtail import blocks
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.rich_text import expand_db_html

from pages.blocks.text import RICH_TEXT_FEATURES
from pages.models import StandardPage

NOT_OFFERED = {
    "an embed": ("EMBED", {"url": "https://evil.example/video", "embedtype": "video"}),
    "a picture in the text": ("IMAGE", {"id": 1, "src": "https://evil.example/x.png", "alt": "x", "format": "left"}),
    "a line across": ("HORIZONTAL_RULE", {}),
    "an entity nobody knows": ("SCRIPT", {"src": "https://evil.example/x.js"}),
}
LINKS = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
)
STYLES = ("CODE", "STRIKETHROUGH", "SUPERSCRIPT", "KEYBOARD", "style=position:fixed")
KINDS = ("header-two", "blockquote", "code-block", "header-six", "atomic")


def stored(**changes) -> str:
    """What is kept of a posted content state with one block."""
    block = {"key": "a", "text": "word<script>alert(1)</script>", "type": "unstyled", "depth": 0}
    block |= {"inlineStyleRanges": [], "entityRanges": []} | changes.pop("block", {})
    state = {"blocks": [block], "entityMap": changes.pop("entities", {})}
    return ContentstateConverter(features=RICH_TEXT_FEATURES).to_database_format(json.dumps(state))


def with_entity(kind: str, data: dict) -> str:
    block = {"entityRanges": [{"offset": 0, "length": 4, "key": 0}]}
    return stored(block=block, entities={"0": {"type": kind, "mutability": "MUTABLE", "data": data}})


@pytest.mark.parametrize("what", NOT_OFFERED)
def test_what_the_editor_does_not_offer_is_not_kept(what: str) -> None:
    html = with_entity(*NOT_OFFERED[what])
    assert "evil.example" not in html
    assert not any(f"<{tag}" in html for tag in ("embed", "img", "iframe", "script", "hr"))


@pytest.mark.parametrize("address", LINKS)
def test_a_link_leads_to_an_address_not_into_a_script(address: str) -> None:
    html = with_entity("LINK", {"url": address}) + expand_db_html(with_entity("LINK", {"url": address}))
    assert "script:" not in html.lower().replace("\t", "")
    assert "data:" not in html


@pytest.mark.parametrize("style", STYLES)
def test_styles_that_are_not_offered_are_not_kept(style: str) -> None:
    html = stored(block={"inlineStyleRanges": [{"offset": 0, "length": 4, "style": style}]})
    assert "style" not in html
    assert not any(f"<{tag}" in html for tag in ("code", "s>", "sup", "kbd"))


@pytest.mark.parametrize("kind", KINDS)
def test_kinds_of_paragraph_that_are_not_offered_are_not_kept(kind: str) -> None:
    html = stored(block={"type": kind})
    assert not any(f"<{tag}" in html for tag in ("h1", "h2", "h6", "blockquote", "pre", "figure"))


def test_typed_markup_is_text() -> None:
    assert "<script" not in stored()
    assert "&lt;script&gt;" in stored()


@pytest.mark.django_db
def test_an_embed_that_is_in_the_database_shows_nothing_from_elsewhere() -> None:
    html = expand_db_html('<p>a</p><embed embedtype="media" url="https://www.youtube.com/watch?v=x"/><p>b</p>')
    assert "youtube" not in html
    assert "iframe" not in html


def test_no_finder_asks_another_host() -> None:
    assert settings.WAGTAILEMBEDS_FINDERS == []


def test_nowhere_in_a_page_can_markup_or_an_embed_be_entered() -> None:
    """Every block a body allows, and what is in it; a link card stands for a page of another site."""
    kinds: set[type] = set()

    def walk(block: blocks.Block) -> None:
        kinds.add(type(block))
        for child in getattr(block, "child_blocks", {}).values():
            walk(child)
        if hasattr(block, "child_block"):
            walk(block.child_block)

    walk(StandardPage._meta.get_field("body_en").stream_block)
    names = {kind.__name__ for kind in kinds} | {base.__name__ for kind in kinds for base in kind.__mro__}
    assert not names & {"RawHTMLBlock", "EmbedBlock", "BlockQuoteBlock"} - {"BlockQuoteBlock"}
    assert any("LinkCard" in name for name in names)
