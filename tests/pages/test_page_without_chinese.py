"""A page whose Chinese is not there: English under the Chinese address, and it says so."""

import re

import pytest
from django.test import Client

from pages.models import BasePage, StandardPage

pytestmark = pytest.mark.django_db
CHINESE = "/zh-hans/about/overview/"
ENGLISH = "/en/about/overview/"


@pytest.fixture
def overview(site_content: None) -> BasePage:
    return BasePage.objects.get(slug="overview").specific


def empty(page: BasePage, field: str) -> None:
    setattr(page, f"{field}_zh_hans", [] if field == "body" else "")
    page.save_revision().publish()


@pytest.mark.parametrize("field", ["title", "body"])
def test_visitor_gets_english_with_a_notice(visitor: Client, overview: BasePage, field: str) -> None:
    empty(overview, field)
    html = visitor.get(CHINESE).content.decode()
    assert '<html lang="zh-Hans"' in html
    assert re.search(r'class="notice"\s+role="status"', html)
    assert '<main id="main" tabindex="-1" lang="en">' in html
    assert "takes place in the city of Mianyang" in html
    assert "当前位置" in html  # the frame stays Chinese


@pytest.mark.parametrize("field", ["title", "body"])
def test_search_engines_are_not_told_of_it(visitor: Client, overview: BasePage, field: str) -> None:
    empty(overview, field)
    chinese = visitor.get(CHINESE).content.decode()
    assert '<meta name="robots" content="noindex">' in chinese
    assert 'rel="canonical"' not in chinese
    assert "hreflang" not in visitor.get(ENGLISH).content.decode().split("</head>")[0]
    assert CHINESE not in visitor.get("/sitemap.xml").content.decode()
    assert ENGLISH in visitor.get("/sitemap.xml").content.decode()


def test_a_single_empty_field_falls_back_alone_and_is_marked(visitor: Client, site_content: None) -> None:
    page = BasePage.objects.get(slug="about").specific
    page.summary_en = "What the expo is, in a sentence."
    empty(page, "summary")
    html = visitor.get("/zh-hans/about/").content.decode()
    assert 'class="notice"' not in html
    assert "noindex" not in html
    assert re.search(r'lang="en"\s*>What the expo is, in a sentence\.', html)


def test_an_emptied_rich_text_counts_as_empty(site_content: None) -> None:
    """Draftail stores an emptied text as a paragraph without words."""
    page = StandardPage.objects.first()
    assert page.is_ready_in("zh-hans")
    page.title_zh_hans = " "
    assert list(page.missing_fields("zh-hans")) == ["title"]


def test_its_links_still_lead_to_chinese_addresses(visitor: Client) -> None:
    """The text is English; whoever reads on stays in Chinese."""
    page = BasePage.objects.get(slug="features").specific
    empty(page, "title")
    main = visitor.get("/zh-hans/features/").content.decode().split("<main")[1].split("</main>")[0]
    assert "/zh-hans/features/innovation/" in main
    assert "/en/" not in main
