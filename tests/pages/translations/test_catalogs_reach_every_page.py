"""Shown in the language that nobody speaks, no page has English words of its own: each string went through a catalog."""

import pytest
from django.test import Client
from django.utils import translation

from pages.models import BasePage
from pages.translations.pseudo import CLOSING, OPENING
from tests.pages.translations.spoken_by_nobody import chinese_content, own_words, pseudo_language

__all__ = ["pseudo_language"]

pytestmark = [pytest.mark.django_db, pytest.mark.long]


def test_visitor_meets_no_string_that_a_translator_could_not_reach(visitor: Client, pseudo_language: None) -> None:
    with translation.override("zh-hans"):
        pages = {page.get_url(): page for page in BasePage.objects.live().filter(depth__gt=1).specific()}
    assert pages
    untranslated = {}
    for address, page in pages.items():
        html = visitor.get(address).content.decode()
        assert OPENING in html, address
        assert CLOSING in html, address
        if words := own_words(html, chinese_content(page)):
            untranslated[address] = words
    assert untranslated == {}


def test_nor_where_there_is_no_page(visitor: Client, pseudo_language: None) -> None:
    assert own_words(visitor.get("/zh-hans/nothing-here/").content.decode()) == set()
