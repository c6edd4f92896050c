"""The site as plain files: the same text, every link leads somewhere, a second run writes what changed."""

import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from wagtail.models import Collection, CollectionViewRestriction

from expo_site.export import site_copy
from expo_site.export.page_as_file import file_of, page_as_file
from expo_site.public_addresses import page_addresses
from pages.models import BasePage, SiteDocument, StandardPage
from scripts.bench.stack import NGINX, free_port, stack
from tests.missing_tools import missing_tool

HOST = "localhost:8000"


def rewritten(body: str, exported: set[str] = frozenset({"/en/", "/zh-hans/", "/en/about/"})) -> str:
    return page_as_file(f"<p>{body}</p>".encode(), "/en/about/", HOST, exported).content.decode()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<a href="/language/zh-hans/?next=/zh-hans/">中文</a>', '<a href="/zh-hans/">中文</a>'),
        ('<a href="/language/zh-hans/?next=/zh-hans/gone/">中文</a>', '<a href="/zh-hans/">中文</a>'),
        ('<a class="a" href="/en/search/">Search</a>', '<span class="a">Search</span>'),
        ('<a href="?chart=visitors#charts">Visitors</a>', "<span>Visitors</span>"),
        ('<a href="#main">Skip</a>', '<a href="#main">Skip</a>'),
        ('<a href="/en/about/#x">About</a>', '<a href="/en/about/#x">About</a>'),
        ('<a href="https://elsewhere.example/en/">x</a>', '<a href="https://elsewhere.example/en/">x</a>'),
        ("<form><input></form>", ""),
    ],
)
def test_links_lead_to_files_or_are_plain_text(body: str, expected: str) -> None:
    assert rewritten(body) == f"<p>{expected}</p>"


def test_a_page_needs_what_it_shows_and_plays() -> None:
    html = b"""<link href="/static/a.css"><img src="/media/b.jpg" srcset="/media/c.jpg 2x"><video poster="/media/d.jpg">
    <source src="/documents/1/e.webm"><track src="/documents/2/f.vtt"></video>"""
    page = page_as_file(html, "/en/about/", HOST, {"/en/about/"}, {"/documents/2/f.vtt"})
    assert {each.rpartition("/")[2] for each in page.needs} == {"a.css", "b.jpg", "c.jpg", "d.jpg", "e.webm"}
    assert b"<track" not in page.content  # for whom the captions are closed, the film is not
    closed = page_as_file(html, "/en/about/", HOST, {"/en/about/"}, {"/documents/1/e.webm"})
    assert b"<video" not in closed.content


def test_addresses_are_files_of_the_same_name() -> None:
    assert file_of("/en/") == "en/index.html"
    assert file_of("/data/figures.csv") == "data/figures.csv"


@pytest.mark.django_db
def test_a_folder_of_something_else_is_not_touched(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(CommandError, match="something else"):
        call_command("export_site", tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == ["letter.txt"]


def test_a_closed_film_leaves_its_title() -> None:
    film = '<video><source src="/documents/1/%E4%BC%9A.mp4"></video><a download="" href="/documents/1/%E4%BC%9A.mp4">Film</a>'
    page = page_as_file(f"<p>{film}</p>".encode(), "/en/about/", HOST, set(), closed={"/documents/1/会.mp4"})
    assert page.content.decode() == "<p><span>Film</span></p>"
    assert (page.needs, page.without_link) == (set(), {"/documents/1/%E4%BC%9A.mp4"})


@pytest.mark.django_db
@pytest.mark.parametrize("restriction", [CollectionViewRestriction.LOGIN, CollectionViewRestriction.PASSWORD])
def test_documents_that_not_everybody_may_read_are_left_out(
    site_content: None, static_files: None, settings, tmp_path: Path, monkeypatch, restriction: str
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    closed = Collection.get_first_root_node().add_child(name="Closed")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type=restriction, password="word")
    folders = {"open": Collection.get_first_root_node(), "closed": closed, "below": closed.add_child(name="Below")}
    documents = {
        name: SiteDocument.objects.create(title=name, collection=folder, file=ContentFile(b"%PDF-", f"{name}.pdf"))
        for name, folder in folders.items()
    }
    links = " ".join(f'<a linktype="document" id="{each.pk}">{name}</a>' for name, each in documents.items())
    page = StandardPage(title_en="Papers", slug="papers")
    page.body_en = page._meta.get_field("body_en").stream_block.to_python(
        [{"type": "text", "value": f"<p>{links}</p>"}]
    )
    BasePage.objects.get(slug="about").add_child(instance=page)
    monkeypatch.setattr(site_copy, "public_addresses", lambda: [page.url])
    outcome = site_copy.SiteCopy(tmp_path / "export", lambda *_done: None).make()
    assert {file.name for file in (tmp_path / "export" / "documents").rglob("*.pdf")} == {"open.pdf"}
    html = (tmp_path / "export" / file_of(page.url)).read_text()
    assert f'<a href="{documents["open"].url}">open</a> <span>closed</span> <span>below</span>' in html
    assert {documents["closed"].url, documents["below"].url} <= outcome.without_link


def text_of(html: bytes) -> str:
    soup = BeautifulSoup(html, "html.parser")
    for form in soup.find_all(["form", "script"]):
        form.decompose()
    return re.sub(r"\s+", " ", soup.get_text(" ")).strip()


def links_of(html: bytes) -> set[str]:
    soup = BeautifulSoup(html, "html.parser")
    found = {
        str(each.get("href") or each.get("src") or "") for each in soup.find_all(["a", "img", "script", "link", "use"])
    }
    local = {link for link in found if link.startswith("/")}
    return {urlsplit(link).path for link in local}


@pytest.fixture
def static_files() -> Iterator[None]:
    """Those of production."""
    bundled = {"BACKEND": "expo_site.static_bundles.BundledStaticFilesStorage"}
    root = Path(settings.VAR_DIR) / "static-of-tests"
    root.mkdir(parents=True, exist_ok=True)
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": bundled}, STATIC_ROOT=root):
        yield


@pytest.fixture
def exported(tmp_path: Path, site_content: None, static_files: None) -> Path:
    """The whole shipped site as files, made with the static files of production; what follows sees the same site."""
    call_command("export_site", tmp_path / "export", verbosity=0)
    return tmp_path / "export"


@pytest.fixture
def nginx(exported: Path) -> Iterator[Callable[[str], tuple[int, str, bytes]]]:
    """Asks nginx, set up as ``deploy/nginx/exported.conf`` says, for an address: status, kind and body."""
    if not Path(NGINX).exists():
        missing_tool("nginx is missing")
    for folder in [exported, *exported.parents]:  # nginx's workers are nobody in particular
        if folder.stat().st_uid == os.getuid() and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o055)
    with stack() as running:
        port = running.nginx_for_files(free_port(), exported)
        running.wait_for(port, "/index.html", 20)

        def ask(path: str) -> tuple[int, str, bytes]:
            status, headers, body = running.get(port, path)
            return status, headers.get("content-type", ""), body

        yield ask


@pytest.mark.long
@pytest.mark.django_db
def test_the_exported_site_behind_nginx_reads_as_the_live_one_and_every_link_resolves(
    exported: Path, nginx: Callable[[str], tuple[int, str, bytes]]
) -> None:
    client = Client(headers={"host": HOST})
    addresses = list(page_addresses())
    assert len(addresses) >= 42
    links: set[str] = set()
    for address in addresses:
        status, kind, kept = nginx(address)
        assert (status, kind) == (200, "text/html; charset=utf-8"), address
        assert text_of(kept) == text_of(client.get(address).content), address
        links |= links_of(kept)
    for link in links:
        assert not link.startswith(("/language/", "/admin/"))
        status, kind, _body = nginx(link)
        assert status == 200, link
        assert not kind.startswith("application/octet-stream"), (link, kind)
    assert nginx("/")[0] == 200
    assert nginx("/sitemap.xml")[:2] == (200, "application/xml; charset=utf-8")
    assert nginx("/data/figures.csv")[1] == "text/csv; charset=utf-8"
    assert nginx("/zh-hans/sessions/sessions.ics")[1] == "text/calendar; charset=utf-8"
    status, _kind, body = nginx("/zh-hans/there-is-no-such-page/")
    assert status == 404
    assert b"<html" in body
    assert nginx("/export.json")[0] == 404


@pytest.mark.long
@pytest.mark.django_db
def test_a_second_run_writes_only_what_changed(exported: Path) -> None:
    listed = json.loads((exported / "export.json").read_text())["files"]
    assert {"index.html", "404.html", "sitemap.xml", "data/figures.csv", "zh-hans/sessions/sessions.ics"} <= set(listed)
    before = written_at(exported)
    call_command("export_site", exported, verbosity=0)
    # The list itself, and what tells its own time.
    assert {each.name for each, at in written_at(exported).items() if at != before[each]} <= {"export.json"}
    BasePage.objects.filter(slug="privacy").update(summary_en="Another summary.")
    call_command("export_site", exported, verbosity=0)
    changed = {each for each, at in written_at(exported).items() if at != before.get(each)}
    pages = {str(each.relative_to(exported)) for each in changed if each.suffix == ".html"}
    assert pages == {"en/about/index.html", "en/about/privacy/index.html"}
    BasePage.objects.get(slug="contact").specific.unpublish()
    call_command("export_site", exported, verbosity=0)
    assert not (exported / "en/about/contact/index.html").exists()


def written_at(folder: Path) -> dict[Path, int]:
    return {file: file.stat().st_mtime_ns for file in folder.rglob("*") if file.is_file()}
