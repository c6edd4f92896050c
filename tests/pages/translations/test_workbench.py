"""The workbench as a translator uses it: the list, what is open first, saving with checks, the next one; and who may not."""

import re
import statistics
import time

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.blocks import StreamValue
from wagtail.rich_text import RichText

from pages.models import BasePage, StandardPage
from pages.translations.models import InterfaceString, StringChange, WorkItem
from pages.translations.models.work import Kind, WorkState
from pages.translations.object_work import content_type_of
from tests.pages.staff import CHINESE, ENGLISH, sign_in

pytestmark = pytest.mark.django_db


def item_of(page: BasePage) -> WorkItem:
    return WorkItem.objects.get(kind=Kind.PAGE, object_id=page.pk)


def draft_of(page: BasePage) -> BasePage:
    """As it is stored by now."""
    return BasePage.objects.get(pk=page.pk).get_latest_revision_as_object()


@pytest.fixture
def travel(workbench: None) -> StandardPage:
    """A page whose Chinese lacks its summary."""
    page = StandardPage(title_en="Travel", title_zh_hans="交通", slug="travel", summary_en="How to come.")
    BasePage.objects.get(depth=2).add_child(instance=page)
    page.confirm(CHINESE)
    page.save_revision().publish()
    return page


def test_one_list_has_everything_what_is_missing_first(travel: StandardPage) -> None:
    client = sign_in("translator", CHINESE)
    html = client.get("/admin/translations/").content.decode()
    titles = re.findall(r'<a href="/admin/translations/\d+/"\s+lang="en">([^<]*)</a>', html)
    assert titles[0] == "Travel"
    kinds = set(WorkItem.objects.values_list("kind", flat=True))
    assert kinds >= {Kind.PAGE, Kind.SNIPPET, Kind.SETTING, Kind.STRING}
    assert "界面文字" in html


def test_it_is_filtered_by_kind_state_and_words(travel: StandardPage) -> None:
    client = sign_in("translator", ENGLISH)
    missing = client.get("/admin/translations/?kind=page&state=missing").content.decode()
    assert "Travel" in missing
    assert "Overview" not in missing
    found = client.get("/admin/translations/?kind=string&q=正文").content.decode()
    assert "Skip to content" in found


def test_it_follows_what_is_saved_and_deleted(travel: StandardPage) -> None:
    item = item_of(travel)
    assert (item.state, item.missing, item.place) == (WorkState.MISSING, 1, "/travel/")
    page = travel.get_latest_revision_as_object()
    page.title_en = "Getting here"
    page.save_revision()
    item = item_of(travel)
    assert (item.title, item.stale) == ("Getting here", 1)
    BasePage.objects.get(pk=travel.pk).delete()
    assert not WorkItem.objects.filter(kind=Kind.PAGE, object_id=travel.pk).exists()


def test_a_page_is_translated_there_as_a_draft(travel: StandardPage) -> None:
    client = sign_in("translator", CHINESE)
    address = f"/admin/translations/{item_of(travel).pk}/"
    html = client.get(address).content.decode()
    posted = form_of(html)
    number = next(name for name, value in posted.items() if value == "summary").removeprefix("path-")
    answer = client.post(address, posted | {f"target-{number}": "如何前来。", "save": ""}, follow=True)
    assert "已保存为草稿" in answer.content.decode()
    live = StandardPage.objects.get(pk=travel.pk)
    assert live.summary_zh_hans in (None, "")
    assert live.get_latest_revision_as_object().summary_zh_hans == "如何前来。"
    assert item_of(travel).state == WorkState.CURRENT


def test_what_went_stale_shows_the_difference_and_can_be_confirmed(travel: StandardPage) -> None:
    page = travel.get_latest_revision_as_object()
    page.title_en = "Travel and hotels"
    page.save_revision()
    client = sign_in("translator", CHINESE)
    address = f"/admin/translations/{item_of(travel).pk}/"
    html = client.get(address).content.decode()
    assert "<ins> and hotels</ins>" in html
    client.post(address, form_of(html) | {"confirm": "title", "save": ""})
    assert item_of(travel).stale == 0


def test_a_translation_that_breaks_something_is_refused_and_not_lost(travel: StandardPage) -> None:
    client = sign_in("translator", CHINESE)
    address = f"/admin/translations/{item_of(travel).pk}/"
    posted = form_of(client.get(address).content.decode())
    number = next(name for name, value in posted.items() if value == "title").removeprefix("path-")
    before = BasePage.objects.get(pk=travel.pk).latest_revision_id
    answer = client.post(address, posted | {f"target-{number}": "长" * 300, "save": ""})
    assert answer.status_code == 422
    assert "长" * 300 in answer.content.decode()
    assert 'role="alert"' in answer.content.decode()
    assert BasePage.objects.get(pk=travel.pk).latest_revision_id == before


def test_somebody_elses_new_english_is_not_overwritten_by_an_old_form(travel: StandardPage) -> None:
    client = sign_in("translator", ENGLISH)
    address = f"/admin/translations/{item_of(travel).pk}/"
    posted = form_of(client.get(address).content.decode())
    page = travel.get_latest_revision_as_object()
    page.summary_en = "How to leave."
    page.save_revision()
    number = next(name for name, value in posted.items() if value == "summary").removeprefix("path-")
    answer = client.post(address, posted | {f"target-{number}": "如何前来。", "save": ""})
    assert "The English has changed since" in answer.content.decode()
    assert "如何前来。" in answer.content.decode()


def test_an_old_form_does_not_undo_a_colleagues_translation(travel: StandardPage) -> None:
    """Every text of the page is posted: one that was not touched changes nothing, one that both wrote is asked about."""
    client = sign_in("translator", CHINESE)
    address = f"/admin/translations/{item_of(travel).pk}/"
    posted = form_of(client.get(address).content.decode())
    at = {value: name.removeprefix("path-") for name, value in posted.items() if name.startswith("path-")}
    page = draft_of(travel)
    page.title_zh_hans = "同事的标题"
    page.save_revision()
    client.post(address, posted | {f"target-{at['summary']}": "如何前来。", "save": ""})
    draft = draft_of(travel)
    assert (draft.title_zh_hans, draft.summary_zh_hans) == ("同事的标题", "如何前来。")
    answer = client.post(address, posted | {f"target-{at['title']}": "我的标题", "save": ""})
    html = answer.content.decode()
    assert "译文此后已被他人修改，现为：“同事的标题”" in html
    assert "我的标题" in html
    assert draft_of(travel).title_zh_hans == "同事的标题"
    # Sent once more it is a decision: what stands there by now has been seen.
    client.post(address, form_of(html) | {"save": ""})
    assert draft_of(travel).title_zh_hans == "我的标题"


def test_a_block_that_was_made_apart_can_be_confirmed_where_it_stands(travel: StandardPage) -> None:
    """Beside one that shares the id of its English; the translation of the other is there, and counts as missing."""
    page = draft_of(travel)
    page.body_en = [("text", RichText("<p>By train.</p>")), ("text", RichText("<p>By bus.</p>"))]
    first, second = (block.id for block in (page.body_en.get_prep_value() and page.body_en))
    blocks = [("text", RichText("<p>乘火车。</p>"), first), ("text", RichText("<p>乘汽车。</p>"))]
    page.body_zh_hans = StreamValue(page.body_en.stream_block, blocks)
    page.save_revision()
    client = sign_in("translator", CHINESE)
    address = f"/admin/translations/{item_of(travel).pk}/"
    html = client.get(address).content.decode()
    assert f'value="body/{second}"' in html
    client.post(address, form_of(html) | {"confirm": [f"body/{first}", f"body/{second}"], "save": ""})
    draft = draft_of(travel)
    assert [block.id for block in draft.body_zh_hans] == [first, second]
    states = {unit.path: unit.state.value for unit in draft.units(CHINESE)}
    assert (states[f"body/{first}"], states[f"body/{second}"]) == ("current", "current")


def test_a_string_is_saved_and_the_next_open_one_comes(workbench: None) -> None:
    client = sign_in("translator", CHINESE)
    InterfaceString.objects.filter(source__in=["Menu", "Skip to content"]).update(shipped=[""])
    from pages.translations.string_work import note_strings

    note_strings(CHINESE)
    first, second = WorkItem.objects.filter(state=WorkState.MISSING, kind=Kind.STRING)
    address = f"/admin/translations/{first.pk}/?kind=string"
    posted = form_of(client.get(address).content.decode())
    answer = client.post(address, posted | {"form-0": "新译文", "next": ""})
    assert answer["Location"] == f"/admin/translations/{second.pk}/?kind=string"
    assert StringChange.objects.get().made_by.username == "translator-zh-hans"
    history = client.get(address).content.decode()
    assert "<ins>新译文</ins>" in history


def test_an_old_form_does_not_overwrite_a_newer_string(workbench: None) -> None:
    client = sign_in("translator", ENGLISH)
    item = WorkItem.objects.get(kind=Kind.STRING, title="Skip to content")
    address = f"/admin/translations/{item.pk}/"
    posted = form_of(client.get(address).content.decode())
    client.post(address, posted | {"form-0": "跳至正文", "save": ""})
    late = client.post(address, posted | {"form-0": "转到正文", "save": ""})
    assert late.status_code == 422
    assert "跳至正文" in late.content.decode()
    assert InterfaceString.objects.get(pk=item.object_id).own == ["跳至正文"]


def test_similar_strings_and_glossary_stand_beside_it(workbench: None) -> None:
    client = sign_in("translator", ENGLISH)
    item = WorkItem.objects.filter(kind=Kind.STRING, title__contains="Guest of Honor").first()
    html = client.get(f"/admin/translations/{item.pk}/").content.decode()
    assert "主宾国" in html
    item = WorkItem.objects.get(kind=Kind.STRING, title="interface strings")
    assert "interface string" in client.get(f"/admin/translations/{item.pk}/").content.decode()


@pytest.mark.parametrize("path", ["", "{item}/", "export/", "import/", "glossary/", "strings/django.po"])
def test_who_has_no_rights_gets_nowhere(workbench: None, path: str) -> None:
    """Somebody who may enter the admin and nothing else; and a visitor."""
    item = WorkItem.objects.filter(kind=Kind.STRING).first()
    address = f"/admin/translations/{path.format(item=item.pk)}"
    assert Client().get(address).status_code == 302
    user = User.objects.create_user("only-in-the-admin")
    from django.contrib.auth.models import Permission

    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = Client()
    client.force_login(user)
    assert client.get(address).status_code in {302, 403}
    assert client.post(address, {"form-0": "x", "version": "0"}).status_code in {302, 403, 405}
    assert not StringChange.objects.exists()


@pytest.fixture
def long_list(workbench: None) -> None:
    """2,000 pages and 1,500 strings."""
    pages = content_type_of(BasePage)
    rows = [
        WorkItem(
            kind=kind,
            language=CHINESE,
            content_type=content_type,
            object_id=10_000 + number,
            title=f"Text {number}",
            translated_title=f"文字{number}",
            place="/a/",
            state=state,
            urgency=WorkState.values.index(state),
            total=9,
            missing=number % 4,
        )
        for kind, content_type, count in (
            (Kind.PAGE, pages, 2_000 - WorkItem.objects.filter(kind=Kind.PAGE).count()),
            (Kind.STRING, content_type_of(InterfaceString), 1_500 - WorkItem.objects.filter(kind=Kind.STRING).count()),
        )
        for number in range(max(count, 0))
        for state in [WorkState.values[number % 4]]
    ]
    WorkItem.objects.bulk_create(rows)
    assert WorkItem.objects.filter(kind=Kind.PAGE).count() == 2_000
    assert WorkItem.objects.filter(kind=Kind.STRING).count() >= 1_500


ADDRESSES = ["", "?kind=string&state=missing", "?q=文字1", "?p=60"]


def test_a_long_list_asks_the_database_little(
    long_list: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = sign_in("translator", CHINESE)
    client.get("/admin/translations/")
    for address in ADDRESSES:
        with django_assert_max_num_queries(15):
            assert client.get(f"/admin/translations/{address}").status_code == 200


@pytest.mark.bench
def test_a_long_list_comes_within_300_milliseconds(long_list: None) -> None:
    client = sign_in("translator", CHINESE)
    for address in ADDRESSES:
        taken = []
        for _ in range(7):
            started = time.perf_counter()
            client.get(f"/admin/translations/{address}")
            taken.append(time.perf_counter() - started)
        print(f"/admin/translations/{address}: {statistics.median(taken) * 1000:.0f} ms")
        assert statistics.median(taken) < 0.3, address


def form_of(html: str) -> dict[str, str]:
    """What a browser would post of the workbench's form, untouched."""
    from html import unescape

    hidden = re.findall(r'<input\s+type="hidden"\s+name="([\w-]+)"\s+value="([^"]*)"', html)
    boxes = re.findall(r'<textarea\s+name="([\w-]+)"[^>]*>(.*?)</textarea>', html, re.DOTALL)
    return {name: unescape(value) for name, value in [*hidden, *boxes] if name != "csrfmiddlewaretoken"}
