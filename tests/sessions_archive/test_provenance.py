"""Every figure opens to where it comes from; every total says both sums."""

import re
from typing import Any

import pytest
from django.test import Client

from sessions_archive.models import SessionPage
from tests.pages.staff import CHINESE, ENGLISH, sign_in

pytestmark = pytest.mark.usefixtures("site_content")


def test_a_figure_opens_to_all_that_is_known_of_it(visitor: Client) -> None:
    page = visitor.get("/en/sessions/5/").content.decode()
    opened = re.search(r'<dl id="figure-signed_amount_cny">.*?</dl>', page, re.DOTALL)
    assert opened
    read = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", opened.group()))
    for known in (
        "RMB 111.4 billion",
        "111,400,000,000 yuan",
        "Stated to the nearest RMB 0.1 billion",
        "exact",
        "reported",
        "Report on the 5th session (repost)",
        "11 September 2017",
        "repost that names the original",
        "RMB 111.5 billion (derived)",
        "The editors of the archive prefer it",
    ):
        assert known in read, known


@pytest.mark.long
def test_every_recorded_figure_of_every_session_opens(visitor: Client) -> None:
    for session in SessionPage.objects.all():
        page = visitor.get(f"/zh-hans/sessions/{session.number}/").content.decode()
        assert page.count('<details class="provenance">') == session.figures.count()
        assert "<script>" not in page


@pytest.mark.long
def test_every_cell_of_the_archive_leads_to_where_its_figure_opens(visitor: Client) -> None:
    archive = visitor.get("/en/sessions/").content.decode()
    ledger = re.search(r'<table class="table ledger">.*?</table>', archive, re.DOTALL).group()  # type: ignore[union-attr]
    links = re.findall(r'href="(/en/sessions/\d+/)#(figure-\w+)"', ledger)
    assert len(links) == ledger.count('class="amount"') - 9  # all cells that hold a figure; nine are heads
    pages = {path: visitor.get(path).content.decode() for path, _anchor in links}
    assert all(f'id="{anchor}"' in pages[path] for path, anchor in links)


@pytest.mark.parametrize("path", ["sessions/", "sessions/5/"])
def test_totals_say_both_sums(visitor: Client, words: Any, path: str) -> None:
    english, chinese = words(visitor.get(f"/en/{path}")), words(visitor.get(f"/zh-hans/{path}"))
    assert "2,107 + 665 = 2,772; stated: 2,772" in english
    assert "RMB 345 billion + RMB 111.4 billion = RMB 456.4 billion; stated: RMB 456.5 billion" in english
    assert "2107 + 665 = 2772" in chinese
    assert "3450亿元 + 1114亿元 = 4564亿元" in chinese


@pytest.mark.parametrize(("language", "expected"), [(ENGLISH, "RMB 0.1 billion"), (CHINESE, "1亿元")])
def test_staff_read_the_same_as_a_report(language: str, expected: str) -> None:
    page = sign_in("editor", language).get("/admin/reports/totals/").content.decode()
    assert expected in page
    table = page.split('<table class="listing">')[1].split("</table>")[0]
    assert table.count("<tr>") == 12  # the head and eleven totals


def test_citations_name_both_styles_and_the_day(visitor: Client, words: Any) -> None:
    for path in ("sessions/5/", "about/overview/", "sessions/"):
        read = words(visitor.get(f"/en/{path}"))
        assert "APA 7" in read
        assert "GB/T 7714—2025" in read
        assert re.search(r"\[(EB|DS)/OL\]\. \(\d{4}-\d\d-\d\d\)\[\d{4}-\d\d-\d\d\]\. http", read)
        assert re.search(r"Retrieved \w+ \d+, \d{4}, from http", read)
