"""A page with both languages side by side."""

import re

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag
from django.test import Client
from django.utils import translation

from pages.bilingual.languages import LANGUAGES, default_language, html_code, other_language
from pages.models import BasePage, HomePage, StandardPage
from pages.parallel.pairs import pairs

pytestmark = pytest.mark.django_db
HOST = "http://localhost:8000"


def soup_at(visitor: Client, address: str) -> BeautifulSoup:
    response = visitor.get(address)
    assert response.status_code == 200, address
    return BeautifulSoup(response.content, "lxml")


def cells(pair: Tag) -> list[Tag]:
    return list(pair.find_all("div", recursive=False))


@pytest.mark.long
@pytest.mark.parametrize("code", LANGUAGES)
def test_every_page_can_be_read_in_both_languages(visitor: Client, code: str) -> None:
    with translation.override(code):
        addresses = [page.get_url() for page in BasePage.objects.live().filter(depth__gt=1)]
    for address in addresses:
        page = soup_at(visitor, address)
        way = page.find("a", href=address.replace(f"/{code}/", f"/{code}/parallel/", 1))
        assert way, address
        parallel = soup_at(visitor, way["href"])
        found = parallel.select(".pair")
        assert found, address
        for pair in found:
            assert [cell["lang"] for cell in cells(pair)] == [html_code(code), html_code(other_language(code))]
        assert parallel.select_one("link[rel=canonical]")["href"] == HOST + address
        assert not parallel.select("link[hreflang]")
        assert len(parallel.find_all("h1")) == 1


def test_paragraph_stands_beside_its_paragraph(visitor: Client) -> None:
    found = soup_at(visitor, "/zh-hans/parallel/about/overview/").select(".pair")
    texts = [[cell.get_text(" ", strip=True) for cell in cells(pair)] for pair in found]
    assert ["科博会", "The expo"] in texts
    beside = next(pair for pair in texts if "李克强" in pair[0])
    assert "Li Keqiang" in beside[1]
    assert any("科学技术部" in chinese and "Ministry of Science" in english for chinese, english in texts)


def test_session_is_read_side_by_side_with_its_facts_and_letters(visitor: Client) -> None:
    text = soup_at(visitor, "/en/parallel/sessions/5/").select_one(".parallel").get_text(" ", strip=True)
    for part in ("7–9 September 2017", "2017年9月7日至9日", "Israel", "以色列", "Benjamin Netanyahu", "内塔尼亚胡"):
        assert part in text


def test_language_switch_keeps_the_parallel_text(visitor: Client) -> None:
    switch = soup_at(visitor, "/en/parallel/about/overview/").select_one("[data-language-switch]")
    assert switch["href"].endswith("next=%2Fzh-hans%2Fparallel%2Fabout%2Foverview%2F")


def test_paragraphs_that_differ_in_number_are_not_paired_wrongly(site_content: None) -> None:
    with default_language():
        page = StandardPage(title="Two", title_zh_hans="二", slug="two")
        HomePage.objects.get().add_child(instance=page)
        block = "3f0e7c1e-3c7d-4d0b-8b0e-0c5a86b4b001"
        page.body_en = f'[{{"type": "text", "id": "{block}", "value": "<p>One.</p><p>Two.</p>"}}]'
        page.body_zh_hans = f'[{{"type": "text", "id": "{block}", "value": "<p>一和二。</p>"}}]'
        page.save()
    (pair,) = pairs(StandardPage.objects.get(slug="two"), ["en", "zh-hans"])
    assert [re.sub(r"<[^>]+>", "", cell.html) for cell in pair.cells] == ["One.Two.", "一和二。"]


def test_block_that_one_language_lacks_leaves_its_side_empty(site_content: None) -> None:
    with default_language():
        page = StandardPage(title="Two", title_zh_hans="二", slug="two")
        HomePage.objects.get().add_child(instance=page)
        shared, own = "3f0e7c1e-3c7d-4d0b-8b0e-0c5a86b4b001", "3f0e7c1e-3c7d-4d0b-8b0e-0c5a86b4b002"
        page.body_en = f'[{{"type": "text", "id": "{shared}", "value": "<p>One.</p>"}}]'
        page.body_zh_hans = (
            f'[{{"type": "text", "id": "{shared}", "value": "<p>一。</p>"}},'
            f' {{"type": "text", "id": "{own}", "value": "<p>只有中文。</p>"}}]'
        )
        page.save()
    found = pairs(StandardPage.objects.get(slug="two"), ["en", "zh-hans"])
    assert [[re.sub(r"<[^>]+>", "", cell.html) for cell in pair.cells] for pair in found] == [
        ["One.", "一。"],
        ["", "只有中文。"],
    ]


def test_page_in_one_language_alone_has_no_parallel_text(visitor: Client) -> None:
    StandardPage.objects.filter(slug="privacy").update(title_zh_hans="")
    assert visitor.get("/en/parallel/about/privacy/").status_code == 404
    assert "/parallel/" not in visitor.get("/en/about/privacy/").content.decode()


@pytest.mark.parametrize("path", ["nothing/", "news/", "%00/", "a/" * 300, "../admin/"])
def test_parallel_text_of_nothing_is_not_found(visitor: Client, path: str) -> None:
    """Drafts, addresses of nothing, control characters, endless paths, a way out of the tree."""
    assert visitor.get(f"/en/parallel/{path}").status_code == 404
