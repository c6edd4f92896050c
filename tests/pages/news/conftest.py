"""News made up for tests: the site itself ships with none."""

from collections.abc import Callable

import pytest

from pages.news.models import NewsIndexPage, NewsItemPage
from tests.pages.news.made_up import news_item

type MakeItem = Callable[..., NewsItemPage]


@pytest.fixture
def section(site_content: None) -> NewsIndexPage:
    return NewsIndexPage.objects.get()


@pytest.fixture
def make_item(section: NewsIndexPage) -> MakeItem:
    """Publishes an item below the section: ``make_item("gates", "Gates open", "开馆公告", sessions=[5], topics=[topic])``."""
    return news_item
