"""How a kept answer is given: packed, by condition, without a body."""

import gzip
import hashlib

import brotli
import pytest

from expo_site.page_cache.answers import accepted_encodings, has_already

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_content")]


def test_each_browser_gets_the_encoding_it_takes_with_a_tag_of_its_own(cached) -> None:
    plain = cached("/en/")
    brotlied = cached("/en/", accept_encoding="gzip, deflate, br, zstd")
    zipped = cached("/en/", accept_encoding="gzip")
    assert brotlied.headers["Content-Encoding"] == "br"
    assert brotli.decompress(brotlied.body) == gzip.decompress(zipped.body) == plain.body
    assert "Content-Encoding" not in plain.headers
    tags = [answer.headers["ETag"] for answer in (plain, brotlied, zipped)]
    assert len(set(tags)) == 3
    assert not any(tag.startswith("W/") for tag in tags)
    for answer in (plain, brotlied, zipped):
        assert answer.headers["Content-Length"] == str(len(answer.body))
        assert answer.headers["Vary"] == "Accept-Encoding"


def test_whoever_has_the_page_gets_a_304(cached) -> None:
    for accepted in ("br", "gzip", ""):
        tag = cached("/en/", accept_encoding=accepted).headers["ETag"]
        again = cached("/en/", accept_encoding=accepted, if_none_match=f'"other", {tag}')
        assert (again.status, again.body) == (304, b"")
        assert again.headers["ETag"] == tag
        assert "s-maxage" in again.headers["Cache-Control"]
        assert again.headers["Vary"] == "Accept-Encoding"
        assert "Content-Length" not in again.headers
    assert cached("/en/", accept_encoding="br", if_none_match='"other"').status == 200


def test_a_page_that_did_not_change_keeps_its_tag_when_it_is_made_anew(cached, content) -> None:
    tag = cached("/en/about/", accept_encoding="br").headers["ETag"]
    content.move_on()
    again = cached("/en/about/", accept_encoding="br", if_none_match=tag)
    assert again.status == 304
    assert again.said == "fwd=miss; stored"


def test_head_gives_the_headers_alone(cached) -> None:
    cached("/en/")
    whole, head = cached("/en/", accept_encoding="gzip"), cached("/en/", "HEAD", accept_encoding="gzip")
    assert head.body == b""
    assert head.headers == whole.headers
    assert cached("/en/about/", "HEAD").status == 200


def test_posting_passes_by(cached) -> None:
    cached("/en/about/")
    assert cached("/en/about/", "POST").said == ""


def parts(said: str) -> set[str]:
    return {part.strip() for part in said.split(",")}


def test_a_front_cache_that_hears_of_no_change_keeps_pages_for_a_second(cached) -> None:
    said = parts(cached("/en/").headers["Cache-Control"])
    assert said == {"public", "max-age=0", "s-maxage=1", "stale-if-error=86400"}


def test_a_front_cache_that_is_told_of_changes_keeps_them_for_a_minute(cached, settings) -> None:
    settings.FRONT_CACHE_SECONDS = (60, 1)
    said = parts(cached("/en/").headers["Cache-Control"])
    assert {"max-age=0", "s-maxage=60", "stale-while-revalidate=1"} <= said


@pytest.mark.parametrize(
    ("header", "best"),
    [
        ("", "identity"),
        ("br", "br"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("*", "br"),
        ("*;q=0", "identity"),
        ("gzip;q=x", "identity"),
        ("identity", "identity"),
        ("GZIP , BR", "br"),
    ],
)
def test_accept_encoding_is_read_as_the_standard_says(header: str, best: str) -> None:
    assert accepted_encodings(header)[0] == best


def test_conditions_are_compared_weakly() -> None:
    assert has_already('W/"a"', '"a"')
    assert has_already("*", '"a"')
    assert not has_already('"ab"', '"a"')


def test_small_files_are_not_packed(cached) -> None:
    robots = cached("/robots.txt", accept_encoding="br")
    assert "Content-Encoding" not in robots.headers
    assert hashlib.sha256(robots.body).hexdigest()[:24] in robots.headers["ETag"]
