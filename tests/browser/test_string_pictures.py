"""Translators see where a string stands: every string that is seen on a public page has its picture."""

import io
import os
import shutil
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from pages.translations.string_pictures import StringPicture, picture_file, read_pictures, write_pictures
from tests.browser.string_pictures import HIGHEST, WIDEST, taken, views
from tests.pages.staff import CHINESE

ANEW = bool(os.environ.get("STRING_PICTURES_ANEW"))
"""``make string-pictures`` says so: the pictures are then written, not only asked for."""


@pytest.fixture
def window(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(reduced_motion="reduce", color_scheme="light", locale="zh-CN")
    yield context.new_page()
    context.close()


def test_translators_find_a_picture_of_each_string_that_public_pages_show(site: str, window: Page) -> None:
    seen: set[str] = set()
    pictures: dict[str, StringPicture] = {}
    files: dict[str, bytes] = {}
    for view in views(window, site, CHINESE):
        seen.update(view.strings)
        if ANEW or not files:
            for found, content in taken(window, view):
                pictures |= found
                files[next(iter(found.values())).name] = content
    assert len(seen) > 200
    # Those of the first page are taken in any case: so that it works on the day somebody needs it.
    for picture in pictures.values():
        image = Image.open(io.BytesIO(files[picture.name]))
        assert image.format == "WEBP"
        assert image.size == (picture.width, picture.height)
        assert picture.width <= WIDEST
        assert picture.height <= HIGHEST
    if ANEW:
        _write(pictures, files)
    missing = seen - set(read_pictures())
    assert not missing, f"{len(missing)} strings have no picture. Run “make string-pictures” and commit what it writes."


def _write(pictures: dict[str, StringPicture], files: dict[str, bytes]) -> None:
    folder = picture_file("any").parent
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, content in files.items():
        picture_file(name).write_bytes(content)
    write_pictures(pictures)
