"""The news section, its items, and the topics they are tagged with."""

from pages.news.models.index import NewsIndexPage
from pages.news.models.item import NewsItemPage, NewsItemSession, NewsKind, NewsOrigin
from pages.news.models.topic import NewsTopic

__all__ = ["NewsIndexPage", "NewsItemPage", "NewsItemSession", "NewsKind", "NewsOrigin", "NewsTopic"]
