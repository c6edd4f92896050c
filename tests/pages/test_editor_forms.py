"""Every form of the admin opens for everybody who may use it, in both admin languages, and says so in that language."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.models import get_page_models

from pages.models import BasePage, SiteSettings, StandardPage
from tests.pages.staff import CHINESE, ENGLISH, sign_in

pytestmark = pytest.mark.django_db


def one_of_each_type() -> list[BasePage]:
    pages: dict[str, BasePage] = {}
    for page in BasePage.objects.filter(depth__gt=1).specific():
        pages.setdefault(type(page).__name__, page)
    return list(pages.values())


OTHERS = [  # the rest of the table, with the tests that take minutes
    pytest.param(account, language, marks=pytest.mark.long)
    for account, language in (
        ("editor", CHINESE),
        ("editor", ENGLISH),
        ("english_editor", ENGLISH),
        ("english_editor", CHINESE),
        ("translator", ENGLISH),
        ("moderator", CHINESE),
        ("moderator", ENGLISH),
    )
]


@pytest.mark.parametrize(
    ("account", "language"),
    [("translator", CHINESE), *OTHERS],
)
def test_every_page_type_can_be_edited(site_content: None, account: str, language: str) -> None:
    client = sign_in(account, language)
    pages = one_of_each_type()
    assert len(pages) >= 7
    for page in pages:
        response = client.get(f"/admin/pages/{page.pk}/edit/")
        assert response.status_code == 200, page
        html = response.content.decode()
        assert ('<html lang="zh-hans"' in html) == (language == CHINESE)
        assert 'data-text-language="zh-Hans"' in html


@pytest.mark.long
def test_every_page_type_has_a_preview_in_each_language_and_in_both(site_content: None) -> None:
    for page in one_of_each_type():
        modes = [mode for mode, _label in page.preview_modes]
        assert {ENGLISH, CHINESE} < set(modes), page
        for mode in modes:
            preview = page.make_preview_request(preview_mode=mode)
            assert preview.status_code == 200, (page, mode)
            html = preview.render().content.decode() if not preview.is_rendered else preview.content.decode()
            chinese = "zh-Hans" if mode == CHINESE else "en"
            assert f'<html lang="{chinese}"' in html, (page, mode)


@pytest.mark.parametrize("language", [CHINESE, pytest.param(ENGLISH, marks=pytest.mark.long)])
def test_editor_may_begin_a_page_of_every_type(site_content: None, language: str) -> None:
    client = sign_in("editor", language)
    for page_type in get_page_models():
        parents = [page for page in one_of_each_type() if page_type.can_create_at(page)]
        for parent in parents[:1]:
            label = page_type._meta
            assert client.get(f"/admin/pages/add/{label.app_label}/{label.model_name}/{parent.pk}/").status_code == 200


def test_translator_may_change_pages_but_not_add_or_publish(site_content: None) -> None:
    client = sign_in("translator", CHINESE)
    home = BasePage.objects.get(depth=2)
    html = client.get(f"/admin/pages/{home.pk}/edit/").content.decode()
    assert 'name="action-publish"' not in html
    assert 'name="action-submit"' in html
    assert client.get(f"/admin/pages/{home.pk}/add_subpage/").status_code == 302
    before = BasePage.objects.count()
    copied = {"new_title": "Copy", "new_slug": "copy-of-it", "new_parent_page": str(home.pk)}
    client.post(f"/admin/pages/{BasePage.objects.get(slug='about').pk}/copy/", copied)
    assert BasePage.objects.count() == before
    assert client.get(f"/admin/pages/{home.pk}/delete/").status_code == 302


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
def test_every_block_shows_what_it_looks_like(site_content: None, language: str) -> None:
    client = sign_in("editor", language)
    blocks = StandardPage._meta.get_field("body_en").stream_block.child_blocks
    assert len(blocks) >= 10
    for name, block in blocks.items():
        html = client.get(f"/admin/block-preview/?id={block.definition_prefix}").content.decode()
        assert "/static/css/" in html, name
        assert len(re.sub(r"<head>.*</head>|<[^>]+>|\s", "", html, flags=re.DOTALL)) > 3, name


@pytest.mark.parametrize(("account", "allowed"), [("moderator", True), ("editor", False), ("translator", True)])
def test_only_moderators_and_translators_open_the_site_settings(
    site_content: None, account: str, allowed: bool
) -> None:
    settings = SiteSettings.objects.get()
    address = f"/admin/settings/pages/sitesettings/{settings.site_id}/"
    assert (sign_in(account, CHINESE).get(address).status_code == 200) is allowed


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
def test_picture_form_asks_for_both_texts_and_refuses_svg(site_content: None, language: str) -> None:
    client = sign_in("editor", language)
    html = client.get("/admin/images/add/").content.decode()
    for name in ("alt_en", "alt_zh_hans", "decorative", "credit_en", "credit_zh_hans", "rights"):
        assert f'name="{name}"' in html
    drawing = SimpleUploadedFile("x.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml")
    refused = client.post("/admin/images/add/", {"title": "x", "file": drawing})
    assert refused.context["form"].errors["file"]


@pytest.mark.parametrize("account", ["editor", "translator", "moderator"])
def test_sources_and_organizations_can_be_kept(site_content: None, account: str) -> None:
    client = sign_in(account, CHINESE)
    for model in ("source", "organization"):
        assert client.get(f"/admin/snippets/sessions_archive/{model}/").status_code == 200
        added = client.get(f"/admin/snippets/sessions_archive/{model}/add/").status_code
        assert (added == 200) is (account != "translator")


# --- figures


def test_picker_lists_recorded_figures_in_the_language_of_the_admin(site_content: None) -> None:
    answer = json.loads(sign_in("translator", CHINESE).get("/admin/recorded-figures/").content)
    (total,) = [
        figure
        for figure in answer["figures"]
        if figure["data"]["measure"] == "signed_amount_cny" and figure["data"].get("through") == "5"
    ]
    assert total["text"] == "4565亿元"
    assert total["texts"] == {"en": "RMB 456.5 billion", "zh-Hans": "4565亿元"}
    for word in ("456.5", "4565亿", "signed", "签约"):
        assert word in total["search"]
    assert total["session"] == "5"
    assert len(answer["figures"]) >= 70
    assert all(re.search(r"[\u4e00-\u9fff]", word) for word in answer["words"].values())


def test_picker_is_for_staff(client: Client) -> None:
    response = client.get("/admin/recorded-figures/")
    assert response.status_code == 302
    assert "/admin/login/" in response["Location"]


# --- the frame


@pytest.mark.parametrize(("accepted", "words"), [("zh-CN,zh;q=0.9", "科博会"), ("en", "High-Tech Expo")])
def test_sign_in_page_carries_the_name_of_the_site(client: Client, accepted: str, words: str) -> None:
    html = client.get("/admin/login/", headers={"accept-language": accepted}).content.decode()
    assert words in html
    assert "Wagtail" not in re.sub(r"<script.*?</script>|<noscript.*?</noscript>", "", html, flags=re.DOTALL)


def test_dashboard_greets_in_chinese(site_content: None) -> None:
    html = sign_in("editor", CHINESE).get("/admin/").content.decode()
    assert "科博会" in html
