"""Every number comes from the ledger: one figure changed is changed in every place, in both languages."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from sessions_archive.models import Figure

pytestmark = pytest.mark.usefixtures("site_content")

# The amount signed at the 5th session: not a total, and the highest of all, so a chart's sentence names it.
OLD, NEW = 111_400_000_000, 123_400_000_000
PLACES = {
    "session: strip, table, provenance": "/{code}/sessions/5/",
    "archive: chart, sentence, table": "/{code}/sessions/?chart=signed_amount_cny",
    "comparison": "/{code}/sessions/compare/?sessions=3,5",
    "comparison to download": "/{code}/sessions/compare/figures.csv?sessions=3,5",
    "CSV": "/data/figures.csv",
    "JSON": "/data/figures.json",
}
SAID = {"en": ("111.4", "123.4"), "zh-hans": ("1114", "1234")}


def shows(number: str, text: str) -> bool:
    """Whether the number stands there, and not as a part of another or of a random name."""
    return bool(re.search(rf"(?<![\w.-]){re.escape(number)}(?!\w)", text, re.ASCII))


@pytest.mark.parametrize("code", ["en", "zh-hans"])
@pytest.mark.parametrize("place", PLACES)
def test_one_change_is_seen_everywhere(
    visitor: Client, change_figure: Callable[..., Figure], code: str, place: str
) -> None:
    path = PLACES[place].format(code=code)
    old, new = SAID[code]
    before = visitor.get(path).content.decode()
    assert shows(old, before)
    change_figure(5, "signed_amount_cny", value=NEW)
    after = visitor.get(path).content.decode().split('id="corrections"')[0]
    assert shows(new, after)
    assert not shows(old, after)
    assert str(OLD) not in after


@pytest.mark.parametrize("code", ["en", "zh-hans"])
def test_search_engines_read_the_changed_figure(
    visitor: Client, change_figure: Callable[..., Figure], code: str
) -> None:
    change_figure(5, "signed_amount_cny", value=NEW)
    page = visitor.get(f"/{code}/sessions/5/").content.decode()
    assert f'"value": {NEW}' in page
    assert f'"value": {OLD}' not in page
