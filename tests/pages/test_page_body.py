"""Bodies: how headings make sections, and which anchors are refused."""

import re
from pathlib import Path

import pytest
from wagtail.blocks import StreamBlockValidationError

from pages.blocks.page_body import FRAME_ANCHORS, PageBodyBlock, sections

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


def body(*headings: tuple[str, str, str]):
    """A stream of headings: (text, kind, anchor) each."""
    block = PageBodyBlock()
    values = [
        {"type": "heading", "value": {"text": text, "kind": kind, "anchor": anchor}} for text, kind, anchor in headings
    ]
    return block, block.to_python(values)


def test_a_part_before_any_section_becomes_one() -> None:
    _block, value = body(("First", "part", ""), ("Second", "part", ""), ("Third", "section", ""))
    assert [(s.heading.value["text"], len(s.blocks)) for s in sections(value)] == [("First", 1), ("Third", 0)]


@pytest.mark.parametrize("anchor", ["figures", "main"])
def test_an_anchor_of_the_frame_is_refused(anchor: str) -> None:
    block, value = body(("Heading", "section", anchor))
    with pytest.raises(StreamBlockValidationError) as caught:
        block.clean(value)
    assert anchor in str(caught.value.block_errors[0].block_errors["anchor"])


def test_two_headings_may_not_share_an_anchor() -> None:
    block, value = body(("One", "section", "venue"), ("Two", "section", "venue"))
    with pytest.raises(StreamBlockValidationError) as caught:
        block.clean(value)
    assert list(caught.value.block_errors) == [1]


def test_different_anchors_and_none_are_fine() -> None:
    block, value = body(("One", "section", "venue"), ("Two", "section", ""), ("Three", "part", ""))
    assert len(block.clean(value)) == 3


def test_every_id_of_a_public_template_is_known() -> None:
    """An id added to a template must be kept free of editors' anchors."""
    folders = [TEMPLATES / name for name in ("layout", "components", "pages", "sessions_archive")]
    files = [TEMPLATES / "base.html", *[path for folder in folders for path in folder.rglob("*.html")]]
    found = {name for path in files for name in re.findall(r'\sid="([a-z][a-z-]*)"', path.read_text())}
    assert found <= set(FRAME_ANCHORS), found - set(FRAME_ANCHORS)
