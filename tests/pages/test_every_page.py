"""Every page of the shipped content, walked in both languages."""

import re

import pytest
from django.test import Client
from django.utils import translation

from pages.bilingual.languages import LANGUAGES, html_code, other_language
from pages.models import BasePage

CHINESE = re.compile(r"[\u4e00-\u9fff]")
pytestmark = pytest.mark.django_db


def addresses(code: str) -> list[str]:
    with translation.override(code):
        return [page.get_url() for page in BasePage.objects.live().filter(depth__gt=1)]


def own_text(html: str) -> str:
    """What is read in the page's language: without scripts, passages marked as the other language's, and markup."""
    body = html[html.index("<body") :]
    for pattern in (r"<script.*?</script>", r'<(\w+)\b[^>]*\slang="[^"]*"[^>]*>.*?</\1>', r"<[^>]+>"):
        body = re.sub(pattern, "", body, flags=re.DOTALL)
    return body


@pytest.mark.parametrize("code", LANGUAGES)
def test_visitor_reads_every_page(visitor: Client, code: str) -> None:
    found = addresses(code)
    assert len(found) >= 21  # home, two sections, overview, three features, archive, 13 sessions, plain pages
    for address in found:
        response = visitor.get(address)
        html = response.content.decode()
        assert response.status_code == 200, address
        assert f'<html lang="{html_code(code)}"' in html, address
        assert len(re.findall(r"<h1[\s>]", html)) == 1, address
        levels = [int(level) for level in re.findall(r"<h([1-6])[\s>]", html)]
        assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False)), (address, levels)
        assert not response.cookies, address
        assert "Cookie" not in response.get("Vary", ""), address


def test_english_pages_hold_no_chinese_but_what_is_marked(visitor: Client) -> None:
    for address in addresses("en"):
        text = own_text(visitor.get(address).content.decode())
        assert not CHINESE.search(text), (address, CHINESE.search(text))


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_page_names_itself_and_its_other_language(visitor: Client, code: str) -> None:
    other = other_language(code)
    for address in addresses(code):
        html = visitor.get(address).content.decode()
        counterpart = address.replace(f"/{code}/", f"/{other}/", 1)
        assert f'<link rel="canonical" href="http://localhost:8000{address}">' in html
        assert f'hreflang="{html_code(other)}" href="http://localhost:8000{counterpart}"' in html
        english = address.replace(f"/{code}/", "/en/", 1)
        assert f'hreflang="x-default" href="http://localhost:8000{english}"' in html
        assert f"/language/{other}/?next=" in html
        assert "noindex" not in html


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_page_fetches_from_another_host_or_carries_inline_code(visitor: Client, code: str) -> None:
    fetched = re.compile(
        r'<(?:script|img|source|iframe|video|audio|use|link rel="(?:stylesheet|icon|preload)")[^>]+(?:src|srcset|href)="([^"]+)"'
    )
    for address in addresses(code):
        html = visitor.get(address).content.decode()
        resources = fetched.findall(html)
        assert resources
        assert all(resource.startswith(("/static/", "/media/", "/share/", "#")) for resource in resources), (
            address,
            resources,
        )
        assert not re.search(r'\sstyle="|<style|\son\w+="', html), address
        assert not re.search(r'<script(?![^>]+(?:src=|type="application/ld\+json"))', html), address
