"""Rich text as translators get it, and as it is stored again."""

import pytest

from pages.translations.exchange.markup import BrokenMarkup, cut, placeholders, shown, stored, tags

FIGURE = '<embed embedtype="figure" measure="signed_amount_cny" through="5"/>'


@pytest.mark.parametrize(
    ("html", "written"),
    [
        ("Worth <b>it</b>", "Worth <b>it</b>"),
        (f"Worth <b>{FIGURE}</b>.", "Worth <b>{signed_amount_cny_through_5}</b>."),
        ("R&amp;D &lt;x&gt; &amp;lt;", "R&D &lt;x&gt; &amp;lt;"),
        ('<a id="3" linktype="page">x</a>', '<a id="3" linktype="page">x</a>'),
        ('<a href="/?a=1&amp;b=2">x</a>', '<a href="/?a=1&amp;b=2">x</a>'),
        ("One<br/>two {not a figure}", "One<br/>two {not a figure}"),
    ],
)
def test_out_and_back(html: str, written: str) -> None:
    assert shown(html) == written
    assert stored(written) == html


def test_paragraphs_and_items_are_pieces() -> None:
    text = cut('<p data-block-key="a">One</p><ul><li data-block-key="b">Two</li><li>Three</li></ul>')
    assert text.pieces == ("One", "Two", "Three")
    assert text.filled(["一", "二", "三"]) == "<p>一</p><ul><li>二</li><li>三</li></ul>"


@pytest.mark.parametrize("text", ["<b>x", "x</b>", "<b><i>x</b></i>", "a < b", "<b x", "<a href=x>y</a>"])
def test_what_does_not_fit_together_is_broken(text: str) -> None:
    with pytest.raises(BrokenMarkup):
        tags(text)


def test_the_order_of_attributes_makes_no_difference() -> None:
    assert tags('<a id="3" linktype="page">x</a>') == tags('<a linktype="page" id="3">y</a>')
    assert tags('<a id="3" linktype="page">x</a>') != tags('<a linktype="page" id="4">x</a>')


def test_only_known_measures_are_figures() -> None:
    assert not placeholders("{nothing_known_through_5} {signed_amount_cny_through_0}")
    assert placeholders("{signed_amount_cny_session_5}").total() == 1
