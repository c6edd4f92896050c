"""What tests of the archive share."""

import html
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils import translation

from sessions_archive.ledger import kept_ledger
from sessions_archive.models import Figure


@pytest.fixture
def words() -> Callable[[Any], str]:
    """A response as a visitor reads it: the words of its main part."""

    def read(response: Any) -> str:
        assert response.status_code == 200
        page = response.content.decode()
        main = re.search(r"<main.*</main>", page, re.DOTALL)
        assert main
        return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", main.group())))

    return read


@pytest.fixture
def change_figure() -> Callable[..., Figure]:
    """Change the first figure of a measure of a session."""

    def change(session: int, measure: str, **values: Any) -> Figure:
        figure = Figure.objects.filter(session__number=session, measure=measure).order_by("sort_order").first()
        assert figure is not None
        for name, value in values.items():
            setattr(figure, name, value)
        figure.save()
        return figure

    return change


@pytest.fixture
def in_chinese() -> Iterator[None]:
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def one_request() -> Iterator[None]:
    """The ledger is kept, as it is while a request lasts."""
    with kept_ledger():
        yield
