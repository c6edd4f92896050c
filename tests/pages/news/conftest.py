"""News made up for tests: the site itself ships with none."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from wagtail.rich_text import RichText

from pages.bilingual.languages import default_language
from pages.news.models import NewsIndexPage, NewsItemPage, NewsItemSession

type MakeItem = Callable[..., NewsItemPage]


@pytest.fixture
def section(site_content: None) -> NewsIndexPage:
    return NewsIndexPage.objects.get()


@pytest.fixture
def make_item(section: NewsIndexPage) -> MakeItem:
    """Publishes an item below the section: ``make_item("gates", "Gates open", "开馆", sessions=[5], topics=[topic])``."""

    def made(
        slug: str,
        english: str,
        chinese: str = "",
        *,
        sessions: tuple[int, ...] = (),
        topics: tuple[Any, ...] = (),
        day: int = 1,
        text: tuple[str, str] = ("<p>Read all about it.</p>", "<p>详情如下。</p>"),
        live: bool = True,
        **fields: Any,
    ) -> NewsItemPage:
        issued = datetime.datetime(2026, 9, day, 1, 30, tzinfo=datetime.UTC)  # 9:30 in Beijing
        with default_language():
            page = NewsItemPage(
                **{"slug": slug, "title_en": english, "draft_title": english, "title_zh_hans": chinese}
                | {"issued_at": issued, "origin": "original", **fields}
            )
            page.body_en = [("text", RichText(text[0]))]
            page.body_zh_hans = [("text", RichText(text[1]))] if chinese else []
            page.sessions = [NewsItemSession(number=number) for number in sessions]
            page.live = False
            section.refresh_from_db()
            section.add_child(instance=page)
            page.topics = topics
            revision = page.save_revision()
            if live:
                revision.publish()
        return NewsItemPage.objects.get(pk=page.pk)

    return made
