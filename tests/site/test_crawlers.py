"""What search engines are told."""

from xml.etree import ElementTree

import pytest
from django.test import Client

from pages.models import BasePage

pytestmark = pytest.mark.django_db
NAMESPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def entries(visitor: Client) -> dict[str, dict[str, str]]:
    """Address → {hreflang: address} of each entry of the sitemap."""
    tree = ElementTree.fromstring(visitor.get("/sitemap.xml").content)
    return {
        url.findtext("s:loc", namespaces=NAMESPACES): {
            link.get("hreflang"): link.get("href") for link in url.findall("x:link", NAMESPACES)
        }
        for url in tree.findall("s:url", NAMESPACES)
    }


def test_the_sitemap_names_every_live_page_in_both_languages(visitor: Client) -> None:
    found = entries(visitor)
    live = BasePage.objects.live().filter(depth__gt=1).count()
    assert len(found) == 2 * live
    assert found["http://localhost:8000/en/sessions/5/"] == {
        "en": "http://localhost:8000/en/sessions/5/",
        "zh-Hans": "http://localhost:8000/zh-hans/sessions/5/",
        "x-default": "http://localhost:8000/en/sessions/5/",
    }


def test_a_draft_is_in_no_sitemap(visitor: Client) -> None:
    BasePage.objects.get(slug="overview").specific.unpublish()
    assert not any("/overview/" in address for address in entries(visitor))


def test_robots_are_led_to_the_sitemap_and_past_the_admin(visitor: Client) -> None:
    text = visitor.get("/robots.txt").content.decode()
    assert "Sitemap: http://localhost:8000/sitemap.xml" in text
    assert "Disallow: /admin/" in text


def test_there_is_no_security_contact_until_one_is_set(visitor: Client) -> None:
    assert visitor.get("/.well-known/security.txt").status_code == 404
