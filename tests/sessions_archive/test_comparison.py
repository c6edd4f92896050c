"""Two to five sessions side by side; the address is the state, and the download is what is shown."""

import csv
import io
import re
from typing import Any

import pytest
from django.test import Client

from sessions_archive.models import SessionFormat, SessionGuest, SessionPage

pytestmark = pytest.mark.usefixtures("site_content")

HOSTILE = [
    "",
    "sessions=",
    "sessions=0",
    "sessions=-3,4",
    "sessions=3,3,3",
    "sessions=٣,٤",
    "sessions=1e3,4",
    "sessions=" + ",".join(map(str, range(1, 500))),
    "sessions=99999999999999999999999999",
    "sessions=%00,3",
    "sessions=3;4",
    "sessions=<script>alert(1)</script>",
    "sessions[]=3&sessions=4",
    "sessions=%ff%fe",
    "sessions=3,4,5&x=" + "y" * 4000,
]


def test_three_sessions_side_by_side(visitor: Client, words: Any) -> None:
    read = words(visitor.get("/en/sessions/compare/?sessions=3,4,5"))
    assert "Sessions compared: 3rd, 4th, 5th" in read
    assert "Guest of Honor Czech Republic United States Israel" in read
    assert "Projects signed 314 derived 634 665" in read
    assert "Exhibitors 819 —not recorded 754" in read
    assert "主宾国 捷克 美国 以色列" in words(visitor.get("/zh-hans/sessions/compare/?sessions=3,4,5"))


def compared(visitor: Client, sessions: str, code: str = "en") -> dict[str, list[str]]:
    """The rows of the download by their labels."""
    response = visitor.get(f"/{code}/sessions/compare/figures.csv?sessions={sessions}")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))[1:]
    assert len({row[0] for row in rows}) == len(rows)
    return {row[0]: row[1:] for row in rows}


def test_the_format_of_each_is_said_where_one_was_held_otherwise(visitor: Client, words: Any) -> None:
    assert compared(visitor, "5,8")["Format"] == ["on site", "on site and online"]
    assert compared(visitor, "5,8", "zh-hans")["形式"] == ["线下", "线上线下结合"]
    assert "Format on site on site and online" in words(visitor.get("/en/sessions/compare/?sessions=5,8"))
    assert "Format" not in compared(visitor, "3,5")


def test_the_place_of_a_session_online_is_recorded(visitor: Client) -> None:
    SessionPage.objects.filter(number=8).update(format=SessionFormat.ONLINE)
    rows = compared(visitor, "5,8")
    assert rows["Place"] == ["Mianyang, Sichuan", "online"]
    assert rows["Format"] == ["on site", "online"]
    SessionPage.objects.filter(number=5).update(format=SessionFormat.ONLINE)
    rows = compared(visitor, "5,8")
    assert rows["Format"] == ["online", "online"]
    assert "Place" not in rows


def test_one_guest_beside_two_stands_in_the_same_row(visitor: Client) -> None:
    SessionGuest.objects.create(session=SessionPage.objects.get(number=5), country="FR", sort_order=9)
    rows = compared(visitor, "4,5")
    assert rows["Guests of Honor"] == ["United States", "Israel · France"]
    assert "Guest of Honor" not in rows
    assert compared(visitor, "4,5", "zh-hans")["主宾国"] == ["美国", "以色列 · 法国"]


def test_rows_that_none_of_them_has_are_folded(visitor: Client) -> None:
    page = visitor.get("/en/sessions/compare/?sessions=12,13").content.decode()
    folded = re.search(r'<details class="folded">.*?</details>', page, re.DOTALL).group()  # type: ignore[union-attr]
    assert "Projects signed: not recorded" in folded
    assert "Activities" not in folded


def test_a_form_leads_to_the_short_address(visitor: Client) -> None:
    response = visitor.get("/en/sessions/compare/?sessions=3&sessions=5")
    assert (response.status_code, response["Location"]) == (302, "/en/sessions/compare/?sessions=3,5")


def test_of_more_than_five_the_first_five_are_compared_and_it_says_so(visitor: Client, words: Any) -> None:
    read = words(visitor.get("/en/sessions/compare/?sessions=1,2,3,4,5,6"))
    assert "Only the first 5 are compared." in read
    assert "6th" not in read.split("Side by side")[1]
    assert "were left out" in words(visitor.get("/en/sessions/compare/?sessions=3,4,77"))


@pytest.mark.parametrize("query", HOSTILE)
def test_no_address_breaks_the_comparison(visitor: Client, query: str) -> None:
    for code in ("en", "zh-hans"):
        assert visitor.get(f"/{code}/sessions/compare/?{query}").status_code in (200, 302)
        assert visitor.get(f"/{code}/sessions/compare/figures.csv?{query}").status_code in (200, 404)


@pytest.mark.parametrize("code", ["en", "zh-hans"])
def test_the_download_is_what_is_shown(visitor: Client, words: Any, code: str) -> None:
    page = visitor.get(f"/{code}/sessions/compare/?sessions=2,3,5")
    response = visitor.get(f"/{code}/sessions/compare/figures.csv?sessions=2,3,5")
    assert response.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    table = re.search(r"<tbody>.*?</tbody>", page.content.decode(), re.DOTALL).group()  # type: ignore[union-attr]
    shown = re.findall(r"<tr>.*?</tr>", table, re.DOTALL)
    folded = page.context["comparison"].unknown_rows
    assert len(rows) == 1 + len(shown) + len(folded)
    read = words(page)
    for row in rows[1 : 1 + len(shown)]:
        assert row[0] in read
        for cell in row[1:]:
            assert cell.split(" (")[0].split(" · ")[0] in read


def test_the_comparison_has_a_head_of_its_own(visitor: Client) -> None:
    page = visitor.get("/zh-hans/sessions/compare/?sessions=3,4").content.decode()
    assert '<link rel="canonical" href="http://localhost:8000/zh-hans/sessions/compare/">' in page
    assert 'hreflang="en" href="http://localhost:8000/en/sessions/compare/"' in page
    assert "%3Fsessions%3D3%252C4" in page
    assert page.count("<h1") == 1
