"""Views are counted by page, language and day, without a cookie, and nobody waits for it."""

import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse

from pages.visits import counting
from pages.visits.counting import Counts
from pages.visits.models import VisitCount
from tests.pages.staff import CHINESE, sign_in

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def reader(visitor: Client, monkeypatch) -> Client:
    monkeypatch.setattr(counting, "counts", Counts())
    visitor.defaults["HTTP_USER_AGENT"] = BROWSER
    return visitor


def written() -> dict[str, int]:
    counting.counts.write()
    return {f"{row.language}{row.address}": row.number for row in VisitCount.objects.all()}


def test_each_view_of_a_page_counts_in_its_language(reader: Client) -> None:
    for address in ("/en/about/overview/", "/en/about/overview/?from=wechat", "/zh-hans/about/overview/", "/en/"):
        reader.get(address)
    assert written() == {"en/about/overview/": 2, "zh-hans/about/overview/": 1, "en/": 1}
    reader.get("/en/")
    assert written()["en/"] == 2, "numbers add up from writing to writing"
    assert not reader.cookies


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("/en/there-is-no-such-page/", {}),
        ("/data/figures.csv", {}),
        ("/health/live", {}),
        ("/en/", {"user-agent": "Googlebot/2.1"}),
        ("/en/", {"user-agent": "curl/8"}),
        ("/en/", {"user-agent": ""}),
        ("/en/", {"sec-purpose": "prefetch"}),
    ],
)
def test_what_is_no_reading_does_not_count(reader: Client, address: str, headers: dict[str, str]) -> None:
    reader.get(address, headers=headers)
    reader.head("/en/")
    assert written() == {}


def test_staff_do_not_count(reader: Client) -> None:
    sign_in("editor", CHINESE).get("/en/", headers={"user-agent": BROWSER})
    assert written() == {}


def test_counting_asks_the_database_nothing_while_somebody_waits(reader: Client, django_assert_num_queries) -> None:
    reader.get("/robots.txt")
    with django_assert_num_queries(0):
        for _ in range(100):
            counting.counts.add((counting.timezone.localdate(), "en", "/"))


def test_what_cannot_be_written_is_kept(reader: Client, monkeypatch) -> None:
    reader.get("/en/")
    with monkeypatch.context() as patch:
        patch.setattr("django.db.connection.cursor", lambda: (_ for _ in ()).throw(DatabaseError("away")))
        assert counting.counts.write() == 0
    assert written() == {"en/": 1}


def test_made_up_addresses_cannot_fill_the_memory(reader: Client, monkeypatch) -> None:
    monkeypatch.setattr(counting, "MOST_ADDRESSES", 3)
    for number in range(10):
        counting.counts.add((counting.timezone.localdate(), "en", f"/{number}/"))
    assert counting.counts.write() == 3


def test_staff_read_the_numbers_and_take_them_along(reader: Client) -> None:
    for address in ("/en/about/overview/", "/zh-hans/about/overview/", "/zh-hans/about/overview/", "/zh-hans/search/"):
        reader.get(address)
    written()
    editor = sign_in("editor", CHINESE)
    shown = editor.get(reverse("visits_report")).content.decode()
    assert shown.rindex("/about/overview/") < shown.rindex("/search/"), "most read first"
    assert "概况" in shown
    table = b"".join(editor.get(reverse("visits_report"), {"export": "csv"}).streaming_content).decode()
    assert table.startswith("\ufeff地址,English,简体中文,查看次数\r\n"), "the head is in the reader's language"
    assert "/about/overview/,1,2,3" in table.replace('"', "")
    nothing = editor.get(reverse("visits_report"), {"since": "2000-01-01", "until": "2000-01-02"}).content.decode()
    assert "/about/overview/" not in nothing
