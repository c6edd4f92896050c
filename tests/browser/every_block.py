"""A page that holds every block an editor may use, in both languages, and an item of news, while the browser tests run."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from pages.bilingual.languages import default_language
from pages.models import BasePage, HomePage, SiteDocument, SiteImage, StandardPage
from tests.pages.news.made_up import news_item

SLUG = "every-block"
NEWS_SLUG = "gates-open"
FILM = Path(__file__).parents[1] / "pages/uploads/films/film.webm"
CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:02.000\n方块向右移动。\n"


@contextmanager
def news_of_tests() -> Iterator[BasePage]:
    """While there is an item, the section is there."""
    item = news_item(
        NEWS_SLUG, "Gates open at nine", "九点开馆", summary_en="All of them.", summary_zh_hans="各馆同时开放。"
    )
    try:
        yield item
    finally:
        with default_language():
            item.delete()


@contextmanager
def page_with_every_block() -> Iterator[BasePage]:
    files = {
        "image": SiteImage(
            title="field",
            alt_en="A plain field",
            alt_zh_hans="一块单色画面",
            credit_en="Tests",
            license_en="CC0",
            file=a_picture(),
        ),
        "rules": SiteDocument(
            title="rules", label_en="Rules", label_zh_hans="规则", file=ContentFile(b"%PDF-1.4", "r.pdf"), file_size=8
        ),
        "film": SiteDocument(title="film", file=ContentFile(FILM.read_bytes(), "square.webm"), file_size=2333),
        "captions": SiteDocument(title="captions", file=ContentFile(CAPTIONS.encode(), "square.vtt")),
    }
    for each in files.values():
        each.save()
    with default_language():
        home = HomePage.objects.get()
        page = StandardPage(title="Every block", title_zh_hans="所有版块", slug=SLUG)
        home.add_child(instance=page)
        page.body_en, page.body_zh_hans = _body(files, 0), _body(files, 1)
        page.save()
    try:
        yield page
    finally:
        with default_language():
            page.delete()
        for each in files.values():
            each.delete()


def a_picture() -> ContentFile:
    file = io.BytesIO()
    Image.new("RGB", (1600, 900), (40, 80, 120)).save(file, "JPEG")
    return ContentFile(file.getvalue(), "field.jpg")


def _body(files: dict[str, Any], language: int) -> list[tuple[str, Any]]:
    image = files["image"]

    def said(english: str, chinese: str) -> str:
        return (english, chinese)[language]

    return [
        ("text", said("<p>What stands before the first heading.</p>", "<p>第一个标题之前的文字。</p>")),
        ("heading", {"text": said("A part first", "先来一部分"), "kind": "part", "anchor": ""}),
        ("heading", {"text": said("Text", "文字"), "kind": "section", "anchor": "words"}),
        (
            "text",
            said(
                '<p>With <b>bold</b>, <i>italics</i> and <a href="https://example.org/">a link</a>.</p>'
                "<ul><li>One</li><li>Two</li></ul><ol><li>First</li><li>Second</li></ol>",
                '<p>有<b>粗体</b>、<i>着重</i>和<a href="https://example.org/">链接</a>。</p>'
                "<ul><li>一</li><li>二</li></ul><ol><li>甲</li><li>乙</li></ol>",
            ),
        ),
        ("heading", {"text": said("A part", "一部分"), "kind": "part", "anchor": "part"}),
        (
            "quotation",
            {
                "quotation": said("Words, exactly as they were said.", "一字不改的原话。"),
                "speaker": said("Somebody", "某人"),
                "source": said("A publisher", "某报"),
                "source_url": "https://example.org/",
            },
        ),
        ("call_out", {"title": said("Please note", "请注意"), "text": said("<p>Set apart.</p>", "<p>单独列出。</p>")}),
        ("heading", {"text": said("Figures", "数字"), "kind": "section", "anchor": ""}),
        ("figure_strip", {"basis": "total", "session": 5, "measures": ["signed_projects", "signed_amount_cny"]}),
        ("figure_strip", {"basis": "session", "session": 12, "measures": ["exhibitors", "exhibits", "area_m2"]}),
        ("fact_list", {"facts": [{"label": said("Place", "地点"), "value": said("Mianyang", "绵阳")}]}),
        (
            "table",
            {
                "caption": said("Sessions and years", "届次与年份"),
                "columns": [said("Session", "届次"), said("Year", "年份"), said("Remarks", "备注")],
                "rows": [[said("5th", "第五届"), "2017", ""], [said("6th", "第六届"), "2018", ""]],
            },
        ),
        ("heading", {"text": said("Pictures and documents", "图片与文件"), "kind": "section", "anchor": ""}),
        ("picture", {"image": image, "caption": said("A caption", "图片说明")}),
        (
            "gallery",
            {
                "session": 5,
                "pictures": [
                    {"image": image, "caption": said(f"Picture {number}", f"图片{number}")} for number in (1, 2, 3)
                ],
            },
        ),
        (
            "video",
            {
                "title": said("A square on its way", "移动的方块"),
                "video": files["film"],
                "poster": image,
                "captions_english": None,
                "captions_chinese": files["captions"],
                "transcript": said("<p>A square moves to the right.</p>", "<p>一个方块向右移动。</p>"),
            },
        ),
        ("document_list", {"documents": [files["rules"]]}),
        (
            "link_cards",
            {
                "cards": [
                    {"page": HomePage.objects.get(), "url": "", "heading": "", "description": ""},
                    {
                        "page": None,
                        "url": "https://example.org/",
                        "heading": said("Elsewhere", "别处"),
                        "description": said("What is there.", "那里有什么。"),
                    },
                ]
            },
        ),
    ]
