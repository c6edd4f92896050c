"""Figures in prose: stored as references, said in the reader's language, held by the editor as fixed pieces."""

import json
from collections.abc import Iterator

import pytest
from django.utils import translation
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.rich_text import RichText, expand_db_html

from pages.blocks.text import RICH_TEXT_FEATURES, TextBlock
from pages.models import StandardPage
from pages.rich_text.reference import FigureReference, references_in
from pages.rich_text.typed_figures import typed_figures
from tests.pages.known_figures import KnownFigures, known_figures

TOTAL = '<embed embedtype="figure" measure="signed_amount_cny" through="5"/>'
AREA = '<embed embedtype="figure" measure="area_m2" session="1"/>'


@pytest.fixture(autouse=True)
def recorded() -> Iterator[KnownFigures]:
    with known_figures() as source:
        yield source


@pytest.fixture
def converter() -> ContentstateConverter:
    return ContentstateConverter(RICH_TEXT_FEATURES)


def said(html: str, code: str) -> str:
    with translation.override(code):
        return expand_db_html(html)


# --- what visitors read


def test_visitor_reads_a_figure_in_either_language() -> None:
    html = f"<p>Projects worth {TOTAL} were signed.</p>"
    assert said(html, "en") == (
        '<p>Projects worth <data value="456500000000" class="figure">RMB 456.5 billion</data> were signed.</p>'
    )
    assert '<data value="456500000000" class="figure">4565亿元</data>' in said(html, "zh-hans")
    assert '<data value="35000" class="figure">3.5万平方米</data>' in said(AREA, "zh-hans")


def test_a_corrected_figure_changes_in_prose(recorded: KnownFigures) -> None:
    value, quality = recorded.known["area_m2", 1, 0]
    recorded.known["area_m2", 1, 0] = (value + 1_000, quality)
    assert "36,000 square meters" in said(AREA, "en")


@pytest.mark.parametrize(
    "attributes",
    [
        'measure="visitors" session="1"',
        'measure="visitors" through="5"',
        'measure="no_such_measure" session="1"',
        'measure="visitors"',
        'measure="visitors" session="1" through="5"',
        'measure="visitors" session="&lt;b&gt;"',
        'measure="visitors" session="99999999999999999999"',
        "",
    ],
)
def test_what_is_not_recorded_says_so(attributes: str) -> None:
    html = f'<p>a <embed embedtype="figure" {attributes}/> b</p>'
    assert said(html, "en") == '<p>a <span class="figure none">not recorded</span> b</p>'
    assert '<span class="figure none">' in said(html, "zh-hans")


def test_the_references_of_a_text_can_be_listed() -> None:
    found = list(references_in(f'<p>{TOTAL} and {AREA} and <embed embedtype="image" id="1"/></p>'))
    assert found == [FigureReference("signed_amount_cny", through=5), FigureReference("area_m2", session=1)]


# --- what the editor holds


@pytest.mark.parametrize(("code", "text"), [("en", "RMB 456.5 billion"), ("zh-hans", "4565亿元")])
def test_editor_sees_the_figure_as_one_fixed_piece(converter: ContentstateConverter, code: str, text: str) -> None:
    with translation.override(code):
        state = json.loads(converter.from_database_format(f"<p>Worth {TOTAL} in all, {AREA}.</p>"))
    block = state["blocks"][0]
    piece = block["entityRanges"][0]
    assert block["text"][piece["offset"] : piece["offset"] + piece["length"]] == text
    assert block["text"].startswith(f"Worth {text} in all, ")
    entity = state["entityMap"][str(piece["key"])]
    assert (entity["type"], entity["mutability"]) == ("FIGURE", "IMMUTABLE")
    assert entity["data"]["measure"] == "signed_amount_cny"
    assert entity["data"]["description"]


@pytest.mark.parametrize("code", ["en", "zh-hans"])
@pytest.mark.parametrize(
    "html",
    [
        f'<p data-block-key="a">Worth {TOTAL} in all.</p>',
        f'<p data-block-key="a">{TOTAL}</p>',
        f'<p data-block-key="a">总额{TOTAL}，面积{AREA}。</p>',
        f'<p data-block-key="a">Worth <b>{TOTAL}</b> in all, <i>{AREA}</i> {AREA}</p>',
        f'<ul><li data-block-key="a">{AREA}</li></ul>',
        '<p data-block-key="a">x <embed embedtype="figure" measure="gone_measure" session="3"/> y</p>',
    ],
)
def test_opening_and_saving_changes_nothing(converter: ContentstateConverter, html: str, code: str) -> None:
    with translation.override(code):
        assert converter.to_database_format(converter.from_database_format(html)) == html


def test_what_a_browser_made_up_is_not_stored(converter: ContentstateConverter) -> None:
    """An entity that names no figure leaves its words behind; no other attribute gets through."""

    def saved(data: dict[str, str]) -> str:
        block = {
            "key": "a",
            "text": "many",
            "type": "unstyled",
            "depth": 0,
            "inlineStyleRanges": [],
            "entityRanges": [{"key": 0, "offset": 0, "length": 4}],
        }
        entity = {"type": "FIGURE", "mutability": "IMMUTABLE", "data": data}
        return converter.to_database_format(json.dumps({"blocks": [block], "entityMap": {"0": entity}}))

    assert saved({}) == '<p data-block-key="a">many</p>'
    assert saved({"measure": '"><script>'}) == '<p data-block-key="a">many</p>'
    forged = {"measure": "area_m2", "session": "1", "onclick": "alert(1)", "value": "9"}
    assert saved(forged) == f'<p data-block-key="a">{AREA}</p>'


# --- what the search reads


@pytest.mark.parametrize(
    ("code", "text"), [("en", "Worth RMB 456.5 billion in all"), ("zh-hans", "Worth 4565亿元 in all")]
)
def test_search_reads_the_figure_as_written(code: str, text: str) -> None:
    with translation.override(code):
        assert TextBlock().get_searchable_content(RichText(f"<p>Worth {TOTAL} in all</p>")) == [text]


def test_search_reads_nothing_where_nothing_is_recorded() -> None:
    unknown = '<embed embedtype="figure" measure="visitors" session="1"/>'
    assert TextBlock().get_searchable_content(RichText(f"<p>a {unknown}b</p>")) == ["a b"]


# --- typed digits


@pytest.mark.parametrize(
    "text",
    ["456.5 billion", "4565亿", "456,500 million", "35,000", "3.5万", "3700余", "48.65 billion", "486.5亿"],
)
def test_editor_is_told_of_typed_digits_that_repeat_a_figure(text: str) -> None:
    (found,) = typed_figures(f"<p>Some <b>words</b> {text}, more.</p>")
    assert found.text == text
    assert len(found.references) == 1


@pytest.mark.parametrize(
    "html",
    [
        f"<p>Only {TOTAL} itself.</p>",
        "<p>15 countries</p>",  # too small to mean only that
        "<p>In 2017, 12,345 people came.</p>",
        "<p>35,000.5 and 135,000 and 35,0001</p>",
        "<p>No number at all</p>",
    ],
)
def test_editor_is_not_told_of_other_numbers(html: str, recorded: KnownFigures) -> None:
    recorded.known["exhibits", 1, 0] = (2_017, recorded.known["countries", 1, 0][1])
    assert typed_figures(html) == []


@pytest.mark.django_db
@pytest.mark.parametrize("saved_in", ["en", "zh-hans"])
def test_each_languages_body_is_indexed_in_its_own_words(saved_in: str) -> None:
    page = StandardPage(
        body_en=[("text", RichText(f"<p>Worth {TOTAL}</p>"))], body_zh_hans=[("text", RichText(f"<p>总额{TOTAL}</p>"))]
    )
    with translation.override(saved_in):
        indexed = {
            field.field_name: field.get_value(page)
            for field in StandardPage.get_search_fields()
            if field.field_name.startswith("body_")
        }
    assert indexed == {"body_en": ["Worth RMB 456.5 billion"], "body_zh_hans": ["总额4565亿元"]}
