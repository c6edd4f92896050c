"""News as visitors read it: the section, its items, filters in the address, corrections."""

import json
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client

from pages.models import BasePage
from pages.news.models import NewsIndexPage, NewsItemPage, NewsTopic
from tests.pages.news.conftest import MakeItem

pytestmark = pytest.mark.django_db


def read(visitor: Client, address: str) -> str:
    response = visitor.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.fixture
def transport(db: None) -> NewsTopic:
    return NewsTopic.objects.create(slug="transport", label_en="Transport", label_zh_hans="交通")


def test_nobody_sees_a_section_before_there_is_news(visitor: Client) -> None:
    assert NewsItemPage.objects.count() == 0
    for code in ("en", "zh-hans"):
        assert visitor.get(f"/{code}/news/").status_code == 404
        assert f'href="/{code}/news/"' not in read(visitor, f"/{code}/")
    assert "/news/" not in visitor.get("/sitemap.xml").content.decode()


def test_the_section_is_there_exactly_while_it_holds_an_item(visitor: Client, make_item: MakeItem) -> None:
    item = make_item("gates", "Gates open", "开馆公告")
    for code, title in (("en", "News"), ("zh-hans", "新闻公告")):
        assert f'href="/{code}/news/"' in read(visitor, f"/{code}/")  # menu and footer
        assert f"<h1>{title}" in re.sub(r"<h1\s*>", "<h1>", read(visitor, f"/{code}/news/"))
    assert visitor.get("/sitemap.xml").content.decode().count("/news/gates/</loc>") == 2
    NewsItemPage.objects.get(pk=item.pk).unpublish()
    assert visitor.get("/en/news/").status_code == 404
    NewsItemPage.objects.get(pk=item.pk).get_latest_revision().publish()
    assert visitor.get("/en/news/").status_code == 200
    BasePage.objects.get(pk=item.pk).delete()
    assert visitor.get("/en/news/").status_code == 404


def test_a_section_published_by_hand_stays_hidden_while_it_is_empty(visitor: Client, section: NewsIndexPage) -> None:
    section.save_revision().publish()
    assert visitor.get("/en/news/").status_code == 404


def test_a_draft_of_the_section_stays_a_draft_when_its_first_item_is_published(
    visitor: Client, section: NewsIndexPage, make_item: MakeItem
) -> None:
    section.title_en = "Tidings, perhaps"
    section.save_revision()
    make_item("gates", "Gates open", "开馆公告")
    assert "Tidings" not in read(visitor, "/en/news/")
    index = NewsIndexPage.objects.get()
    assert index.has_unpublished_changes
    assert index.get_latest_revision_as_object().title_en == "Tidings, perhaps"


@pytest.mark.parametrize(
    ("code", "title", "when", "kind", "origin"),
    [
        ("en", "Gates open", "3 September 2026, 09:30 (Beijing time)", "Release", "Reprinted from"),
        ("zh-hans", "开馆公告", "2026年9月3日09:30（北京时间）", "新闻稿", "转载自"),
    ],
)
def test_visitor_reads_an_item(
    visitor: Client, make_item: MakeItem, transport: NewsTopic, code: str, title: str, when: str, kind: str, origin: str
) -> None:
    make_item(
        "gates",
        "Gates open",
        "开馆公告",
        day=3,
        kind="release",
        origin="reprinted",
        reprinted_from_en="Mianyang Daily",
        reprinted_from_zh_hans="绵阳日报",
        reprinted_url="https://example.org/gates",
        sessions=(5,),
        topics=(transport,),
    )
    html = read(visitor, f"/{code}/news/gates/")
    for said in (
        title,
        when,
        kind,
        origin,
        'href="https://example.org/gates"',
        '<meta property="og:type" content="article">',
    ):
        assert said in html
    for query in ("?session=5", "?topic=transport"):
        assert f'href="/{code}/news/{query}"' in html
    [article] = [
        each
        for each in map(json.loads, re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL))
        if each["@type"] == "NewsArticle"
    ]
    assert article["headline"] == title
    assert article["datePublished"] == "2026-09-03T09:30:00+08:00"
    assert article["isBasedOn"] == "https://example.org/gates"


def test_a_correction_links_to_what_it_corrects_and_marks_it(visitor: Client, make_item: MakeItem) -> None:
    wrong = make_item("hours", "Opening hours", "开放时间", day=1)
    make_item("hours-corrected", "Opening hours corrected", "更正：开放时间", day=2, kind="correction", corrects=wrong)
    assert 'href="/en/news/hours/"' in read(visitor, "/en/news/hours-corrected/").split("This corrects:")[1]
    marked = read(visitor, "/zh-hans/news/hours/")
    assert 'href="/zh-hans/news/hours-corrected/"' in marked.split("已于2026年9月2日更正：")[1]
    assert read(visitor, "/en/news/").count('class="corrected"') == 1


def test_a_correction_that_is_a_draft_marks_nothing(visitor: Client, make_item: MakeItem) -> None:
    wrong = make_item("hours", "Opening hours", "开放时间")
    make_item("hours-corrected", "Hours corrected", "更正", kind="correction", corrects=wrong, live=False)
    assert "was corrected" not in read(visitor, "/en/news/hours/")
    assert 'class="corrected"' not in read(visitor, "/en/news/")


def titles(html: str) -> list[str]:
    return [
        re.sub(r"<[^>]+>", "", each).strip() for each in re.findall(r'<h3 class="news-title".*?</h3>', html, re.DOTALL)
    ]


def test_the_address_says_which_items_are_listed(visitor: Client, make_item: MakeItem, transport: NewsTopic) -> None:
    make_item("a", "First", "第一", day=1, sessions=(5,))
    make_item("b", "Second", "第二", day=2, kind="release", sessions=(5, 6), topics=(transport,))
    make_item("c", "Third", "第三", day=3)
    assert titles(read(visitor, "/en/news/")) == ["Third", "Second", "First"]
    assert titles(read(visitor, "/zh-hans/news/")) == ["第三", "第二", "第一"]
    assert titles(read(visitor, "/en/news/?kind=release")) == ["Second"]
    assert titles(read(visitor, "/en/news/?session=5")) == ["Second", "First"]
    assert titles(read(visitor, "/en/news/?session=5&kind=announcement")) == ["First"]
    assert titles(read(visitor, "/en/news/?topic=transport")) == ["Second"]
    none = read(visitor, "/zh-hans/news/?session=4")
    assert titles(none) == []
    assert "没有符合所选条件的内容。" in none


# Addresses that a person mistypes or a machine makes up: each still shows the news.
MISTYPED = [
    "?kind=rumor",
    "?session=abc",
    "?session=-1",
    "?page=0",
    "?page=99999999999999",
    "?topic=%00",
    "?page=٣",
    "?kind[]=1",
]


@pytest.mark.parametrize("query", MISTYPED)
def test_a_mistyped_address_still_shows_the_news(visitor: Client, make_item: MakeItem, query: str) -> None:
    make_item("a", "First", "第一")
    assert titles(read(visitor, f"/en/news/{query}")) == ["First"]


def test_long_lists_have_pages(visitor: Client, make_item: MakeItem, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.news.listing.PER_PAGE", 3)
    for number in range(4):
        make_item(f"n{number}", f"Item {number}", f"第{number}条", day=number + 1)
    first = read(visitor, "/en/news/")
    assert titles(first) == ["Item 3", "Item 2", "Item 1"]
    assert 'href="/en/news/?page=2"' in first
    second = read(visitor, "/en/news/?page=2")
    assert titles(second) == ["Item 0"]
    assert re.search(r'href="/en/news/"\s+rel="prev"', second)


def test_related_items_share_a_session_or_a_topic(visitor: Client, make_item: MakeItem, transport: NewsTopic) -> None:
    make_item("both", "Shares both", "两项相同", day=1, sessions=(5,), topics=(transport,))
    make_item("one", "Shares one", "一项相同", day=4, sessions=(5,))
    make_item("none", "Shares nothing", "无关", day=5, sessions=(6,))
    make_item("item", "The item", "本条", day=6, sessions=(5,), topics=(transport,))
    assert titles(read(visitor, "/en/news/item/")) == ["Shares both", "Shares one"]


def test_an_item_without_chinese_is_listed_as_english(visitor: Client, make_item: MakeItem) -> None:
    make_item("only", "Only in English")
    assert re.search(
        r'<h3 class="news-title"\s+lang="en">\s*<a href="/zh-hans/news/only/">', read(visitor, "/zh-hans/news/")
    )


@pytest.mark.long
def test_news_costs_no_more_queries_than_any_page(
    visitor: Client, make_item: MakeItem, transport: NewsTopic, django_assert_max_num_queries
) -> None:
    for number in range(8):
        make_item(f"n{number}", f"N {number}", f"第{number}条", day=number + 1, sessions=(5, 6), topics=(transport,))
    wrong = make_item("item", "The item", "本条", day=29, kind="release", sessions=(5,), topics=(transport,))
    make_item("fix", "Fix", "更正", day=30, kind="correction", corrects=wrong, sessions=(5,))
    for address in ("/en/", "/en/news/", "/zh-hans/news/?kind=release", "/en/news/item/"):
        visitor.get(address)
        with django_assert_max_num_queries(12):
            visitor.get(address)


def test_tags_of_public_sites_name_the_source_of_a_reprint(visitor: Client, make_item: MakeItem) -> None:
    make_item(
        "hall",
        "A new hall",
        "新展馆",
        origin="reprinted",
        reprinted_from_en="A newspaper",
        reprinted_from_zh_hans="某报",
    )
    html = read(visitor, "/zh-hans/news/hall/")
    assert '<meta name="ContentSource" content="某报">' in html
    assert '<meta name="ArticleTitle" content="新展馆">' in html


def test_front_page_leads_with_the_newest_three(visitor: Client, make_item: MakeItem) -> None:
    assert 'id="news"' not in read(visitor, "/en/")
    for day in range(1, 5):
        make_item(f"day-{day}", f"News of day {day}", f"第{day}天的消息", day=day)
    for code, title, more in (("en", "News of day", "All news"), ("zh-hans", "天的消息", "全部新闻")):
        html = read(visitor, f"/{code}/")
        section = html[html.index('id="news"') : html.index('id="in-figures"')]
        assert re.findall(rf'href="/{code}/news/(day-\d)/"', section) == ["day-4", "day-3", "day-2"]
        assert title in section
        assert re.search(rf'href="/{code}/news/"[^>]*>\s*{more}', section)


@pytest.mark.parametrize(
    ("code", "asked", "found"),
    [("en", "turnstiles", "Gates open"), ("zh-hans", "闸机", "开馆公告"), ("zh-hans", "zhaji", "开馆公告")],
)
def test_search_finds_an_item_by_its_text(
    visitor: Client,
    make_item: MakeItem,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[list[Any]]],
    code: str,
    asked: str,
    found: str,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # the index follows when what was published is there
        make_item("gates", "Gates open", "开馆公告", text=("<p>All turnstiles are new.</p>", "<p>闸机全部更新。</p>"))
    html = read(visitor, f"/{code}/search/?q={asked}")
    assert f'href="/{code}/news/gates/"' in html
    assert found in re.sub(r"<[^>]+>", "", html)
