"""How addresses find pages, and what they cost."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from pages.models import BasePage

pytestmark = pytest.mark.django_db


def test_finding_a_page_takes_one_query_for_it_and_all_above_it(visitor: Client) -> None:
    visitor.get("/en/about/overview/")
    with CaptureQueriesContext(connection) as queries:
        visitor.get("/en/about/overview/")
    tree = [query["sql"] for query in queries if 'FROM "pages_basepage"' in query["sql"] and "url_path" in query["sql"]]
    assert len([sql for sql in tree if '"url_path" IN' in sql]) == 1


@pytest.mark.parametrize(
    "path",
    [
        "/en/nothing/",
        "/en/about/nothing/",
        "/en/about/overview/nothing/",
        "/fr/about/",
        "/en/%00/",  # PostgreSQL refuses NUL in a text
        "/en/" + "a/" * 400,  # deeper than any tree
        "/en/" + "长" * 300 + "/",
        "/en/about/../../etc/passwd",
        "/en/about//overview//x",
        "/zh-hans/%FF%FE/",  # not UTF-8
        "/en/about/overview/'--/",
    ],
)
def test_what_is_not_there_is_not_found_in_words(visitor: Client, path: str) -> None:
    response = visitor.get(path, follow=True)
    assert response.status_code == 404
    assert "<h1" in response.content.decode()


def test_a_missing_chinese_page_is_explained_in_chinese(visitor: Client) -> None:
    html = visitor.get("/zh-hans/nothing/").content.decode()
    assert '<html lang="zh-Hans"' in html


def test_a_draft_is_not_found(visitor: Client) -> None:
    BasePage.objects.get(slug="overview").specific.unpublish()
    assert visitor.get("/en/about/overview/").status_code == 404


def test_a_restricted_page_asks_for_its_password_below_it_too(visitor: Client) -> None:
    about = BasePage.objects.get(slug="about")
    PageViewRestriction.objects.create(page=about, restriction_type="password", password="secret words")
    response = visitor.get("/en/about/overview/")
    assert "takes place in the city" not in response.content.decode()
    assert 'type="password"' in response.content.decode()
    assert visitor.get("/en/features/innovation/").status_code == 200


def test_an_address_without_language_finds_the_visitors(visitor: Client) -> None:
    response = visitor.get("/about/overview/", headers={"accept-language": "zh-CN"}, follow=True)
    assert response.redirect_chain[-1][0].startswith("/zh-hans/about/overview/")
