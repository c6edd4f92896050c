"""Long lists, some entries at a time: ``?page=2`` says which. Where the site is copied into files, the whole list."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

_whole_lists: ContextVar[bool] = ContextVar("whole_lists", default=False)


@contextmanager
def whole_lists() -> Iterator[None]:
    """Inside the block every list is one page: files have no parameters."""
    token = _whole_lists.set(True)
    try:
        yield
    finally:
        _whole_lists.reset(token)


def page_of_list(entries: QuerySet[Any], number: int, per_page: int, total: int | None = None) -> Page[Any]:
    """The page of that number, else the nearest there is. ``total`` saves counting where it is known."""
    paginator = Paginator(entries, per_page)
    if total is not None:
        paginator.count = total
    if _whole_lists.get():
        paginator.per_page = max(1, paginator.count)
    return paginator.page(min(max(1, number), max(1, paginator.num_pages)))


def whole_number(typed: Any, highest: int) -> int:
    """A whole number up to ``highest`` in ASCII digits; 0 for anything else."""
    text = str(typed)
    return min(int(text), highest) if text.isascii() and text.isdigit() and len(text) < 12 else 0
