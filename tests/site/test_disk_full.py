"""A full disk in the middle of a save or an upload: the editor reads a sentence, and nothing half-written stays."""

import errno
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.urls import reverse
from PIL import Image

from expo_site.backups.row_fingerprints import Rows, fingerprints
from expo_site.whole_files import WholeFileStorage
from pages.models import BasePage, SiteImage, StandardPage
from tests.pages.staff import CHINESE, ENGLISH, sign_in

SENTENCE = {CHINESE: "未保存：服务器磁盘已满", ENGLISH: "Not saved: the server's disk is full"}


@pytest.fixture
def media(tmp_path: Path, settings) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def page(site_content: None) -> StandardPage:
    page = StandardPage(title_en="Travel", title_zh_hans="交通", slug="travel")
    BasePage.objects.get(depth=2).add_child(instance=page)
    page.save_revision().publish()
    return page


def files_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def picture() -> io.BytesIO:
    drawn = io.BytesIO()
    Image.new("RGB", (64, 48), (189, 50, 23)).save(drawn, "PNG")
    drawn.seek(0)
    drawn.name = "方块.png"
    return drawn


def form(page: StandardPage, **changes: str) -> dict[str, str]:
    """What the editor's browser sends for a plain page."""
    rows = {f"body_{code}-count": "0" for code in ("en", "zh_hans")}
    comments = {f"comments-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL", "MIN_NUM")}
    texts = {"title_en": "Travel", "title_zh_hans": "交通", "slug": "travel"}
    return {**rows, **comments, "comments-MAX_NUM_FORMS": "", **texts, **changes}


def everything_stored() -> dict[str, Rows]:
    """All rows of all tables, sign-ins apart."""
    connection.ensure_connection()
    return {table: rows for table, rows in fingerprints(connection.connection).items() if table != "django_session"}


def make_disk_full(table: str) -> None:
    """From now on the database answers a write to ``table`` as PostgreSQL does when it cannot extend a file."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE OR REPLACE FUNCTION disk_is_full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            " RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$"
        )
        cursor.execute(
            f'CREATE TRIGGER disk_is_full BEFORE INSERT OR UPDATE OR DELETE ON "{table}"'
            " FOR EACH STATEMENT EXECUTE FUNCTION disk_is_full()"
        )


# From the first that publishing a page writes to, to the last.
WRITTEN = ["wagtailcore_revision", "wagtailcore_pagelogentry", "pages_basepage", "pages_standardpage"]


@pytest.mark.parametrize(("table", "language"), list(zip(WRITTEN, [CHINESE, ENGLISH] * 2, strict=True)))
def test_editor_reads_a_sentence_and_nothing_half_saved_stays(page: StandardPage, table: str, language: str) -> None:
    client = sign_in("moderator", language)
    client.raise_request_exception = False
    before = everything_stored()
    make_disk_full(table)
    changed = form(page, title_en="Changed", **{"action-publish": "publish"})
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), changed)
    assert answer.status_code == 507
    assert SENTENCE[language] in answer.content.decode()
    assert everything_stored() == before


def test_with_room_again_the_same_form_is_saved(page: StandardPage) -> None:
    answer = sign_in("moderator", ENGLISH).post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        form(page, title_en="Changed", **{"action-publish": "publish"}),
    )
    assert answer.status_code == 302
    assert StandardPage.objects.get(pk=page.pk).title_en == "Changed"


def test_a_save_by_itself_says_it_to_the_script(page: StandardPage) -> None:
    client = sign_in("editor", CHINESE)
    client.raise_request_exception = False
    make_disk_full("wagtailcore_revision")
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = client.post(address, form(page, title_en="Changed"), headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["error_message"]) == (507, SENTENCE[CHINESE])


class BreaksOff(ContentFile):
    """Half of it can be written."""

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        yield b"half"
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_file_that_does_not_fit_leaves_nothing(media: Path) -> None:
    with pytest.raises(OSError, match="No space left"):
        WholeFileStorage().save("documents/plan.pdf", BreaksOff(b"whole"))
    assert files_in(media) == []


def test_two_files_of_one_name_are_both_kept_whole(media: Path) -> None:
    storage = WholeFileStorage()
    first, second = (storage.save("documents/计划.txt", ContentFile(text.encode())) for text in ("one", "two"))
    assert first == "documents/计划.txt"
    assert [storage.open(name).read() for name in (first, second)] == [b"one", b"two"]
    assert files_in(media) == sorted([first, second])


@pytest.mark.parametrize("where", ["the file", "the database"])
def test_an_upload_on_a_full_disk_is_refused_in_words(media: Path, site_content: None, monkeypatch, where: str) -> None:
    client = sign_in("editor", CHINESE)
    client.raise_request_exception = False
    if where == "the database":
        make_disk_full("pages_siteimage")
    else:

        def full(self, name, content):
            (media / "original_images").mkdir(parents=True, exist_ok=True)
            Path(self.path(name)).write_bytes(b"half")
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr("django.core.files.storage.FileSystemStorage._save", full)
    sent = {"title": "Square", "file": picture(), "alt_en": "A square", "alt_zh_hans": "方块", "collection": "1"}
    answer = client.post(reverse("wagtailimages:add"), sent)
    assert answer.status_code == 507
    assert SENTENCE[CHINESE] in answer.content.decode()
    assert files_in(media) == []


def test_the_same_upload_is_kept_where_there_is_room(media: Path, site_content: None) -> None:
    sent = {"title": "Square", "file": picture(), "alt_en": "A square", "alt_zh_hans": "方块", "collection": "1"}
    answer = sign_in("editor", CHINESE).post(reverse("wagtailimages:add"), sent)
    assert answer.status_code == 302
    assert files_in(media) == [SiteImage.objects.get().file.name]
