"""What is kept, for whom, and until when."""

import pytest
from django.db import OperationalError
from wagtail.models import PageViewRestriction

from expo_site.page_cache import serving
from pages.models import BasePage
from pages.visits import counting
from pages.visits.models import VisitCount
from sessions_archive.models import SessionsArchivePage
from tests.pages.news.made_up import news_item

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_content")]

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def test_a_page_is_made_once_and_then_given(cached) -> None:
    first, second = cached("/en/about/"), cached("/en/about/")
    assert (first.status, first.said) == (200, "fwd=miss; stored")
    assert (second.status, second.said) == (200, "hit")
    assert second.body == first.body
    assert "Set-Cookie" not in second.headers
    assert second.headers["Content-Security-Policy"] == first.headers["Content-Security-Policy"]


def test_the_number_of_a_request_is_nobody_elses(cached) -> None:
    assert cached("/en/about/", x_request_id="given-by-nginx").headers["X-Request-ID"] == "given-by-nginx"
    hit = cached("/en/about/")
    assert (hit.said, "X-Request-ID" in hit.headers) == ("hit", False)


def test_a_kept_page_counts_for_each_who_reads_it(cached, monkeypatch) -> None:
    monkeypatch.setattr(counting, "counts", counting.Counts())
    assert [cached("/en/", user_agent=FIREFOX).said for _ in range(3)] == ["fwd=miss; stored", "hit", "hit"]
    again = cached("/en/", user_agent=FIREFOX, if_none_match=cached("/en/").headers["ETag"])
    assert again.status == 304
    for other in ({"user_agent": "Googlebot/2.1"}, {}, {"user_agent": FIREFOX, "sec_purpose": "prefetch"}):
        assert cached("/en/", **other).said == "hit"
    cached("/en/", method="HEAD", user_agent=FIREFOX)
    counting.counts.write()
    assert [(row.address, row.number) for row in VisitCount.objects.all()] == [("/", 4)]


def test_languages_hosts_and_schemes_are_kept_apart(cached) -> None:
    assert b'lang="en"' in cached("/en/").body
    assert b'lang="zh-Hans"' in cached("/zh-hans/").body
    assert b'lang="en"' in cached("/en/").body
    assert cached("/en/", host="127.0.0.1").said == "fwd=miss; stored"
    assert cached("/en/", host="elsewhere.example").status == 400
    assert cached("/en/", host="LOCALHOST").said == "hit"


def test_a_change_of_content_is_seen_by_the_next_request(cached, content) -> None:
    cached("/en/about/")
    BasePage.objects.filter(slug="about").update(title_en="Quite another title")
    assert b"Quite another title" not in cached("/en/about/").body
    content.move_on()
    answer = cached("/en/about/")
    assert answer.said == "fwd=miss; stored"
    assert b"Quite another title" in answer.body


@pytest.mark.parametrize("feed", ["feed/", "feed/announcement/", "feed/session/5/"])
def test_a_feed_is_kept_until_an_item_is_published_or_corrected(cached, content, feed: str) -> None:
    address = f"/en/news/{feed}"
    item = news_item("gates", "Gates open", sessions=(5,))
    assert cached(address).said == "fwd=miss; stored"
    polled = cached(f"{address}?reader=x", accept_encoding="br")
    assert (polled.said, polled.headers["Content-Encoding"]) == ("hit", "br")
    assert cached(address, accept_encoding="br", if_none_match=polled.headers["ETag"]).status == 304
    news_item("mended", "Gates open at nine", kind="correction", corrects=item)
    content.move_on()
    changed = cached(address)
    assert changed.said == "fwd=miss; stored"
    assert b"This was corrected on" in changed.body


def test_after_a_minute_a_page_is_made_anew_for_what_the_clock_decides(cached, monkeypatch) -> None:
    cached("/en/")
    monkeypatch.setattr(serving, "FRESH_SECONDS", 0.0)
    assert cached("/en/").said == "fwd=miss; stored"


def test_an_answer_made_while_the_content_moved_on_is_not_kept(cached, content, monkeypatch) -> None:
    original = cached.cache.application

    def moving(environ, start_response):
        response = original(environ, start_response)
        content.move_on()
        return response

    monkeypatch.setattr(cached.cache, "application", moving)
    assert cached("/en/").said == "fwd=miss"
    monkeypatch.setattr(cached.cache, "application", original)
    assert cached("/en/").said == "fwd=miss; stored"


def test_parameters_that_do_not_matter_are_dropped_from_key_and_page(cached) -> None:
    plain = cached("/en/about/")
    tracked = cached("/en/about/?utm_source=somebody&x=%3Cscript%3E")
    assert tracked.said == "hit"
    assert tracked.body == plain.body
    fresh = cached("/en/features/?utm_source=somebody")
    assert b"somebody" not in fresh.body
    assert cached("/en/features/").said == "hit"


def test_parameters_that_matter_are_kept_apart_in_one_order(cached) -> None:
    assert SessionsArchivePage.query_parameters
    whole = cached("/en/sessions/")
    some = cached("/en/sessions/?to=2019&from=2015&utm_campaign=x")
    assert some.body != whole.body
    assert cached("/en/sessions/?from=2015&to=2019").said == "hit"
    assert cached("/en/sessions/?from=2015&to=2019").body == some.body


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("/en/about/", {"cookie": "sessionid=abc"}),
        ("/en/about/", {"cookie": "language=en; sessionid=abc"}),
        ("/en/about/", {"authorization": "Bearer abc"}),
        ("/", {}),
        ("/", {"cookie": "language=zh-hans"}),
        ("/language/zh-hans/", {}),
        ("/en/search/?q=laser", {}),
        ("/en/nothing/", {}),
        ("/admin/login/", {}),
        ("/health/live", {}),
        ("/en/about", {}),
    ],
)
def test_what_is_somebodys_own_or_no_page_is_never_kept(cached, address: str, headers: dict[str, str]) -> None:
    for _turn in range(2):
        assert cached(address, **headers).said == "", address
    assert "public" not in cached(address, **headers).headers.get("Cache-Control", "")


def test_staff_get_their_own_page_and_nobody_else_gets_it(cached, admin_client) -> None:
    cookie = f"sessionid={admin_client.cookies['sessionid'].value}"
    own = cached("/en/about/", cookie=cookie)
    assert b"wagtail-userbar" in own.body
    assert "private" in own.headers["Cache-Control"]
    assert b"wagtail-userbar" not in cached("/en/about/").body
    assert b"wagtail-userbar" in cached("/en/about/", cookie=cookie).body


def test_nothing_of_a_visitor_reaches_what_the_next_one_gets(cached) -> None:
    cached(
        "/en/features/?ref=marked-one",
        cookie=f"language=zh-hans; other=marked-one; csrftoken={'a' * 32}",
        accept_language="zh-CN",
        user_agent="marked-one",
        referer="http://localhost/marked-one",
        x_forwarded_for="10.1.2.3",
    )
    kept = cached("/en/features/")
    assert kept.said == "hit"
    assert b"marked-one" not in kept.body
    assert not any("marked-one" in value for value in kept.headers.values())
    assert b'lang="en"' in kept.body
    for address in ("/sitemap.xml", "/data/figures.csv", "/robots.txt"):
        chinese = cached(address, accept_language="zh-CN", cookie="language=zh-hans")
        assert cached(address).said == "hit"
        assert cached(address).body == chinese.body


def test_a_page_with_restricted_access_is_not_kept(cached) -> None:
    PageViewRestriction.objects.create(
        page=BasePage.objects.get(slug="about"), restriction_type="password", password="open"
    )
    for _turn in range(2):
        answer = cached("/en/about/overview/")
        assert answer.said == ""
        assert "public" not in answer.headers.get("Cache-Control", "")
        assert b"<form" in answer.body


def test_when_nothing_new_can_be_made_the_old_page_is_given_and_says_so(cached, content, monkeypatch) -> None:
    old = cached("/zh-hans/about/")
    content.move_on()

    def broken(*_args: object) -> None:
        raise OperationalError("away")

    monkeypatch.setattr("pages.routing.Site.find_for_request", broken)
    for _turn in range(2):
        answer = cached("/zh-hans/about/")
        assert (answer.status, answer.body) == (200, old.body)
        assert answer.said == "hit; detail=stale-on-error"
    fresh = cached("/en/features/cooperation/")
    assert fresh.status == 503
    assert fresh.headers["Retry-After"]
    assert fresh.said == ""
    monkeypatch.undo()


def test_while_the_database_is_known_to_be_away_nobody_waits_for_it(cached, content, monkeypatch) -> None:
    cached("/en/about/")
    content.move_on()
    content.is_away = True
    monkeypatch.setattr(cached.cache, "application", None)  # would fail if it were asked
    assert cached("/en/about/").said == "hit; detail=stale-on-error"
    monkeypatch.undo()


def test_before_the_number_of_the_content_is_known_nothing_is_kept(cached, content) -> None:
    content.generation, content.is_away = None, True
    assert cached("/en/about/").said == "fwd=miss"
    assert cached("/en/about/").said == "fwd=miss"
