"""Every page of the shipped content, walked once in each language."""

import re
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from pytest_django import DjangoDbBlocker

from pages.bilingual.languages import LANGUAGES, html_code, other_language
from pages.models import BasePage

CHINESE = re.compile(r"[\u4e00-\u9fff]")
MOST_QUERIES = 12
ORIGIN = "http://localhost:8000"
pytestmark = pytest.mark.django_db

type Walk = dict[str, dict[str, HttpResponse]]


@pytest.fixture(scope="module")
def walk(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Walk:
    """The answer of every page's address, by language. Nothing is written, so no transaction is needed."""
    answers: Walk = {}
    visitor = Client()
    with django_db_blocker.unblock():
        for code in LANGUAGES:
            with translation.override(code):
                found = [page.get_url() for page in BasePage.objects.live().filter(depth__gt=1)]
            assert len(found) >= 21  # home, two sections, overview, three features, archive, 13 sessions, plain pages
            answers[code] = {address: visitor.get(address) for address in found}
    return answers


@pytest.fixture
def pages(walk: Walk, code: str) -> dict[str, str]:
    """Address → HTML in one language."""
    return {address: response.content.decode() for address, response in walk[code].items()}


def own_text(html: str) -> str:
    """What is read in the page's language: without scripts, passages marked as the other language's, and markup."""
    body = html[html.index("<body") :]
    for pattern in (r"<script.*?</script>", r'<(\w+)\b[^>]*\slang="[^"]*"[^>]*>.*?</\1>', r"<[^>]+>"):
        body = re.sub(pattern, "", body, flags=re.DOTALL)
    return body


@pytest.mark.parametrize("code", LANGUAGES)
def test_visitor_reads_every_page(walk: Walk, pages: dict[str, str], code: str) -> None:
    for address, html in pages.items():
        response = walk[code][address]
        assert response.status_code == 200, address
        assert f'<html lang="{html_code(code)}"' in html, address
        assert len(re.findall(r"<h1[\s>]", html)) == 1, address
        levels = [int(level) for level in re.findall(r"<h([1-6])[\s>]", html)]
        assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False)), (address, levels)
        assert not response.cookies, address
        assert "Cookie" not in response.get("Vary", ""), address


@pytest.mark.parametrize("code", ["en"])
def test_english_pages_hold_no_chinese_but_what_is_marked(pages: dict[str, str]) -> None:
    for address, html in pages.items():
        text = own_text(html)
        assert not CHINESE.search(text), (address, CHINESE.search(text))


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_page_names_itself_and_its_other_language(pages: dict[str, str], code: str) -> None:
    other = other_language(code)
    for address, html in pages.items():
        counterpart = address.replace(f"/{code}/", f"/{other}/", 1)
        assert f'<link rel="canonical" href="{ORIGIN}{address}">' in html
        assert f'hreflang="{html_code(other)}" href="{ORIGIN}{counterpart}"' in html
        english = address.replace(f"/{code}/", "/en/", 1)
        assert f'hreflang="x-default" href="{ORIGIN}{english}"' in html
        assert f"/language/{other}/?next=" in html
        assert "noindex" not in html


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_page_fetches_from_another_host_or_carries_inline_code(pages: dict[str, str]) -> None:
    fetched = re.compile(
        r'<(?:script|img|source|iframe|video|audio|use|link rel="(?:stylesheet|icon|preload)")[^>]+(?:src|srcset|href)="([^"]+)"'
    )
    for address, html in pages.items():
        resources = fetched.findall(html)
        assert resources
        assert all(resource.startswith(("/static/", "/media/", "/share/", "#")) for resource in resources), (
            address,
            resources,
        )
        assert not re.search(r'\sstyle="|<style|\son\w+="', html), address
        assert not re.search(r'<script(?![^>]+(?:src=|type="application/ld\+json"))', html), address


def test_the_sitemap_leads_to_them_and_nowhere_else(walk: Walk, visitor: Client) -> None:
    tree = ElementTree.fromstring(visitor.get("/sitemap.xml").content)
    named = [entry.text for entry in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert sorted(named) == sorted(ORIGIN + address for answers in walk.values() for address in answers)


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_page_costs_more_than_twelve_queries(walk: Walk, visitor: Client, code: str) -> None:
    """In a process that is warm from the walk, with nothing kept of the pages."""
    costs = {}
    for address in walk[code]:
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            assert visitor.get(address).status_code == 200
        costs[address] = len(queries)
    assert {address: cost for address, cost in costs.items() if cost > MOST_QUERIES} == {}
