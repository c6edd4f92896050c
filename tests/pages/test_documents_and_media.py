"""Download lists, galleries and films as visitors read them, and what editors are told."""

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail import blocks
from wagtail.documents.forms import get_document_form

from pages.bilingual.languages import default_language
from pages.blocks.page_body import PageBodyBlock
from pages.models import HomePage, SiteDocument, SiteImage, StandardPage
from tests.browser.every_block import a_picture

type Show = Callable[..., str]


@pytest.fixture(autouse=True)
def media(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def show(site_content: None, visitor: Client) -> Show:
    """The main part of a page with one block, in a language."""

    def shown(code: str, kind: str, value: Any) -> str:
        with default_language():
            page = StandardPage.objects.filter(slug="shown").first()
            if page is None:
                page = StandardPage(title_en="Shown", title_zh_hans="展示", slug="shown")
                HomePage.objects.get().add_child(instance=page)
            page.body_en = page.body_zh_hans = [(kind, value)]
            page.save()
        html = visitor.get(f"/{code}/shown/").content.decode()
        return html[html.index("<main") : html.index("</main>")]

    return shown


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def paper(language: str = "en", content: bytes = b"%PDF-1.4 rules", **fields: Any) -> SiteDocument:
    document = SiteDocument(
        title=f"rules {language}",
        language=language,
        file=ContentFile(content, f"rules-{language}.pdf"),
        file_size=len(content),
        **{"label_en": "Rules", "label_zh_hans": "规则", **fields},
    )
    document.save()
    return document


def photo(number: int = 1, **fields: Any) -> SiteImage:
    image = SiteImage(
        title=f"photo {number}",
        file=a_picture(),
        **{
            "alt_en": f"Hall {number}",
            "alt_zh_hans": f"{number}号馆",
            "credit_en": "A. Photographer",
            "license_en": "All rights reserved",
            "license_zh_hans": "版权所有",
            **fields,
        },
    )
    image.save()
    return image


def test_list_says_kind_language_size_and_checksum(show: Show) -> None:
    document = paper(is_accessible=True)
    html = show("en", "document_list", {"documents": [document]})
    assert "PDF · English · 14 bytes · accessible version" in words(html).replace("\xa0", " ")
    assert hashlib.sha256(b"%PDF-1.4 rules").hexdigest() in html
    assert "no English version" not in html
    assert "无障碍版" in show("zh-hans", "document_list", {"documents": [document]})


@pytest.mark.parametrize(
    ("language", "code", "said"),
    [
        ("en", "zh-hans", "该文件暂无中文版。"),
        ("zh-hans", "en", "There is no English version of this document."),
        ("both", "en", ""),
        ("both", "zh-hans", ""),
        ("en", "en", ""),
    ],
)
def test_document_that_lacks_a_language_says_so(show: Show, language: str, code: str, said: str) -> None:
    html = show(code, "document_list", {"documents": [paper(language)]})
    assert ('class="note missing"' in html) is bool(said)
    assert said in html


def test_reader_is_given_the_version_in_their_language(show: Show) -> None:
    english = paper("en")
    chinese = paper("zh-hans", b"%PDF-1.4 guize", other_version=english)
    value = {"documents": [english, chinese]}  # both in the list, yet one line
    for code, first, second, also in (("en", english, chinese, "In Chinese"), ("zh-hans", chinese, english, "英文版")):
        html = show(code, "document_list", value)
        assert re.findall(r'href="(/documents/[^"]+)"', html) == [first.url, second.url]
        assert also in html
        assert 'class="note missing"' not in html


def test_two_versions_point_at_each_other_and_at_nothing_else(db: None) -> None:
    english, chinese, newer = paper("en"), paper("zh-hans"), paper("zh-hans")
    chinese.other_version = english
    chinese.save()
    english.refresh_from_db()
    assert english.other_version == chinese
    newer.other_version = english
    newer.save()
    for each in (english, chinese):
        each.refresh_from_db()
    assert english.other_version == newer
    assert chinese.other_version is None


def test_checksum_follows_the_file(db: None) -> None:
    document = paper()
    document.file = ContentFile(b"%PDF-1.4 newer", "newer.pdf")
    document.save()
    document.refresh_from_db()
    assert document.sha256 == hashlib.sha256(b"%PDF-1.4 newer").hexdigest()
    Path(document.file.path).unlink()
    document.sha256 = ""
    document.save()  # a lost file is no fault of whoever corrects a title
    assert document.sha256 == ""


@pytest.mark.parametrize(
    ("language", "other", "said"),
    [("en", "en", "same language"), ("both", "en", "both languages"), ("en", "both", "both languages")],
)
def test_editor_is_told_which_versions_do_not_go_together(db: None, language: str, other: str, said: str) -> None:
    form = get_document_form(SiteDocument)({"language": language, "other_version": paper(other).pk}, instance=paper())
    form.full_clean()
    with translation.override("en"):
        assert said in str(form.errors["other_version"])


def test_gallery_is_links_with_captions_credits_and_licenses(show: Show) -> None:
    value = {"session": 5, "pictures": [{"image": photo(each), "caption": f"Picture {each}"} for each in (1, 2)]}
    html = show("en", "gallery", value)
    assert re.search(r'<p class="note">\s*<a\s+href="/en/sessions/5/"\s*>\s*The 5th High-Tech Expo\s*</a>', html)
    assert len(re.findall(r'<a\s+href="/media/images/[^"]+\.jpg"', html)) == 2
    assert "Picture 1 A. Photographer All rights reserved" in words(html)
    chinese = show("zh-hans", "gallery", value)
    assert "第五届科博会" in chinese
    assert 'alt="1号馆"' in chinese
    assert re.search(r'class="credit"\s+lang="en"\s*>A. Photographer', chinese)


@pytest.mark.long
def test_gallery_costs_no_query_a_picture(show: Show, visitor: Client) -> None:
    def queries(number: int) -> int:
        pictures = [{"image": photo(each), "caption": "-"} for each in range(number)]
        show("en", "gallery", {"session": None, "pictures": pictures})  # makes the sizes
        with CaptureQueriesContext(
            connection,
        ) as captured:
            visitor.get("/en/shown/?again")
        return len(captured)

    assert queries(2) == queries(4)


def test_picture_that_was_deleted_leaves_the_rest(show: Show) -> None:
    gone, kept = photo(1), photo(2)
    value = {"session": None, "pictures": [{"image": gone, "caption": "Gone"}, {"image": kept, "caption": "Kept"}]}
    show("en", "gallery", value)
    gone.delete()
    page = StandardPage.objects.get(slug="shown")
    assert [each["caption"] for each in page.body_en[0].value.shown] == ["Kept"]


def refused(kind: str, value: Any) -> str:
    block = PageBodyBlock().child_blocks[kind]
    with translation.override("en"), pytest.raises(blocks.StructBlockValidationError) as caught:
        block.clean(block.to_python(value))
    return repr(caught.value.as_json_data())


@pytest.mark.parametrize("lacking", ["credit_en", "license_en"])
def test_gallery_wants_to_know_whose_pictures_they_are(db: None, lacking: str) -> None:
    unclear = photo(2, **{lacking: "", "license_zh_hans": ""})
    pictures = [{"image": each.pk, "caption": "-"} for each in (photo(1), unclear)]
    assert "credit and the license" in refused("gallery", {"session": 5, "pictures": pictures})


def a_film() -> dict[str, Any]:
    def file(name: str) -> SiteDocument:
        document = SiteDocument(title=name, file=ContentFile(b"x" * 2048, name), file_size=2048)
        document.save()
        return document

    return {
        "title": "Opening",
        "video": file("opening.mp4"),
        "poster": None,
        "captions_english": file("opening-en.vtt"),
        "captions_chinese": None,
        "transcript": "<p>Welcome to Mianyang.</p>",
    }


def test_film_has_captions_and_transcript_and_does_not_start(show: Show) -> None:
    film = a_film()
    html = show("en", "video", film)
    assert re.search(r'<video\s+controls\s+preload="none"\s+playsinline', html)
    assert "autoplay" not in html
    assert f'<source src="{film["video"].url}" type="video/mp4">' in html
    assert re.search(rf'<track\s+kind="captions"\s+src="{film["captions_english"].url}"\s+srclang="en"', html)
    assert "Welcome to Mianyang." in html
    assert "Download (MP4, 2.0 KB)" in words(html).replace("\xa0", " ")
    assert "captions in English only" not in html
    assert "仅有英文字幕" in show("zh-hans", "video", film)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"captions_english": None}, "captions in one language at least"),
        ({"captions_english": "video"}, "whose names end in .vtt"),
        ({"video": "captions_english"}, "MP4 and WebM"),
    ],
)
def test_editor_is_told_what_a_film_lacks(db: None, changed: dict[str, str | None], said: str) -> None:
    film = a_film()
    stored = {name: value.pk if isinstance(value, SiteDocument) else value for name, value in film.items()}
    stored |= {name: film[other].pk if other else None for name, other in changed.items()}
    assert said in refused("video", stored)
