"""Where a string stands, as a picture beside it; what nobody sees on a public page says so."""

import pytest
from django.test import Client

from pages.translations.marked_strings import marked_strings, numbers_in
from pages.translations.models import WorkItem
from pages.translations.models.work import Kind
from pages.translations.shipped_strings import digest_of
from pages.translations.string_pictures import picture_file, read_pictures
from tests.pages.staff import CHINESE, ENGLISH, sign_in

pytestmark = pytest.mark.django_db
MOST_BYTES = 2_000_000


def string_screen(title: str, language: str) -> str:
    item = WorkItem.objects.get(kind=Kind.STRING, title=title)
    return sign_in("translator", language).get(f"/admin/translations/{item.pk}/").content.decode()


def test_a_translator_sees_where_a_string_stands(workbench: None) -> None:
    html = string_screen("Share on WeChat", CHINESE)
    assert 'src="/static/admin/string-pictures/' in html
    assert 'alt="页面 /zh-hans/ 的一部分。框中文字：“分享到微信”。"' in html
    assert "<rect" in html


def test_it_says_when_there_is_no_picture(workbench: None) -> None:
    html = string_screen("The shipped translation is back.", ENGLISH)
    assert "No picture: no public page shows this text" in html
    assert "string-pictures" not in html


def test_strings_are_marked_for_the_time_of_looking_and_no_longer(visitor: Client) -> None:
    with marked_strings(CHINESE) as digests:
        html = visitor.get("/zh-hans/sessions/").content.decode()
        seen = {digests[number] for number in numbers_in(html)}
        assert digest_of("django", None, "Skip to content") in seen
        assert len(seen) > 100
    assert numbers_in(visitor.get("/zh-hans/sessions/").content.decode()) == []


def test_the_pictures_are_there_small_and_hold_their_frames() -> None:
    pictures = read_pictures()
    assert len(pictures) > 200
    names = {picture.name for picture in pictures.values()}
    files = set(picture_file("any").parent.iterdir())
    assert files == {picture_file(name) for name in names}
    assert sum(file.stat().st_size for file in files) < MOST_BYTES
    for picture in pictures.values():
        x, y, width, height = picture.frame
        assert min(x, y) >= 0
        assert min(width, height) > 0
        assert x + width <= picture.width
        assert y + height <= picture.height
