"""The search page as visitors get it, and what odd input does to it."""

import json
import re
import time
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from pages import read_once
from pages.announcements import listener
from pages.models import BasePage
from pages.search import ranking
from pages.search.models import SearchWithoutResult
from pages.search.query import search

pytestmark = pytest.mark.django_db
MOST_QUERIES = 16


def read(visitor: Client, address: str) -> str:
    response = visitor.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_visitor_reads_results_with_place_and_marks(visitor: Client) -> None:
    html = read(visitor, "/en/search/?q=Isreal")
    assert "Showing results for <strong>Israel</strong>. Nothing was found for “Isreal”." in html
    assert '<a href="/en/about/overview/">Overview</a>' in html
    assert "<mark>Israel</mark>" in html
    assert re.search(r'<p class="note">\s*Session archive\s*</p>', html)
    assert html.count("<h1") == 1
    assert 'name="robots" content="noindex"' in html


def test_visitor_reads_results_in_chinese(visitor: Client) -> None:
    html = read(visitor, "/zh-hans/search/?q=" + quote("主賓國"))
    assert '<html lang="zh-Hans"' in html
    assert "<mark>主宾国</mark>" in html
    assert 'href="/zh-hans/sessions/5/"' in html


def test_results_in_the_other_language_are_marked_as_such(visitor: Client) -> None:
    html = read(visitor, "/zh-hans/search/?q=keyboard")
    assert '<li lang="en">' in html
    assert 'href="/en/about/accessibility/"' in html


def test_facets_narrow_and_can_be_taken_away(visitor: Client) -> None:
    html = read(visitor, "/en/search/?q=innovation")
    assert "/en/search/?q=innovation&amp;kind=sessionpage" in html
    narrowed = read(visitor, "/en/search/?q=innovation&kind=sessionpage&year=2017")
    assert 'href="/en/sessions/5/"' in narrowed
    assert 'href="/en/features/innovation/">' not in narrowed.split('<ol class="results"')[1].split("</ol>")[0]
    assert "/en/search/?q=innovation&amp;year=2017" in narrowed


def test_results_can_be_ordered_by_date(visitor: Client) -> None:
    html = read(visitor, "/en/search/?q=theme&kind=sessionpage&sort=date")
    assert html.index("/en/sessions/13/") < html.index("/en/sessions/12/") < html.index("/en/sessions/5/")


def test_nothing_found_leads_on(visitor: Client) -> None:
    html = read(visitor, "/en/search/?q=zzzzqq+exhibition+platypus")
    assert "/en/search/?q=" in html
    nothing = read(visitor, "/en/search/?q=qwrtpsdf")
    assert "No results" in nothing
    assert "/en/sessions/" in nothing


def test_the_empty_page_asks_nothing_of_the_index(visitor: Client) -> None:
    read(visitor, "/en/search/")
    with CaptureQueriesContext(connection) as queries:
        read(visitor, "/en/search/")
    assert not [query for query in queries if "searchdocument" in query["sql"]]


def test_a_search_takes_few_queries(visitor: Client) -> None:
    read(visitor, "/en/search/?q=innovation")
    with CaptureQueriesContext(connection) as queries:
        read(visitor, "/en/search/?q=innovation")
    assert len(queries) <= MOST_QUERIES


def test_a_process_that_hears_of_changes_reads_the_frame_once(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_once, "_kept", {})
    monkeypatch.setattr(listener, "number", lambda _topic: 7)
    read(visitor, "/en/search/?q=innovation")
    with CaptureQueriesContext(connection) as queries:
        read(visitor, "/en/search/?q=innovation")
    tables = ("wagtailcore_site", "pages_sitesettings", "pages_menuentry", "pages_socialaccount", "searchpromotion")
    assert [query["sql"] for query in queries if any(table in query["sql"] for table in tables)] == []
    monkeypatch.setattr(listener, "number", lambda _topic: 8)
    SearchPromotion.objects.create(
        query=Query.get("innovation"), page=BasePage.objects.get(slug="accessibility"), description=""
    )
    assert "/en/about/accessibility/" in read(visitor, "/en/search/?q=innovation"), "a change is taken up"


def test_a_frequent_word_gives_the_same_pages_however_they_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranking, "MOST_RANKED", 15)  # a word in some titles, and one in none
    for word in ("科博会", "绵阳"):
        usual = search(word, "zh-hans", per_page=50)
        assert usual.counts.total > len(usual.page_ids) == 15
        with monkeypatch.context() as patch:
            patch.setattr(ranking, "FREQUENT", 5)
            assert search(word, "zh-hans", per_page=50).page_ids == usual.page_ids, word


ODD = [
    "'", '"', "\\", "&|!:*()", "a & b | !c:*", "<->", "'; DROP TABLE pages_basepage; --", "\x00", "a\x00b", "中\x00国",
    "x" * 10_000, "绵阳" * 5_000, "😀😀😀", "👩‍🔬 expo", "\u202eoverview", "。，、；：", "........", "the of and", "的",
    "ＨＩＧＨ－ＴＥＣＨ", "%", "_", "{{ 7*7 }}", "<script>alert(1)</script>", "''''''", "\\'", "a" * 60 + "'", "\ud800",
    "1" * 500, "9" * 40 + " billion", "99999-99-99", "31 February 2017", "第〇届", "第零届", "0th", "“”", '"a', "-", "#@%~=!",
    "é" * 200, "\u0301" * 50, "a\u0301\u0302" * 30, "\r\n\t", "١٢٣", "𠀀𠀁", "﷽", "Ⅷ", "½", "²",
]  # fmt: skip


@pytest.mark.parametrize("code", ["en", "zh-hans"])
@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_input_gives_a_clear_page(visitor: Client, code: str, text: str) -> None:
    address = f"/{code}/search/?q=" + quote(text.encode("utf-8", "surrogatepass"))
    started = time.process_time()
    for path in (address, address.replace("/search/", "/search/suggest/")):
        assert visitor.get(path).status_code in {200, 400}
    assert time.process_time() - started < 2  # the first search loads dictionaries


@pytest.mark.parametrize(
    "rest",
    ["page=0", "page=-1", "page=1000000000", "page=x", "page=", "kind=nothing", "kind='", "session=-5", "session=x",
     "year=20177777777777",     "year=²", "sort=worst", "kind=%00", "page=1%00", "unknown=1", "q=expo", "page=٣"],
)  # fmt: skip
def test_odd_addresses_give_a_clear_page(visitor: Client, rest: str) -> None:
    assert visitor.get(f"/en/search/?q=innovation&{rest}").status_code == 200


def test_what_is_typed_is_escaped(visitor: Client) -> None:
    html = read(visitor, "/en/search/?q=" + quote('"><script>alert(1)</script>'))
    assert "<script>alert" not in html


def test_suggestions_are_pages_and_terms_under_two_kilobytes(visitor: Client) -> None:
    response = visitor.get("/en/search/suggest/?q=mil")
    items = json.loads(response.content)["items"]
    assert {"text": "Military-civilian integration", "address": "/en/features/military-civilian-integration/"} in items
    assert len(response.content) < 2048


@pytest.mark.parametrize("typed", ["军民", "junmin", "軍民", "民融"])
def test_chinese_suggestions_know_pinyin_and_traditional_characters(visitor: Client, typed: str) -> None:
    response = visitor.get("/zh-hans/search/suggest/?q=" + quote(typed))
    assert "军民融合" in response.content.decode()


def test_too_many_searches_are_declined_politely(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.search.rate_limit.PER_MINUTE", 2)
    assert [visitor.get("/zh-hans/search/?q=x").status_code for _turn in range(3)] == [200, 200, 429]
    response = visitor.get("/zh-hans/search/?q=x")
    assert response.headers["Retry-After"] == "60"
    assert '<html lang="zh-Hans"' in response.content.decode()
    other = visitor.get("/en/search/?q=x", REMOTE_ADDR="192.0.2.7")
    assert other.status_code == 200


def test_only_what_is_missed_twice_is_kept_and_nothing_personal(visitor: Client) -> None:
    cache.clear()
    for text in ["platypus", "someone@example.org", "someone@example.org", "13800138000", "13800138000"]:
        visitor.get("/en/search/?q=" + quote(text))
    assert not SearchWithoutResult.objects.exists()
    for _turn in range(2):
        visitor.get("/en/search/?q=Platypus")
    row = SearchWithoutResult.objects.get()
    assert (row.text, row.times) == ("platypus", 3)


def test_editors_can_promote_a_page(visitor: Client) -> None:
    page = BasePage.objects.get(slug="cooperation")
    SearchPromotion.objects.create(query=Query.get("innovation"), page=page, sort_order=0)
    html = read(visitor, "/en/search/?q=Innovation")
    results = html.split('<ol class="results"')[1]
    assert results.index("/en/features/cooperation/") < results.index("/en/features/innovation/")
    assert results.split("</ol>")[0].count("/en/features/cooperation/") == 1


def test_browsers_learn_of_the_search(visitor: Client) -> None:
    response = visitor.get("/zh-hans/search/opensearch.xml")
    root = ElementTree.fromstring(response.content)
    urls = [each.get("template") for each in root if each.tag.endswith("Url")]
    assert "http://localhost:8000/zh-hans/search/?q={searchTerms}" in urls
    assert "/zh-hans/search/opensearch.xml" in read(visitor, "/zh-hans/")
