"""What is deleted can be brought back, exactly as it was."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core import serializers
from django.db import connection
from django.db.models.deletion import Collector
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from pages.models import BasePage, StandardPage
from pages.recycle_bin.housekeeping import empty
from pages.recycle_bin.keeping import DERIVED
from pages.recycle_bin.models import KEPT_FOR, DeletedPage
from pages.recycle_bin.restoring import CannotRestore, restore
from sessions_archive.models import SessionPage
from tests.pages.staff import CHINESE, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_content")]


def page_at(slug: str) -> BasePage:
    return BasePage.objects.get(slug=slug)


def every_row(page: BasePage) -> list[str]:
    """All that a deletion would take, in words."""
    collector = Collector(using="default", origin=page)
    collector.collect(list(BasePage.objects.filter(path__startswith=page.path)))
    taken = [*collector.data.values(), *collector.fast_deletes]
    rows = [row for group in taken for row in group if row._meta.app_label not in DERIVED]
    return sorted(serializers.serialize("json", [row], fields=names_of(row)) for row in rows)


def names_of(row) -> list[str]:
    # When a page was last written is not what it says.
    return [field.name for field in row._meta.local_concrete_fields if field.name != "numchild"]


WHOLE_SECTIONS = [pytest.param(slug, marks=pytest.mark.long) for slug in ("about", "sessions")]


@pytest.mark.parametrize("slug", ["features", "5", *WHOLE_SECTIONS])
def test_every_row_comes_back_as_it_was(slug: str) -> None:
    page = page_at(slug)
    for each in page.get_descendants(inclusive=True).specific():
        each.save_revision()
    before, children = every_row(page_at(slug)), page_at(slug).get_parent().numchild
    page_at(slug).delete()
    assert not BasePage.objects.filter(slug=slug).exists()
    restore(DeletedPage.objects.get(), None)
    assert every_row(page_at(slug)) == before
    assert page_at(slug).get_parent().numchild == children
    assert BasePage.find_problems() == ([], [], [], [], [])
    assert not DeletedPage.objects.exists()


def test_readers_find_it_again_in_both_languages(visitor: Client) -> None:
    addresses = [f"/{code}/sessions/5/" for code in ("en", "zh-hans")]
    before = [visitor.get(address).content for address in addresses]
    BasePage.objects.get(pk=BasePage.objects.get(url_path__endswith="/sessions/5/").pk).delete()
    assert [visitor.get(address).status_code for address in addresses] == [404, 404]
    restore(DeletedPage.objects.get(), None)
    assert [visitor.get(address).content for address in addresses] == before


def test_an_editor_deletes_and_brings_back_in_chinese() -> None:
    client, page = sign_in("moderator", CHINESE), page_at("privacy")
    asked = client.get(f"/admin/pages/{page.pk}/delete/").content.decode()
    assert "30 天内可从回收站恢复" in asked
    deleted = client.post(f"/admin/pages/{page.pk}/delete/", follow=True).content.decode()
    assert "可在 30 天内从回收站恢复" in deleted
    entry = DeletedPage.objects.get()
    assert entry.deleted_by.username.startswith("moderator")
    listed = client.get("/admin/reports/bin/").content.decode()
    assert f"/admin/reports/bin/{entry.pk}/" in listed
    assert "已发布的内容将立即重新发布" in client.get(f"/admin/reports/bin/{entry.pk}/").content.decode()
    client.post(f"/admin/reports/bin/{entry.pk}/")
    assert page_at("privacy").live
    assert not DeletedPage.objects.exists()


def test_many_at_once_go_to_the_bin_one_by_one() -> None:
    client = sign_in("moderator", CHINESE)
    chosen = [page_at("privacy"), page_at("accessibility")]
    query = "&".join(f"id={page.pk}" for page in chosen)
    client.post(f"/admin/bulk/pages/basepage/delete/?{query}")
    assert DeletedPage.objects.count() == 2
    assert not BasePage.objects.filter(pk__in=[page.pk for page in chosen]).exists()


def test_a_script_cannot_go_past_the_bin() -> None:
    BasePage.objects.filter(slug__in=["about", "overview", "sessions"]).delete()
    assert sorted(entry.address.split("/")[-2] for entry in DeletedPage.objects.all()) == ["about", "sessions"]


def test_translators_see_nothing_in_it_and_bring_nothing_back() -> None:
    page_at("privacy").delete()
    entry = DeletedPage.objects.get()
    client = sign_in("translator", CHINESE)
    assert f"/admin/reports/bin/{entry.pk}/" not in client.get("/admin/reports/bin/").content.decode()
    assert client.post(f"/admin/reports/bin/{entry.pk}/").status_code == 302
    assert not BasePage.objects.filter(slug="privacy").exists()


def test_the_list_takes_as_many_queries_however_long_it_is() -> None:
    client = sign_in("moderator", CHINESE)

    def queries_of_list(entries: int) -> int:
        with CaptureQueriesContext(connection) as asked:
            html = client.get("/admin/reports/bin/").content.decode()
        assert html.count("Passing") == entries
        return len(asked)

    def delete_one_under_each() -> None:
        for parent in BasePage.objects.filter(slug__in=["about", "features", "overview"]):
            parent.add_child(instance=StandardPage(title_en="Passing", slug="passing")).delete()

    delete_one_under_each()
    queries_of_list(3)
    few = queries_of_list(3)
    for _again in range(4):
        delete_one_under_each()
    assert queries_of_list(15) == few


def test_a_page_whose_place_is_taken_stands_beside() -> None:
    parent = page_at("privacy").get_parent()
    page_at("privacy").delete()
    parent.refresh_from_db()
    parent.add_child(instance=StandardPage(title_en="Another", slug="privacy"))
    restored = restore(DeletedPage.objects.get(), None)
    assert restored.slug == "privacy-2"
    assert restored.url_path == f"{parent.url_path}privacy-2/"
    assert BasePage.find_problems() == ([], [], [], [], [])


def delete_session_and_record_another(number: int) -> SessionPage:
    page = SessionPage.objects.get(number=number)
    archive = page.get_parent()
    page.delete()
    archive.refresh_from_db()
    return archive.add_child(instance=SessionPage(title_en="Another", title_zh_hans="另一届", number=number, year=2017))


def test_a_session_whose_number_is_taken_says_so_and_changes_nothing() -> None:
    another = delete_session_and_record_another(5)
    client, entry = sign_in("moderator", CHINESE), DeletedPage.objects.get()
    answer = client.post(f"/admin/reports/bin/{entry.pk}/", follow=True)
    assert "已有届次使用相同的届数（5）：“另一届”。请先修改或删除该页面。" in answer.content.decode()
    assert SessionPage.objects.get(number=5) == another
    assert DeletedPage.objects.filter(pk=entry.pk).exists()
    assert BasePage.find_problems() == ([], [], [], [], [])
    another.delete()
    assert restore(entry, None).slug == "5"


def test_a_redirect_that_was_made_anew_does_not_hold_its_page_back() -> None:
    page, site = page_at("privacy"), Site.objects.get()
    Redirect.objects.create(old_path="/en/private", site=site, redirect_page=page)
    page.delete()
    anew = Redirect.objects.create(old_path="/en/private", site=site, redirect_link="/en/about/")
    restore(DeletedPage.objects.get(), None)
    assert Redirect.objects.get() == anew


def test_what_hinders_is_said_in_the_language_of_who_reads_it() -> None:
    page_at("privacy").delete()
    entry = DeletedPage.objects.get()
    restore(entry, None)
    entry.pk = None
    entry.save()
    with translation.override(CHINESE), pytest.raises(CannotRestore, match="已经恢复"):
        restore(entry, None)


def test_a_page_whose_parent_went_too_comes_back_above() -> None:
    page_at("overview").delete()
    home = page_at("about").get_parent()
    page_at("about").delete()
    restored = restore(DeletedPage.objects.get(address__endswith="/overview/"), None)
    assert restored.get_parent().pk == home.pk
    assert BasePage.find_problems() == ([], [], [], [], [])


def test_an_account_that_is_gone_does_not_hold_it_back() -> None:
    somebody = get_user_model().objects.create_user("somebody")
    page = page_at("privacy")
    page.owner = somebody
    page.save()
    page.specific.save_revision(user=somebody)
    page.delete()
    somebody.delete()
    restored = restore(DeletedPage.objects.get(), None)
    assert restored.owner is None
    assert restored.revisions.exists()


def test_twice_is_refused() -> None:
    page_at("privacy").delete()
    entry = DeletedPage.objects.get()
    restore(entry, None)
    again = DeletedPage.objects.create(
        **{field.attname: getattr(entry, field.attname) for field in entry._meta.concrete_fields if field.name != "id"}
    )
    with pytest.raises(CannotRestore):
        restore(again, None)


def test_the_scheduler_forgets_after_thirty_days() -> None:
    page_at("privacy").delete()
    assert empty()["en"].startswith("0 ")
    DeletedPage.objects.update(deleted_at=timezone.now() - KEPT_FOR - timedelta(minutes=1))
    assert empty()["en"].startswith("1 ")
    assert not DeletedPage.objects.exists()


def test_before_unpublishing_one_reads_who_links_here() -> None:
    privacy = page_at("privacy")
    page = StandardPage(title_en="Tickets", title_zh_hans="门票", slug="tickets")
    body = f'<p><a linktype="page" id="{privacy.pk}">Privacy</a></p>'
    page.body_en = page._meta.get_field("body_en").stream_block.to_python([{"type": "text", "value": body}])
    page_at("about").add_child(instance=page)
    html = sign_in("moderator", CHINESE).get(f"/admin/pages/{privacy.pk}/unpublish/").content.decode()
    assert "链接到此" in html
    assert f'<a href="/admin/pages/{page.pk}/edit/">' in html
