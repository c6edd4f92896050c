"""Two index one page at the same time: what the later of them knows stays."""

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from wagtail.models import PageViewRestriction

from pages.models import BasePage
from pages.search import index
from pages.search.index import index_pages, rebuild
from pages.search.models import SearchDocument
from tests.at_once import at_once


@pytest.fixture
def page(db: None) -> Iterator[BasePage]:
    """One of the shipped pages, which every connection sees; open to everybody again afterwards."""
    found = BasePage.objects.get(slug="privacy")
    yield found

    def opened_again() -> None:
        for restriction in PageViewRestriction.objects.filter(page=found):
            restriction.delete()
        index_pages([found.pk])

    at_once(opened_again)


def index_alone(page: BasePage) -> None:
    index_pages([page.pk])


def index_all(page: BasePage) -> None:
    list(rebuild())


@pytest.mark.parametrize("first", [index_alone, index_all])
def test_a_page_that_is_closed_while_it_is_indexed_is_not_found(
    page: BasePage, first: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_read, may_write, languages = threading.Event(), threading.Event(), index.languages_to_index
    indexes_first = threading.local()

    def slowly(read: Any, *private: Any) -> list[str]:
        found = languages(read, *private)
        if read.pk == page.pk and getattr(indexes_first, "yes", False):
            has_read.set()
            may_write.wait(30)
        return found

    def index_it_slowly() -> None:
        indexes_first.yes = True
        first(page)

    def close_it() -> None:
        has_read.wait(30)
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    def go_on() -> None:
        """When the other one has closed and indexed it, or waits for whoever indexed it first."""
        has_read.wait(30)
        until = time.monotonic() + 10
        while time.monotonic() < until and not is_indexed_as_closed() and not somebody_waits():
            time.sleep(0.05)
        may_write.set()

    monkeypatch.setattr(index, "languages_to_index", slowly)
    assert SearchDocument.objects.filter(page=page).exists()
    at_once(index_it_slowly, close_it, go_on)
    assert not SearchDocument.objects.filter(page=page).exists()


def is_indexed_as_closed() -> bool:
    return not SearchDocument.objects.filter(page__slug="privacy").exists()


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')"
        )
        return bool(cursor.fetchone()[0])
