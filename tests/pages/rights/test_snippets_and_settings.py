"""Snippets and settings by language: the same rights and the same merges as on a page, without drafts."""

import pytest
from django.test import Client

from pages.models import MenuEntry, SiteSettings
from sessions_archive.models import Organization, Source
from tests.pages.rights.open_form import OpenForm
from tests.pages.staff import CHINESE, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def settings_address(site_content: None) -> str:
    return f"/admin/settings/pages/sitesettings/{SiteSettings.objects.get().site_id}/"


@pytest.fixture
def organization(site_content: None) -> Organization:
    return Organization.objects.create(key="hall", name_en="Hall", name_zh_hans="馆")


def address(organization: Organization) -> str:
    return f"/admin/snippets/sessions_archive/organization/edit/{organization.pk}/"


@pytest.fixture
def translator() -> Client:
    return sign_in("translator", CHINESE)


def test_translator_words_the_chinese_of_a_snippet(organization: Organization, translator: Client) -> None:
    assert translator.get("/admin/snippets/sessions_archive/organization/").status_code == 200
    form = OpenForm(translator, address(organization))
    assert {"name_zh_hans"} <= form.names
    assert not form.names & {"key", "name_en", "name_is_translation"}
    assert "Hall" in form.html
    form.type(name_zh_hans="展馆", name_en="HACKED", key="hacked", name_is_translation="on", name="HACKED")
    assert form.save().status_code == 302
    organization.refresh_from_db()
    stored = (organization.key, organization.name_en, organization.name_zh_hans, organization.name_is_translation)
    assert stored == ("hall", "Hall", "展馆", False)


@pytest.mark.parametrize("action", ["add/", "delete/{pk}/", "copy/{pk}/"])
def test_translator_neither_adds_nor_deletes_snippets(
    organization: Organization, translator: Client, action: str
) -> None:
    before = Organization.objects.count()
    path = f"/admin/snippets/sessions_archive/organization/{action.format(pk=organization.pk)}"
    assert translator.post(path, {"key": "x", "name_en": "x"}).status_code in (302, 403, 404)
    translator.post(f"/admin/bulk/sessions_archive/organization/delete/?id={organization.pk}")
    assert Organization.objects.count() == before


def test_english_editor_leaves_the_chinese_of_a_snippet(organization: Organization) -> None:
    form = OpenForm(sign_in("english_editor", CHINESE), address(organization))
    form.type(name_en="Great Hall", name_zh_hans="假")
    assert form.save().status_code == 302
    organization.refresh_from_db()
    assert (organization.name_en, organization.name_zh_hans) == ("Great Hall", "馆")


def test_two_people_on_one_snippet_keep_each_others_language(organization: Organization, translator: Client) -> None:
    editor = OpenForm(sign_in("editor", CHINESE), address(organization))
    form = OpenForm(translator, address(organization))
    assert form.type(name_zh_hans="展馆").save().status_code == 302
    assert editor.type(name_en="Great Hall").save().status_code == 302
    organization.refresh_from_db()
    assert (organization.name_en, organization.name_zh_hans) == ("Great Hall", "展馆")
    # In the same field the second is told, and nothing is overwritten.
    form.load()
    assert editor.client.get(address(organization)).status_code == 200
    again = OpenForm(editor.client, address(organization))
    assert form.type(name_zh_hans="甲").save().status_code == 302
    refused = again.type(name_zh_hans="乙").save()
    assert refused.status_code == 200
    assert "translator-zh-hans" in refused.content.decode()
    organization.refresh_from_db()
    assert organization.name_zh_hans == "甲"


def test_translator_words_the_chinese_of_the_settings(settings_address: str, translator: Client) -> None:
    settings = SiteSettings.objects.get()
    labels = list(settings.menu_entries.values_list("pk", "label_en", "page_id", "url", "place"))
    assert translator.get("/admin/settings/pages/sitesettings/", follow=True).status_code == 200
    form = OpenForm(translator, settings_address)
    assert "official_name_zh_hans" in form.names
    assert not form.names & {"official_name_en", "contact_phone", "icp_number", "notice_from", "grayscale_from"}
    form.type(short_name_zh_hans="博览会", short_name_en="HACKED", contact_phone="1", grayscale_from="2026-01-01")
    form.type(menu_entries__0__label_zh_hans="新标签", menu_entries__0__label_en="HACKED", menu_entries__0__DELETE="on")
    form.add_row("menu_entries", place="both", url="/hacked", label_en="HACKED", label_zh_hans="假")
    assert form.save().status_code == 302
    stored = SiteSettings.objects.get()
    assert (stored.short_name_zh_hans, stored.short_name_en) == ("博览会", settings.short_name_en)
    assert (stored.contact_phone, stored.grayscale_from) == (settings.contact_phone, None)
    assert list(stored.menu_entries.values_list("pk", "label_en", "page_id", "url", "place")) == labels
    assert stored.menu_entries.first().label_zh_hans == "新标签"


def test_rows_of_settings_are_merged(settings_address: str, translator: Client) -> None:
    moderator = OpenForm(sign_in("moderator", CHINESE), settings_address)
    form = OpenForm(translator, settings_address)
    count = MenuEntry.objects.count()
    assert form.type(menu_entries__0__label_zh_hans="新标签").save().status_code == 302
    moderator.add_row("menu_entries", place="menu", url="/sitemap.xml", label_en="Map", label_zh_hans="地图", page="")
    moderator.type(menu_entries__1__DELETE="on")
    assert moderator.save().status_code == 302
    entries = list(SiteSettings.objects.get().menu_entries.all())
    assert len(entries) == count
    assert (entries[0].label_zh_hans, entries[-1].label_en) == ("新标签", "Map")


@pytest.mark.parametrize("model", ["source", "correction"])
def test_translator_may_open_what_has_chinese_to_word(site_content: None, translator: Client, model: str) -> None:
    assert translator.get(f"/admin/snippets/sessions_archive/{model}/").status_code == 200
    assert translator.get(f"/admin/snippets/sessions_archive/{model}/add/").status_code == 302
    source = Source.objects.first()
    form = OpenForm(translator, f"/admin/snippets/sessions_archive/source/edit/{source.pk}/")
    assert form.names & {"publisher_zh_hans", "publisher_en", "url", "key", "year"} == {"publisher_zh_hans"}
