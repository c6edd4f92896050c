"""A news item made up for tests: the site itself ships with none."""

import datetime
from typing import Any

from wagtail.rich_text import RichText

from pages.bilingual.languages import default_language
from pages.news.models import NewsIndexPage, NewsItemPage, NewsItemSession


def news_item(
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
    """Below the section, published unless told otherwise."""
    section = NewsIndexPage.objects.get()
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
        section.add_child(instance=page)
        page.topics = topics
        revision = page.save_revision()
        if live:
            revision.publish()
    return NewsItemPage.objects.get(pk=page.pk)
