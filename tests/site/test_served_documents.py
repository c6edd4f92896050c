"""Documents in parts: a film starts in the middle, a broken download goes on, and nobody reads what is closed to them."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction

from expo_site import served_documents
from pages.models import SiteDocument

CONTENT = bytes(range(256)) * 40


@pytest.fixture
def film(db: None, settings, tmp_path: Path) -> SiteDocument:
    settings.MEDIA_ROOT = tmp_path
    document = SiteDocument(title="film", file=ContentFile(CONTENT, "film.mp4"))
    document._set_document_file_metadata()  # as Wagtail's forms do
    document.save()
    return document


def body(answer) -> bytes:
    return b"".join(answer.streaming_content)


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-99", 0, 99),
        ("bytes=500-", 500, 10_239),
        ("bytes=-100", 10_140, 10_239),
        ("bytes=-999999", 0, 10_239),
        ("bytes=10000-99999", 10_000, 10_239),
        ("bytes=7-7", 7, 7),
    ],
)
def test_part_that_is_asked_for_is_sent(client: Client, film: SiteDocument, asked: str, start: int, end: int) -> None:
    answer = client.get(film.url, headers={"Range": asked})
    assert answer.status_code == 206
    assert answer["Content-Range"] == f"bytes {start}-{end}/10240"
    assert answer["Content-Length"] == str(end - start + 1)
    assert answer["Content-Type"] == "video/mp4"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert body(answer) == CONTENT[start : end + 1]


@pytest.mark.parametrize("asked", ["", "bytes=-", "bytes=a-b", "lines=0-9", "bytes=0-1,5-9", "bytes=" + "9" * 30 + "-"])
def test_what_is_no_range_gets_the_whole(client: Client, film: SiteDocument, asked: str) -> None:
    answer = client.get(film.url, headers={"Range": asked})
    assert answer.status_code == 200
    assert answer["Accept-Ranges"] == "bytes"
    assert body(answer) == CONTENT


@pytest.mark.parametrize("asked", ["bytes=10240-", "bytes=9-3", "bytes=-0"])
def test_part_that_is_not_there_is_refused_with_the_size(client: Client, film: SiteDocument, asked: str) -> None:
    answer = client.get(film.url, headers={"Range": asked})
    assert answer.status_code == 416
    assert answer["Content-Range"] == "bytes */10240"


def test_download_goes_on_only_with_the_same_file(client: Client, film: SiteDocument) -> None:
    tag = client.get(film.url)["ETag"]
    assert client.get(film.url, headers={"Range": "bytes=9-", "If-Range": tag}).status_code == 206
    assert client.get(film.url, headers={"Range": "bytes=9-", "If-Range": '"another"'}).status_code == 200


def test_player_is_given_a_film_piece_by_piece(client: Client, film: SiteDocument, monkeypatch) -> None:
    """It asks for “the rest” and leaves it unread while it plays: no thread of the server may wait for that."""
    monkeypatch.setattr(served_documents, "MOST_FOR_A_PLAYER", 4_000)
    seen, position = b"", 0
    while position < len(CONTENT):
        answer = client.get(film.url, headers={"Range": f"bytes={position}-", "Sec-Fetch-Dest": "video"})
        part = body(answer)
        assert 0 < len(part) <= 4_000
        seen, position = seen + part, position + len(part)
    assert seen == CONTENT
    assert len(body(client.get(film.url, headers={"Range": "bytes=0-"}))) == len(CONTENT)  # whoever downloads


def test_nobody_reads_a_part_of_what_is_closed_to_them(client: Client, film: SiteDocument) -> None:
    closed = Collection.get_first_root_node().add_child(name="closed")
    rule = CollectionViewRestriction.objects.create(collection=closed, restriction_type="groups")
    rule.groups.add(Group.objects.create(name="some"))
    SiteDocument.objects.filter(pk=film.pk).update(collection=closed)
    answer = client.get(film.url, headers={"Range": "bytes=0-99"})
    assert answer.status_code == 302
    assert CONTENT[:100] not in answer.content
