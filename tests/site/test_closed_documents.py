"""A bucket that gives documents to strangers is noticed; pictures are read from it without a signature, documents are not."""

import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from expo_site.checkup import bucket
from expo_site.checkup.finding import State
from pages.models import SiteDocument

ROOT = Path(__file__).parents[2]


class Bucket(BaseHTTPRequestHandler):
    """Answers as storage does to whoever signs nothing."""

    codes: dict[str, int] = {}
    asked: list[tuple[str, str]] = []

    def do_HEAD(self) -> None:
        place = self.path.split("/")[1]
        self.asked.append((self.command, self.path))
        self.send_response(self.codes[place])
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        pass


class Storage:
    """What S3Storage gives for addresses."""

    def __init__(self, host: str) -> None:
        self.host, self.custom_domain = host, ""

    def url(self, name: str) -> str:
        return f"{self.host}/{self.custom_domain or 'own'}/{name}"


@pytest.fixture
def storage(db: None, settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Storage]:
    settings.MEDIA_ROOT = tmp_path
    SiteDocument.objects.create(title="closed", file=ContentFile(b"secret", "closed.pdf"))
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "x", "OPTIONS": {"bucket_name": "expo"}}}
    server = HTTPServer(("127.0.0.1", 0), Bucket)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    found = Storage(f"http://127.0.0.1:{server.server_port}")
    monkeypatch.setattr(bucket, "default_storage", found)
    Bucket.codes, Bucket.asked = {"own": 403, "media.example.org": 403}, []
    yield found
    server.shutdown()
    server.server_close()


def test_a_closed_bucket_is_in_order(storage: Storage) -> None:
    assert bucket.closed_documents().state is State.OK
    assert Bucket.asked == [("HEAD", "/own/documents/closed.pdf")]


@pytest.mark.parametrize("place", ["own", "media.example.org"])
def test_an_open_one_is_said_by_whichever_domain_it_is_read(storage: Storage, place: str) -> None:
    storage.custom_domain = "media.example.org"
    Bucket.codes[place] = 200
    found = bucket.closed_documents()
    assert (found.state, f"/{place}/documents/closed.pdf" in found.said) == (State.WARNING, True)
    assert "docs/scaling.md" in found.remedy


def test_one_that_does_not_answer_is_no_failure(storage: Storage) -> None:
    Bucket.codes["own"] = 503
    assert "503" in bucket.closed_documents().said
    storage.host = "http://127.0.0.1:9"
    found = bucket.closed_documents()
    assert (found.state, "does not answer" in found.said) == (State.WARNING, True)


def test_nobody_is_asked_without_a_bucket_or_a_document(storage: Storage, settings) -> None:
    SiteDocument.objects.all().delete()
    assert bucket.closed_documents().state is State.OK
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "x"}}
    assert bucket.closed_documents().state is State.OK
    assert Bucket.asked == []


def test_the_policy_in_the_handbook_of_operators_opens_pictures_and_closes_documents() -> None:
    [policy] = re.findall(r"```json\n(.*?)```", (ROOT / "docs/scaling.md").read_text(encoding="utf-8"), re.DOTALL)
    opened, closed = json.loads(policy)["Statement"]
    assert opened["Effect"] == "Allow"
    assert [each.rsplit(":::bucket/", 1)[1] for each in opened["Resource"]] == ["images/*", "original_images/*"]
    assert (closed["Effect"], closed["Resource"]) == ("Deny", "arn:aws:s3:::bucket/documents/*")
    assert closed["Condition"], "else the site itself could not read them"
