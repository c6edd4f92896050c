"""An editor and a translator on the same page at once, each in a browser of their own, with a Chinese admin."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from wagtail.blocks import StreamValue
from wagtail.rich_text import RichText

from pages.models import BasePage, FeatureEntry, FeaturePage
from tests.browser.conftest import SignIn
from tests.pages.staff import CHINESE, ENGLISH

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.fixture(scope="module")
def halls(site: str, django_db_blocker: pytest.FixtureRequest) -> Iterator[FeaturePage]:
    """A live page with three blocks in each language, one of them much longer in English."""
    with django_db_blocker.unblock():
        page = FeaturePage(title_en="Halls", title_zh_hans="展馆", slug="halls")
        page.body_en = [
            ("heading", {"text": "First", "kind": "section", "anchor": ""}),
            ("text", RichText("<p>" + "A long paragraph. " * 60 + "</p>")),
            ("heading", {"text": "Second", "kind": "section", "anchor": ""}),
        ]
        page.entries = [FeatureEntry(name_en="Forum", name_zh_hans="论坛", sort_order=0)]
        BasePage.objects.get(slug="features").add_child(instance=page)
        page.save_revision().publish()
        translated = {"heading": {"text": "标题", "kind": "section", "anchor": ""}, "text": RichText("<p>短</p>")}
        blocks = [(block.block_type, translated[block.block_type], block.id) for block in page.body_en]
        page.body_zh_hans = StreamValue(page.body_en.stream_block, blocks)
        page.save_revision().publish()
        yield page
        BasePage.objects.get(pk=page.pk).delete()


def edit(page: Page, halls: FeaturePage) -> None:
    page.goto(f"/admin/pages/{halls.pk}/edit/")
    expect(page.locator("fieldset.languages-shown")).to_be_visible()
    page.wait_for_timeout(3000)  # Wagtail takes what stands in the form until then for unchanged


def type_into(page: Page, name: str, text: str) -> None:
    with page.expect_response(
        lambda response: response.request.method == "POST" and response.url.endswith("/edit/")
    ) as answer:
        page.locator(f"[name={name}]").press("End")
        page.keyboard.type(text)
    assert answer.value.json()["success"], answer.value.json()


def test_editor_and_translator_work_on_one_page_at_once(sign_in: SignIn, halls: FeaturePage) -> None:
    editor, translator = sign_in("editor", CHINESE), sign_in("translator", CHINESE)
    edit(editor, halls)
    edit(translator, halls)
    expect(translator.locator("[name=title_en]")).to_have_count(0)
    expect(translator.locator("[aria-labelledby$=title_en-label].reading").first).to_contain_text("Halls")
    for turn in ("一", "二"):
        type_into(editor, "title_en", f" {turn}")
        type_into(translator, "title_zh_hans", turn)
    type_into(translator, "entries-0-name_zh_hans", "会")
    editor.get_by_role("button", name="保存草稿").click()
    expect(editor.locator(".messages .success")).to_be_visible()
    expect(editor.locator("[name=title_en]")).to_have_value("Halls 一 二")
    expect(editor.locator("[name=title_zh_hans]")).to_have_value("展馆一二")
    expect(editor.locator("[name=entries-0-name_zh_hans]")).to_have_value("论坛会")
    expect(translator.locator("text=将覆盖")).to_have_count(0)


@pytest.mark.parametrize("person", ["editor", "translator"])
@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
def test_the_form_is_for_everybody(sign_in: SignIn, halls: FeaturePage, axe: Axe, person: str, language: str) -> None:
    page = sign_in(person, language)
    edit(page, halls)
    found = axe.run(page, options={**RULES, "resultTypes": ["violations"]})
    ours = [
        (violation["id"], [node["html"][:120] for node in violation["nodes"]])
        for violation in found.response["violations"]
    ]
    assert ours == []


@pytest.mark.parametrize("person", ["editor", "translator"])
def test_blocks_stand_beside_their_counterparts(sign_in: SignIn, halls: FeaturePage, person: str) -> None:
    page = sign_in(person, CHINESE)
    edit(page, halls)
    for block in halls.body_en:
        tops = [
            page.locator(
                f"[data-text-language={language}] :is([data-contentpath='{block.id}'], [data-block-read='{block.id}'])"
            ).first.bounding_box()["y"]
            for language in ("en", "zh-Hans")
        ]
        assert abs(tops[0] - tops[1]) < 24, block.block_type
    page.set_viewport_size({"width": 700, "height": 900})
    # Once the side panels have slid away.
    page.wait_for_function("""() => new Set(["en", "zh-Hans"].map(language =>
        document.querySelector(`[data-text-language=${language}]`).getBoundingClientRect().x)).size === 1""")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_who_prefers_one_language_sees_that_alone(sign_in: SignIn, halls: FeaturePage) -> None:
    page = sign_in("editor", CHINESE)
    edit(page, halls)
    page.locator("fieldset.languages-shown").get_by_label("简体中文").check()
    expect(page.locator("[name=title_en]")).to_be_hidden()
    expect(page.locator("[name=title_zh_hans]")).to_be_visible()
    edit(page, halls)
    expect(page.locator("[name=title_en]")).to_be_hidden()
    page.locator("fieldset.languages-shown").get_by_label("两种语言").check()
    expect(page.locator("[name=title_en]")).to_be_visible()
