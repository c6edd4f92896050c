"""The picture that stands for a page where it is shared."""

import io
from importlib.metadata import distribution
from pathlib import Path

import pytest
from django.core.files.images import ImageFile
from django.test import Client
from django.utils import translation
from PIL import Image, ImageChops, ImageFont, ImageStat
from pylopdf_fonts_zh_cn import sans_path
from wagtail.models import Site

from pages.bilingual.languages import LANGUAGES
from pages.models import BasePage, SiteImage, SiteSettings
from pages.page_head import PageHead
from pages.sharing import share_pictures
from pages.sharing.content import SharePictureContent
from pages.sharing.drawing import draw
from pages.sharing.share_pictures import content_of, kept_picture, picture_path
from pages.sharing.typesetting import NOT_AT_END, NOT_AT_START, balanced, cut, lines_within, pieces

APPROVED = Path(__file__).parent / "approved_pictures"
"""Looked at and found right. A test that fails here writes nothing: draw the new one, look, and replace it."""
NAMES = {"en": ("High-Tech Expo", "科博会"), "zh-hans": ("科博会", "High-Tech Expo")}
CONTENTS = {
    "session-5-zh": ("第五届科博会", "2017年9月7日至9日", 5, "zh-hans"),
    "session-13-en": ("The 13th High-Tech Expo", "19–23 November 2025", 13, "en"),
    "innovation-en": (
        "Scientific and technological innovation",
        "Five sessions brought exhibitors, universities and research institutes to Mianyang.",
        "wave-one",
        "en",
    ),
    "official-name-zh": (
        "中国（绵阳）科技城国际科技博览会",
        "科博会每年在四川绵阳举办，主题为“军民融合·科技创新·开放合作”，由科学技术部和四川省人民政府共同主办。",
        "wave-many",
        "zh-hans",
    ),
    "integration-zh": ("军民融合", "", "wave-two", "zh-hans"),
}


def content(name: str) -> SharePictureContent:
    title, line, motif, language = CONTENTS[name]
    return SharePictureContent(title, line, *NAMES[language], motif, language)


def drawn(name: str) -> Image.Image:
    shown = content(name)
    with translation.override(shown.language):
        return Image.open(io.BytesIO(draw(shown))).convert("RGB")


@pytest.mark.parametrize("name", CONTENTS)
def test_picture_looks_as_approved(name: str) -> None:
    """Small differences come with versions of FreeType; a lost glyph, a moved line or another color do not pass."""
    with Image.open(APPROVED / f"{name}.png") as file:
        approved = file.convert("RGB")
    made = drawn(name)
    assert made.size == approved.size == (1200, 630)
    small = [image.resize((300, 158), Image.Resampling.BOX) for image in (made, approved)]
    difference = ImageChops.difference(*small).convert("L")
    assert max(ImageStat.Stat(difference).extrema[0]) < 48
    assert ImageStat.Stat(difference).mean[0] < 0.5


def test_comparison_with_approved_pictures_sees_one_wrong_character() -> None:
    with Image.open(APPROVED / "session-5-zh.png") as file:
        approved = file.convert("RGB").resize((300, 158), Image.Resampling.BOX)
    wrong = SharePictureContent("第四届科博会", "2017年9月7日至9日", *NAMES["zh-hans"], 5, "zh-hans")
    with translation.override("zh-hans"):
        made = Image.open(io.BytesIO(draw(wrong))).convert("RGB").resize((300, 158), Image.Resampling.BOX)
    assert max(ImageStat.Stat(ImageChops.difference(made, approved).convert("L")).extrema[0]) >= 48


def test_picture_is_small_enough_to_fetch() -> None:
    """WeChat gives up on pictures that are slow; 300 KB is X's and QQ's advice."""
    for name in CONTENTS:
        with translation.override(content(name).language):
            assert len(draw(content(name))) < 120_000


def test_font_has_every_character_of_the_site_and_an_open_license(site_content: None) -> None:
    font = ImageFont.truetype(str(sans_path()), 24)
    assert font.getname() == ("Noto Sans SC", "Regular")
    nothing = bytes(font.getmask("\U0010ffff"))  # what is drawn for a character that is missing
    rows, cells = range(0xB0, 0xF8), range(0xA1, 0xFF)
    gb_2312 = {bytes([row, cell]).decode("gb2312", "ignore") for row in rows for cell in cells} - {""}
    assert len(gb_2312) == 6763
    texts = {
        character
        for page in BasePage.objects.filter(depth__gt=1)
        for text in (page.title_en, page.title_zh_hans, page.summary_en, page.summary_zh_hans)
        for character in text or ""
        if not character.isspace()
    }
    missing = {character for character in gb_2312 | texts if bytes(font.getmask(character)) == nothing}
    assert missing == set()
    package = distribution("pylopdf-fonts-zh-cn")
    licenses = [file.read_text() for file in package.files or [] if file.name == "LICENSE"]
    assert any("SIL OPEN FONT LICENSE Version 1.1" in text for text in licenses)


@pytest.mark.django_db
@pytest.mark.parametrize("code", LANGUAGES)
def test_every_page_has_a_picture_in_its_language(visitor: Client, code: str) -> None:
    site = SiteSettings.objects.get()
    keys = set()
    pages = list(BasePage.objects.live().filter(depth__gt=1).specific())
    for page in pages:
        shown = content_of(page, code, site)
        assert shown.title == getattr(page, f"title_{code.replace('-', '_')}")
        keys.add(shown.key)
    assert len(keys) == len(pages)


@pytest.mark.django_db
def test_network_fetches_the_picture_the_page_names(visitor: Client, settings, tmp_path: Path) -> None:
    settings.SHARE_PICTURES = tmp_path
    page = BasePage.objects.get(slug="innovation").specific
    path = picture_path(page, content_of(page, "zh-hans", SiteSettings.objects.get()))
    assert (
        f'property="og:image" content="http://localhost:8000{path}"'
        in visitor.get("/zh-hans/features/innovation/").content.decode()
    )
    response = visitor.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert "immutable" in response["Cache-Control"]
    assert Image.open(io.BytesIO(response.content)).size == (1200, 630)
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.django_db
def test_picture_is_drawn_once(visitor: Client, settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SHARE_PICTURES = tmp_path
    shown = content("integration-zh")
    first = kept_picture(shown)
    monkeypatch.setattr("pages.sharing.drawing.draw", lambda _content: pytest.fail("drawn again"))
    assert kept_picture(shown) == first


@pytest.mark.django_db
def test_nobody_can_have_pictures_drawn_that_no_page_has(visitor: Client, settings, tmp_path: Path) -> None:
    """A flood of made-up addresses would otherwise cost a tenth of a second each, and fill the disk."""
    settings.SHARE_PICTURES = tmp_path
    page = BasePage.objects.get(slug="innovation")
    response = visitor.get(f"/share/{page.pk}/en/{'0' * 20}.png")
    assert response.status_code == 302
    assert list(tmp_path.iterdir()) == []
    assert visitor.get(f"/share/{page.pk}/xx/{'0' * 20}.png").status_code == 404
    assert visitor.get(f"/share/999999/en/{'0' * 20}.png").status_code == 404


@pytest.mark.django_db(transaction=False)
def test_publishing_draws_both_languages(
    site_content: None, settings, tmp_path: Path, django_capture_on_commit_callbacks
) -> None:
    settings.SHARE_PICTURES = tmp_path
    page = BasePage.objects.get(slug="privacy").specific
    page.title_en, page.title_zh_hans = "Your privacy", "您的隐私"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    site = SiteSettings.objects.get()
    page.refresh_from_db()
    expected = {f"{content_of(page, code, site).key}.png" for code in LANGUAGES}
    assert {path.name for path in tmp_path.iterdir()} == expected


@pytest.mark.django_db
def test_a_disk_that_is_full_does_not_stop_publishing(
    site_content: None, settings, tmp_path: Path, django_capture_on_commit_callbacks
) -> None:
    settings.SHARE_PICTURES = tmp_path / "file" / "below"
    (tmp_path / "file").write_text("no folder can be made here")
    page = BasePage.objects.get(slug="privacy").specific
    page.title_en = "Your privacy"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert BasePage.objects.get(slug="privacy").title_en == "Your privacy"


@pytest.mark.django_db
def test_editor_puts_a_picture_in_its_place(visitor: Client, rf) -> None:
    file = io.BytesIO()
    Image.new("RGB", (1600, 900), "navy").save(file, "JPEG")
    file.seek(0)
    image = SiteImage.objects.create(title="hall", alt_en="A hall", file=ImageFile(file, "hall.jpg"))
    page = BasePage.objects.get(slug="innovation").specific
    page.share_image = image
    page.save()
    request = rf.get("/en/")
    request.LANGUAGE_CODE = "en"
    request.site = Site.objects.get()
    shown = PageHead(page, request).sharing.picture
    assert shown.path.startswith("/media/")
    assert (shown.width, shown.height, shown.alt) == (1200, 630, "A hall")
    html = visitor.get("/en/features/innovation/").content.decode()
    assert f'property="og:image" content="{shown.address}"' in html
    image.delete()


def test_lines_break_as_each_language_breaks() -> None:
    font = ImageFont.truetype(str(sans_path()), 40)
    with translation.override("zh-hans"):
        text = "科博会每年在四川绵阳举办，主题为“军民融合·科技创新·开放合作”，由科学技术部（北京）和四川省人民政府共同主办。"
        for width in range(160, 700, 20):
            lines = lines_within([text], font, width)
            assert "".join(lines) == text
            assert not any(line[0] in NOT_AT_START for line in lines), (width, lines)
            assert not any(line[-1] in NOT_AT_END for line in lines), (width, lines)
        assert balanced(pieces("中国（绵阳）科技城国际科技博览会", "zh-hans"), font, 320)[0] == "中国（绵阳）"
    with translation.override("en"):
        parts = pieces("The 5th High-Tech Expo", "en")
        assert parts == ["The ", "5th ", "High-Tech\u00a0Expo"]
        whole = font.getlength("High-Tech\u00a0Expo")
        for width in range(int(whole) + 1, 700, 20):
            assert balanced(parts, font, width)[-1].endswith("High-Tech\u00a0Expo"), width
        lines = balanced(pieces("Scientific and technological innovation", "en"), font, 560)
        assert lines == ["Scientific and", "technological innovation"]
        assert cut(["One line,", "another one"], 1, font, 700) == ["One line…"]


def test_drawing_is_not_loaded_with_the_site() -> None:
    """Fonts and renderers cost memory; a process that draws nothing does without."""
    source = Path(share_pictures.__file__).read_text()
    head = source.split("def ", 1)[0]
    assert "drawing" not in head
