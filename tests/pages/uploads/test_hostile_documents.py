"""Documents by class of attack: refused in words, or handed out so that nothing in them runs."""

import io
import zipfile
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from pages.models import SiteDocument
from pages.uploads.documents import CHECKS, check_document
from pages.uploads.file_names import safe_name

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PDF_WITH_SCRIPT = PDF.replace(b"/Type/Catalog", b"/Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>")
SCRIPT = b"<script>alert(document.domain)</script>"


FILMS = Path(__file__).parent / "films"
"""Two seconds of a moving square each, recorded by Chromium."""
CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:02.000\n方块向右移动。\n"


def film(ending: str) -> bytes:
    return (FILMS / f"film.{ending}").read_bytes()


def box(kind: bytes, content: bytes = b"") -> bytes:
    return (len(content) + 8).to_bytes(4) + kind + content


def archive(*names: str, **content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name in names:
            file.writestr(name, content.get(name, b"x"))
    return out.getvalue()


def odt() -> bytes:
    return archive("mimetype", "content.xml", mimetype=b"application/vnd.oasis.opendocument.text")


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for name in ("[Content_Types].xml", "word/document.xml"):
            with file.open(name, "w") as part:
                for _megabyte in range(260):
                    part.write(b"\0" * 1024 * 1024)
    return out.getvalue()


WORD = ("[Content_Types].xml", "word/document.xml")
GOOD = {
    "报告.pdf": lambda: PDF,
    "report.docx": lambda: archive(*WORD),
    "table.xlsx": lambda: archive("[Content_Types].xml", "xl/workbook.xml"),
    "talk.pptx": lambda: archive("[Content_Types].xml", "ppt/presentation.xml"),
    "text.odt": odt,
    "公文.ofd": lambda: archive("OFD.xml", "Doc_0/Document.xml"),
    "figures.csv": lambda: "届次,金额\n十三,4565亿元\n".encode(),
    "旧表.csv": lambda: "届次,金额\n".encode("gb18030"),
    "readme.txt": lambda: b"Plain text.\n",
    "开幕式.mp4": lambda: film("mp4"),
    "opening.webm": lambda: film("webm"),
    "字幕.vtt": lambda: CAPTIONS.encode(),
    "captions.vtt": lambda: b"\xef\xbb\xbf" + CAPTIONS.replace("\n", "\r\n").encode(),
}
REFUSED = {
    "a web page": ("page.html", lambda: SCRIPT),
    "a web page under a document's name": ("page.pdf", lambda: b"<html>" + SCRIPT),
    "a web page as text": ("page.txt", lambda: b"  <!doctype html>" + SCRIPT),
    "a picture that can run scripts": ("logo.svg", lambda: b"<svg onload='alert(1)'/>"),
    "a program": ("setup.exe", lambda: b"MZ\x90"),
    "a program under a document's name": ("setup.docx", lambda: b"MZ\x90\0"),
    "two endings": ("report.pdf.exe", lambda: PDF),
    "a PDF behind a script": ("report.pdf", lambda: SCRIPT + PDF),
    "a PDF without an end": ("report.pdf", lambda: PDF[:20]),
    "a document behind a picture": ("photo.docx", lambda: b"GIF89a" + archive(*WORD)),
    "macros": ("report.docx", lambda: archive(*WORD, "word/vbaProject.bin")),
    "macros in an open document": ("report.odt", lambda: archive("mimetype", "Basic/Module1.xml")),
    "an archive that unpacks above its folder": ("report.docx", lambda: archive(*WORD, "../../etc/cron.d/x")),
    "a bomb": ("report.docx", bomb),
    "another kind than its name says": ("report.docx", lambda: archive("[Content_Types].xml", "xl/workbook.xml")),
    "an archive of anything": ("files.zip", lambda: archive("x")),
    "a broken archive": ("report.docx", lambda: archive(*WORD)[:40]),
    "an old format that may hold macros": ("report.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    "a web page behind a film": ("film.mp4", lambda: film("mp4") + SCRIPT),
    "a film behind a web page": ("film.mp4", lambda: SCRIPT + film("mp4")),
    "a film that breaks off": ("film.mp4", lambda: film("mp4")[:-40]),
    "a film without an end of its boxes": ("film.mp4", lambda: film("mp4")[:36] + box(b"free") * 100_001),
    "a film that says where it was recorded": (
        "film.mp4",
        lambda: film("mp4") + box(b"moov", b"\xa9xyz+31.46+104.68/"),
    ),
    "a web page under a film's name": ("film.webm", lambda: SCRIPT),
    "another video under a film's name": ("film.webm", lambda: film("webm").replace(b"\x84webm", b"\x84mkv1")),
    "a web page as captions": ("captions.vtt", lambda: SCRIPT),
    "captions without a word": ("captions.vtt", lambda: b"WEBVTT\n"),
    "captions in an encoding that players do not read": ("captions.vtt", lambda: CAPTIONS.encode("gb18030")),
    "bytes as text": ("data.csv", lambda: bytes(range(32))),
    "nothing at all": ("report.pdf", lambda: b""),
}


def document(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize("name", GOOD)
def test_documents_of_every_kind_are_taken(name: str) -> None:
    check_document(document(name, GOOD[name]()))


@pytest.mark.parametrize("attack", REFUSED)
def test_what_is_no_document_is_refused_in_words(attack: str) -> None:
    name, content = REFUSED[attack]
    with pytest.raises(ValidationError) as refused:
        check_document(document(name, content()))
    assert refused.value.messages[0].rstrip(".").count(" ") >= 3


def test_the_settings_name_the_same_endings() -> None:
    assert set(configured.WAGTAILDOCS_EXTENSIONS) == set(CHECKS)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\system.ini", "system.ini"),
        ("annual_\u202efdp.exe", "annual_fdp.exe"),
        ("a\u2066b\u200f.pdf", "ab.pdf"),
        ("a\0b\r\nc.pdf", "abc.pdf"),
        ("第十三届科博会.PDF", "第十三届科博会.pdf"),
        ("长" * 300 + ".pdf", "长" * 96 + ".pdf"),
        ("...", "file"),
    ],
)
def test_names_lead_nowhere_and_deceive_nobody(name: str, kept: str) -> None:
    assert safe_name(name) == kept


def post_document(client: Client, name: str, content: bytes):
    fields = {"title": "Paper", "file": document(name, content), "collection": "1", "language": "en", "tags": ""}
    return client.post("/admin/documents/add/", fields)


@pytest.mark.django_db
@pytest.mark.parametrize("content", [PDF, PDF_WITH_SCRIPT], ids=["plain", "with a script"])
def test_a_document_is_saved_never_shown(
    admin_client: Client, client: Client, settings, tmp_path, content: bytes
) -> None:
    settings.MEDIA_ROOT = tmp_path
    assert post_document(admin_client, "科博会报告.pdf", content).status_code == 302
    paper = SiteDocument.objects.get(title="Paper")
    answer = client.get(paper.url)
    assert b"".join(answer.streaming_content) == content
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "filename*=UTF-8''%E7%A7%91" in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


# What joins and tidies paths reads them all as the same file.
SPELLINGS = ["{}", "./{}", "/{}", "x/../{}", "%2e/{}", "x/%2e%2e/{}", ".//{}", "documents/../{}"]


@pytest.mark.django_db
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_document_has_one_address_which_asks_who_may_read_it(
    client: Client, settings, tmp_path, spelling: str
) -> None:
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents/budget.pdf").write_bytes(PDF)
    assert client.get(f"/media/{spelling.format('documents/budget.pdf')}").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("attack", ["a web page under a document's name", "macros", "nothing at all"])
def test_the_editor_reads_why(admin_client: Client, settings, tmp_path, attack: str) -> None:
    settings.MEDIA_ROOT = tmp_path
    name, content = REFUSED[attack]
    answer = post_document(admin_client, name, content())
    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]
    assert not SiteDocument.objects.filter(title="Paper").exists()


@pytest.mark.django_db
def test_too_much_at_once_is_refused_before_it_is_read(admin_client: Client, settings) -> None:
    settings.UPLOAD_MAX_REQUEST_SIZE = 10_000
    answer = post_document(admin_client, "big.pdf", PDF + b" " * 20_000)
    assert answer.status_code in {400, 413}
    assert not SiteDocument.objects.filter(title="Paper").exists()


@pytest.mark.django_db
def test_what_is_no_picture_below_media_is_saved_not_shown(client: Client, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "stray.html").write_bytes(SCRIPT)
    answer = client.get("/media/stray.html")
    assert answer["Content-Disposition"] == "attachment"
    assert answer["Content-Type"] == "application/octet-stream"
