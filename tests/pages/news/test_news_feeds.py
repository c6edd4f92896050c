"""Atom feeds as feed readers take them: announced from the start, valid, with the whole text in their language."""

import re

import feedparser
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pages.models import BasePage
from pages.news.feeds import MOST_ITEMS
from pages.news.models import NewsItemPage, NewsTopic
from tests.pages.news.conftest import MakeItem

pytestmark = pytest.mark.django_db
ADDRESSES = ["feed/", "feed/announcement/", "feed/release/", "feed/correction/", "feed/session/5/"]


def feed_at(visitor: Client, address: str) -> feedparser.FeedParserDict:
    response = visitor.get(address)
    assert response.status_code == 200, address
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    parsed = feedparser.parse(response.content, response_headers={"content-type": response["Content-Type"]})
    assert not parsed.bozo, (address, parsed.get("bozo_exception"))
    assert parsed.version == "atom10"
    return parsed


@pytest.mark.parametrize("code", ["en", "zh-hans"])
def test_feeds_are_announced_and_valid_before_there_is_any_news(visitor: Client, code: str) -> None:
    front = visitor.get(f"/{code}/").content.decode()
    announced = re.findall(
        r'<link\s+rel="alternate"\s+type="application/atom\+xml"\s+title="[^"]+"\s+href="([^"]+)"', front
    )
    assert set(announced) == {f"/{code}/news/{path}" for path in ADDRESSES if "session" not in path}
    session = visitor.get(f"/{code}/sessions/5/").content.decode()
    assert f'href="/{code}/news/feed/session/5/"' in session
    for path in ADDRESSES:
        parsed = feed_at(visitor, f"/{code}/news/{path}")
        assert parsed.entries == []
        assert parsed.feed.title
        assert parsed.feed.updated_parsed
        assert parsed.feed.id.startswith("urn:uuid:")
        assert parsed.feed.language == {"en": "en", "zh-hans": "zh-Hans"}[code]
        [own] = [link.href for link in parsed.feed.links if link.rel == "self"]
        assert own == f"http://localhost:8000/{code}/news/{path}"


def test_each_feed_has_a_title_and_an_identity_of_its_own(visitor: Client) -> None:
    feeds = [feed_at(visitor, f"/{code}/news/{path}").feed for code in ("en", "zh-hans") for path in ADDRESSES]
    assert len({feed.id for feed in feeds}) == len({feed.title for feed in feeds}) == 10


def test_the_feed_carries_the_whole_text_in_its_language(visitor: Client, make_item: MakeItem) -> None:
    overview = BasePage.objects.get(slug="overview")
    english = (
        '<p>It signed <embed embedtype="figure" measure="signed_amount_cny" through="5"/> in all.</p>'
        f'<p><a linktype="page" id="{overview.pk}">Overview</a> &amp; more</p>'
    )
    chinese = '<p>共签约<embed embedtype="figure" measure="signed_amount_cny" through="5"/>。</p>'
    make_item("gates", "Gates open & wide", "开馆<公告>", day=3, text=(english, chinese), summary_en="In short.")
    [entry] = feed_at(visitor, "/en/news/feed/").entries
    assert entry.title == "Gates open & wide"
    assert entry.link == "http://localhost:8000/en/news/gates/"
    assert (
        entry.published == "2026-09-03T09:30:00+08:00" or entry.published == "2026-09-03T01:30:00Z" or entry.published
    )
    [content] = entry.content
    assert content.language == "en"
    assert "RMB 456.5 billion" in content.value
    assert 'href="http://localhost:8000/en/about/overview/"' in content.value
    assert not re.search(r'(?:href|src)="/', content.value)
    assert "Original, published by the organizers here" in content.value
    [entry] = feed_at(visitor, "/zh-hans/news/feed/").entries
    assert "4565亿元" in entry.content[0].value
    assert entry.content[0].language == "zh-Hans"
    assert "RMB" not in entry.content[0].value


def test_the_time_of_publication_is_an_instant_that_is_said_right(visitor: Client, make_item: MakeItem) -> None:
    make_item("gates", "Gates open", "开馆", day=3)
    [entry] = feed_at(visitor, "/en/news/feed/").entries
    assert entry.published_parsed[:5] == (2026, 9, 3, 1, 30)


def test_what_has_no_chinese_is_in_no_chinese_feed(visitor: Client, make_item: MakeItem) -> None:
    make_item("only", "Only in English")
    assert len(feed_at(visitor, "/en/news/feed/").entries) == 1
    assert feed_at(visitor, "/zh-hans/news/feed/").entries == []


def test_kinds_and_sessions_have_feeds_of_their_own(visitor: Client, make_item: MakeItem) -> None:
    topic = NewsTopic.objects.create(slug="trade", label_en="Trade", label_zh_hans="贸易")
    wrong = make_item("a", "A", "甲", day=1, kind="release", sessions=(5,), topics=(topic,))
    make_item("b", "B", "乙", day=2, kind="correction", corrects=wrong, sessions=(6,))
    make_item("draft", "Draft", "草稿", day=3, live=False)
    listed = {path: [entry.title for entry in feed_at(visitor, f"/en/news/{path}").entries] for path in ADDRESSES}
    assert listed == {
        "feed/": ["B", "A"],
        "feed/announcement/": [],
        "feed/release/": ["A"],
        "feed/correction/": ["B"],
        "feed/session/5/": ["A"],
    }
    [entry] = feed_at(visitor, "/zh-hans/news/feed/release/").entries
    assert [(tag.term, tag.label) for tag in entry.tags] == [("release", "新闻稿"), ("trade", "贸易")]
    assert "更正" in entry.content[0].value  # the mark of its correction
    corrected = feed_at(visitor, "/en/news/feed/correction/").entries[0]
    assert "http://localhost:8000/en/news/a/" in [link.href for link in corrected.links if link.rel == "related"]


def test_a_feed_that_did_not_change_is_not_sent_again(visitor: Client, make_item: MakeItem) -> None:
    for known in (False, True):
        first = visitor.get("/en/news/feed/")
        assert visitor.get("/en/news/feed/", headers={"If-None-Match": first["ETag"]}).status_code == 304
        assert "Cookie" not in first.get("Vary", "")
        if not known:
            make_item("gates", "Gates open", "开馆")
            assert visitor.get("/en/news/feed/", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_a_control_character_that_is_stored_takes_no_feed_down(visitor: Client, make_item: MakeItem) -> None:
    """Slides leave U+000B between two lines; XML 1.0 can hold no such character."""
    topic = NewsTopic.objects.create(slug="trade", label_en="Trade\x0band\x01 more", label_zh_hans="贸易")
    text = "<p>Read\x0ball\x1f about\tit.</p>"
    make_item("a", "Gates\x0bopen", "开\x02馆", text=(text, text), summary_en="In\x0bshort.", topics=(topic,))
    make_item("b", "B", origin="reprinted", reprinted_from_en="The\x0cDaily", reprinted_url="https://daily.example/")
    other, entry = feed_at(visitor, "/en/news/feed/").entries
    assert (entry.title, entry.summary, other.author) == ("Gates open", "In short.", "The Daily")
    assert "Read all about\tit." in entry.content[0].value
    assert ("trade", "Trade and more") in [(tag.term, tag.label) for tag in entry.tags]
    assert feed_at(visitor, "/zh-hans/news/feed/").entries[0].title == "开馆"


def queries_of(visitor: Client, address: str) -> int:
    visitor.get(address)  # reads the settings
    with CaptureQueriesContext(connection) as queries:
        assert visitor.get(address).status_code == 200
    return len(queries)


def test_thirty_corrected_items_cost_as_few_queries_as_one(visitor: Client, make_item: MakeItem) -> None:
    """Each is corrected by the next."""
    address, few, item = "/en/news/feed/correction/", 0, None
    for number in range(MOST_ITEMS + 1):
        item = make_item(f"item-{number}", f"Item {number}", "更正", kind="correction", corrects=item, sessions=(5,))
        if number == 1:
            few = queries_of(visitor, address)
    entries = feed_at(visitor, address).entries
    assert sum("This was corrected on" in entry.content[0].value for entry in entries) == MOST_ITEMS - 1
    assert queries_of(visitor, address) == few


@pytest.mark.parametrize("path", ["feed/rumor/", "feed/session/99/", "feed/session/0/"])
def test_there_is_no_feed_of_what_does_not_exist(visitor: Client, path: str) -> None:
    assert visitor.get(f"/en/news/{path}").status_code == 404


def test_an_item_keeps_its_identity_when_its_address_changes(visitor: Client, make_item: MakeItem) -> None:
    item = make_item("gates", "Gates open", "开馆")
    before = feed_at(visitor, "/en/news/feed/").entries[0].id
    item = NewsItemPage.objects.get(pk=item.pk)
    item.slug = "gates-open"
    item.save_revision().publish()
    [entry] = feed_at(visitor, "/en/news/feed/").entries
    assert entry.link.endswith("/news/gates-open/")
    assert entry.id == before
