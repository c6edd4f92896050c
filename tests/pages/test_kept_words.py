"""Headings break between words, in the way of each language."""

import pytest
from django.utils import translation

from pages.kept_words import kept_words

EXPO = "中国（绵阳）科技城国际科技博览会"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (EXPO, "中国（绵阳）<wbr>科技城<wbr>国际<wbr>科技博览会"),
        ("第十三届科博会", "第十三届<wbr>科博会"),
        ("军民融合·科技创新", "军民融合·<wbr>科技<wbr>创新"),
        ("“科技创新”", "“科技<wbr>创新”"),
        ("概况", "概况"),
        ("", ""),
    ],
)
def test_chinese_headings_may_break_between_words_alone(text: str, html: str) -> None:
    with translation.override("zh-hans"):
        assert kept_words(text) == html


def test_english_names_are_kept_on_one_line() -> None:
    with translation.override("en"):
        assert kept_words("The 5th High-Tech Expo") == 'The 5th <span class="whole">High-Tech Expo</span>'


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_text_is_escaped_once(language: str) -> None:
    with translation.override(language):
        assert kept_words("A & B <script>") == "A &amp; B &lt;script&gt;"
        assert kept_words(kept_words("A & B")) == "A &amp; B"
