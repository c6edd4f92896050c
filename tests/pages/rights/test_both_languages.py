"""Beginning a translation, reading both languages against each other, and how long a long page takes to save."""

import time

import pytest
from wagtail.blocks import StreamValue
from wagtail.rich_text import RichText

from pages.models import FeaturePage, StandardPage
from tests.pages.rights.conftest import Opens, latest

pytestmark = pytest.mark.django_db
START = {"action-start-language": "zh-hans"}


def ids(stream) -> list[str]:
    return [block.id for block in stream]


def test_chinese_starts_from_the_english_with_the_same_blocks(opens: Opens, feature: FeaturePage) -> None:
    page = latest(feature)
    page.body_zh_hans = []
    page.save_revision()
    form = opens("translator")
    assert "action-start-language" in form.html
    assert form.type(title_zh_hans="新").save(**START).status_code == 302
    page = latest(feature)
    assert page.title_zh_hans == "新"
    assert ids(page.body_zh_hans) == ids(page.body_en)
    assert page.body_zh_hans[0].value["text"] == "Halls"
    form.load()
    assert "action-start-language" not in form.html


def test_what_is_translated_already_stays(opens: Opens, feature: FeaturePage) -> None:
    page = latest(feature)
    first, second, third = page.body_en
    blocks = [("text", RichText("<p>自己的</p>")), ("heading", {**first.value, "text": "展馆"}, first.id)]
    page.body_zh_hans = StreamValue(page.body_en.stream_block, blocks)
    page.save_revision()
    assert opens("editor").save(**START).status_code == 302
    page = latest(feature)
    assert ids(page.body_zh_hans)[1:] == [first.id, second.id, third.id]
    assert page.body_zh_hans[1].value["text"] == "展馆"
    assert "自己的" in page.body_zh_hans[0].value.source


def test_english_editor_does_not_start_chinese(opens: Opens, feature: FeaturePage) -> None:
    page = latest(feature)
    page.body_zh_hans = []
    page.save_revision()
    form = opens("english_editor")
    assert "action-start-language" not in form.html
    form.save(**START)
    assert len(latest(feature).body_zh_hans) == 0


@pytest.mark.parametrize("person", ["editor", pytest.param("translator", marks=pytest.mark.long)])
def test_preview_sets_paragraph_against_paragraph(opens: Opens, feature: FeaturePage, person: str) -> None:
    page = latest(feature)
    page.body_en.append(("text", RichText("<p>last</p>")))
    page.save_revision()
    form = opens(person)
    form.type(title_zh_hans="打字中")
    address = f"/admin/pages/{feature.pk}/edit/preview/"
    assert form.client.post(address, form.data).json()["is_valid"]
    html = form.client.get(f"{address}?mode=both&in_preview_panel=true").content.decode()
    rows = html.split('class="against-pair"')[1:]
    title = next(row for row in rows if "打字中" in row)
    assert "Venue" in title
    halls = next(row for row in rows if "Halls" in row)
    assert "展馆" in halls
    assert 'lang="zh-Hans"' in halls
    assert "尚未翻译" in next(row for row in rows if ">last<" in row)
    for mode in ("en", "zh-hans"):
        assert "against-pair" not in form.client.get(f"{address}?mode={mode}").content.decode()


@pytest.mark.long
def test_sixty_blocks_in_two_languages_are_saved_within_a_second_and_a_half(opens: Opens, feature: FeaturePage) -> None:
    """In processor time of the web process, which a busy machine does not stretch; PostgreSQL's is not in it."""
    page = latest(feature)
    for code in ("en", "zh_hans"):
        blocks = [
            ("heading", {"text": f"Heading {place}", "kind": "section", "anchor": ""})
            if place % 3 == 0
            else ("text", RichText(f"<p>Paragraph {place} of a long page. </p>" * 5))
            for place in range(60)
        ]
        setattr(page, f"body_{code}", blocks)
    page.save_revision()
    editor, translator = opens("editor"), opens("translator")
    assert translator.type(body_zh_hans__0__value__text="新的标题").autosave()["success"]
    taken = []
    for turn in range(2):
        editor.type(body_en__0__value__text=f"Heading {turn}")
        begun = time.process_time()
        assert editor.autosave()["success"]
        taken.append(time.process_time() - begun)
    assert min(taken) < 1.5
    page = latest(feature)
    assert (page.body_en[0].value["text"], page.body_zh_hans[0].value["text"]) == ("Heading 1", "新的标题")
    assert len(editor.data["text_seen"]) < 20_000


def test_every_page_type_has_the_preview_of_both(site_content: None) -> None:
    assert [mode for mode, _label in StandardPage().preview_modes] == ["en", "zh-hans", "both"]
