"""The index follows every change of what visitors may read, on commit."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from wagtail.models import PageViewRestriction

from pages.models import BasePage, StandardPage
from pages.search import vocabulary
from pages.search.index import differences
from pages.search.models import SearchDocument, SearchTerm
from pages.search.page_text import parts_of
from tests.pages.search.conftest import Finder

pytestmark = pytest.mark.django_db
type Commit = Callable[..., AbstractContextManager[Any]]


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Commit) -> Callable[[], AbstractContextManager[Any]]:
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def page(find: Finder, committed: Callable[[], AbstractContextManager[Any]]) -> StandardPage:
    made = StandardPage(title_en="Wombat parade", title_zh_hans="袋熊游行", slug="wombat")
    made.body_en = [("text", "<p>All about marsupials.</p>")]
    made.body_zh_hans = [("text", "<p>关于有袋类动物。</p>")]
    with committed():
        BasePage.objects.get(slug="about").add_child(instance=made)
    return made


def test_a_new_page_is_found_in_both_languages(find: Finder, page: StandardPage) -> None:
    assert find("marsupials") == ["wombat"]
    assert find("有袋类", "zh-hans") == ["wombat"]
    assert find("wambat") == ["wombat"]


def test_a_publication_is_found_when_it_commits_and_a_draft_never(
    find: Finder, page: StandardPage, committed: Callable[[], AbstractContextManager[Any]]
) -> None:
    page.title_en = "Quokka parade"
    with committed():
        page.save_revision()
    assert find("quokka") == []
    with committed():
        page.get_latest_revision().publish()
    assert find("quokka") == ["wombat"]


def test_an_unpublished_page_is_gone_and_comes_back(
    find: Finder, page: StandardPage, committed: Callable[[], AbstractContextManager[Any]]
) -> None:
    with committed():
        page.unpublish()
    assert find("marsupials") == []
    with committed():
        page.save_revision().publish()
    assert find("marsupials") == ["wombat"]


def test_a_deleted_page_is_gone(find: Finder, page: StandardPage) -> None:
    page.delete()
    assert find("marsupials") == []


def test_a_private_page_is_gone_with_all_below_it(
    find: Finder, page: StandardPage, committed: Callable[[], AbstractContextManager[Any]]
) -> None:
    with committed():
        restriction = PageViewRestriction.objects.create(
            page=BasePage.objects.get(slug="about"), restriction_type=PageViewRestriction.LOGIN
        )
    assert find("marsupials") == []
    assert find("overview") == []
    with committed():
        restriction.delete()
    assert find("marsupials") == ["wombat"]


def test_a_page_that_moves_below_a_private_one_is_gone(
    find: Finder, page: StandardPage, committed: Callable[[], AbstractContextManager[Any]]
) -> None:
    private = BasePage.objects.get(slug="privacy")
    with committed():
        PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    with committed():
        page.move(private, "last-child")
    assert find("marsupials") == []


def test_a_page_without_chinese_is_found_in_english_only(
    find: Finder, page: StandardPage, committed: Callable[[], AbstractContextManager[Any]]
) -> None:
    page.body_zh_hans = []
    with committed():
        page.save()
    languages = SearchDocument.objects.filter(page_id=page.pk).values_list("language", flat=True)
    assert list(languages) == ["en"]


def test_no_english_stands_in_a_chinese_row(page: StandardPage) -> None:
    page.summary_en = "Only in English"
    assert not [text for text, _weight in parts_of(page, "zh-hans") if "English" in text]


@pytest.mark.long
def test_what_a_crash_left_behind_is_found_and_mended(
    find: Finder, page: StandardPage, capsys: pytest.CaptureFixture[str]
) -> None:
    SearchDocument.objects.filter(page_id=page.pk, language="en").delete()
    SearchDocument.objects.filter(page_id=page.pk).update(digest="x")
    with pytest.raises(SystemExit):
        call_command("rebuild_search", "--check", "--dry-run")
    call_command("rebuild_search", "--check")
    assert f"{page.pk} (en)" in capsys.readouterr().out
    assert find("marsupials") == ["wombat"]
    *_before, (_done, found) = differences()
    assert not found.pages


def test_a_rebuild_changes_nothing_that_is_right(find: Finder) -> None:
    before = set(SearchDocument.objects.values_list("page_id", "language", "digest"))
    SearchDocument.objects.create(
        page=BasePage.get_first_root_node(),
        language="en",
        title="x",
        body="",
        vector="",
        title_vector="",
        kind="x",
        digest="x",
    )
    call_command("rebuild_search")
    assert set(SearchDocument.objects.values_list("page_id", "language", "digest")) == before


def test_words_that_no_page_has_are_forgotten(page: StandardPage) -> None:
    assert SearchTerm.objects.filter(term="marsupials").exists()
    page.delete()
    assert vocabulary.recount("en") > 0
    assert not SearchTerm.objects.filter(term="marsupials").exists()
    assert SearchTerm.objects.get(language="en", term="israel").pages == 3


def test_staff_find_chinese_inside_titles(admin_client: Client, find: Finder) -> None:
    html = admin_client.get("/admin/pages/search/results/?q=创新").content.decode()
    assert "Scientific and technological innovation" in html


def test_administrators_read_what_was_not_found(admin_client: Client) -> None:
    assert admin_client.get("/admin/reports/searches/").status_code == 200
