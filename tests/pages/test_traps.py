"""What goes wrong with two languages on one page, one test a trap: an upgrade that changes one says so here.

Each comment says what happens without the site's own code.
"""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, models
from django.db.models.functions import Upper
from django.test import Client
from django.utils import timezone, translation
from django.utils.translation import to_locale
from modeltranslation.translator import translator
from wagtail.fields import RichTextField
from wagtail.models import ReferenceIndex
from wagtail.rich_text import RichText

from pages.bilingual.fields import is_blank, translated_field_names
from pages.bilingual.languages import LANGUAGES, current_language, html_code
from pages.models import BasePage, StandardPage
from tests.pages.staff import CHINESE, ENGLISH, sign_in

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
OURS = ("pages", "sessions_archive", "expo_site")


@pytest.fixture
def page(site_content: None) -> StandardPage:
    page = StandardPage(title_en="Travel", title_zh_hans="交通", slug="travel")
    BasePage.objects.get(depth=2).add_child(instance=page)
    page.save_revision().publish()
    return StandardPage.objects.get(pk=page.pk)


def column_of(page: BasePage, name: str) -> str:
    """What the database holds, past every translation of names."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {name} FROM pages_basepage WHERE id = %s", [page.pk])
        return cursor.fetchone()[0]


def sources() -> list[Path]:
    return [path for package in OURS for path in (ROOT / package).rglob("*.py")]


def test_1_unsuffixed_columns_hold_english_whoever_saves(page: StandardPage) -> None:
    # They follow the active language: a Chinese editor's save would put Chinese where search and exports read English.
    with translation.override(CHINESE):
        page.title = "出行"
        page.save()
        revision = page.save_revision()
    assert (column_of(page, "title"), column_of(page, "title_en")) == ("Travel", "Travel")
    assert column_of(page, "title_zh_hans") == "出行"
    assert revision.content["title"] == "Travel"
    with translation.override(CHINESE):
        revision.publish()
    assert column_of(page, "title") == "Travel"


def test_2_an_old_revision_does_not_leak_english_into_chinese(page: StandardPage) -> None:
    # A revision from before a language existed has no column for it: its plain title would land in the active one.
    revision = page.save_revision()
    del revision.content["title_zh_hans"]
    revision.save()
    with translation.override(CHINESE):
        opened = revision.as_object()
    assert opened.title_en == "Travel"
    assert not opened.title_zh_hans


def test_3_wagtails_first_pages_have_their_english_title() -> None:
    # Wagtail's migration inserts the root with a plain title: the tree would show an empty line.
    assert column_of(BasePage.objects.get(depth=1), "title_en") == "Root"


@pytest.mark.parametrize(
    ("html", "blank"),
    [
        ('<p data-block-key="abc12"></p>', True),
        ("<p> </p>", True),
        ("", True),
        ("<p>x</p>", False),
        ('<p><embed embedtype="figure" measure="projects" session="1"/></p>', False),
    ],
)
def test_4_an_emptied_rich_text_counts_as_empty(html: str, blank: bool) -> None:
    # Draftail leaves a paragraph behind, which is not "": the fallback to English would not set in.
    assert is_blank(RichTextField(), html) is blank


def test_5_no_yes_or_no_is_translated() -> None:
    # False counts as empty and would fall back to an English True.
    for model in translator.get_registered_models(abstract=False):
        for name in translated_field_names(model):
            assert not isinstance(model._meta.get_field(name), models.BooleanField), (model, name)


def test_6_expressions_name_their_language(page: StandardPage) -> None:
    # Plain lookups are rewritten to the active language, expressions are not: they silently read English.
    with translation.override(CHINESE):
        found = BasePage.objects.filter(title="交通").annotate(plain=Upper("title_en"), chinese=Upper("title_zh_hans"))
        assert [(each.plain, each.chinese) for each in found] == [("TRAVEL", "交通")]
    written = re.compile(
        r"\b(?:F|Upper|Lower|Max|Min|Count|Concat)\(\s*[\"'](title|summary|seo_title|search_description|label|name)[\"']"
    )
    migrations = {path for path in sources() if "migrations" in path.parts}
    assert [path for path in sources() if path not in migrations and written.search(path.read_text())] == []


def test_7_nobody_switches_fallbacks_off() -> None:
    # modeltranslation keeps that switch in a thread: in asynchronous code it leaks into other visitors' requests.
    assert [path for path in sources() if re.search(r"\bfallbacks\(", path.read_text())] == []


@pytest.mark.parametrize(
    ("active", "meant"), [("zh", CHINESE), ("zh-cn", CHINESE), ("en-xa", ENGLISH), ("en", ENGLISH)]
)
def test_8_a_variety_of_a_language_means_that_language(active: str, meant: str) -> None:
    # A code outside of the site's reads English columns, whatever language it is.
    with translation.override(active):
        assert current_language() == meant


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "query",
    [
        "?q=expo&ordering=title",
        "?ordering=-title",
        *(
            pytest.param(query, marks=pytest.mark.long)
            for query in ("?q=科博会", "?q=科博会&ordering=-title", "?ordering=title")
        ),
    ],
)
def test_9_staff_search_and_order_pages_by_title(page: StandardPage, language: str, query: str) -> None:
    # A search field "title" serves one language; ordering by it in the other one was a server error.
    client = sign_in("editor", language)
    home = BasePage.objects.get(depth=2)
    assert client.get(f"/admin/pages/search/{query}").status_code == 200
    assert client.get(f"/admin/pages/{home.pk}/{query}").status_code == 200


def test_9_staff_find_a_page_by_its_title_in_either_language(page: StandardPage) -> None:
    for language in LANGUAGES:
        client = sign_in("editor", language)
        for words in ("Travel", "交通"):
            assert f"/admin/pages/{page.pk}/edit/" in client.get(f"/admin/pages/search/?q={words}").content.decode()


@pytest.mark.parametrize("admin", LANGUAGES)
@pytest.mark.parametrize(("mode", "title"), [(ENGLISH, "Travel"), (CHINESE, "交通")])
def test_10_a_preview_is_in_the_language_asked_for(page: StandardPage, admin: str, mode: str, title: str) -> None:
    # Templates render late: after the language has been switched back, in the language of the admin.
    with translation.override(admin):
        response = page.make_preview_request(preview_mode=mode)
    html = response.content.decode()
    assert f'<html lang="{html_code(mode)}"' in html
    assert f"{title}</h1>" in html.replace("<wbr>", "")


@pytest.mark.parametrize("admin", LANGUAGES)
def test_11_a_copy_gets_both_titles(page: StandardPage, admin: str) -> None:
    # Wagtail's form asks for one title and writes it into the language of whoever copies.
    client = sign_in("moderator", admin)
    address = f"/admin/pages/{page.pk}/copy/"
    form = client.get(address).content.decode()
    assert 'value="Travel"' in form
    assert 'value="交通"' in form
    parent = page.get_parent()
    client.post(
        address,
        {
            "new_title": "Hotels",
            "new_title_zh_hans": "住宿",
            "new_slug": "hotels",
            "new_parent_page": str(parent.pk),
            "publish_copies": "on",
        },
    )
    copy = BasePage.objects.get(slug="hotels").specific
    for version in (copy, copy.get_latest_revision_as_object()):
        assert (version.title_en, version.title_zh_hans) == ("Hotels", "住宿")
    assert column_of(copy, "title") == column_of(copy, "draft_title") == "Hotels"
    assert copy.live
    page.refresh_from_db()
    assert (page.title_en, page.title_zh_hans) == ("Travel", "交通")


def test_12_a_link_counts_once_where_it_is_used(page: StandardPage) -> None:
    # The plain column repeats the English one, so “used 1 time” would read “2 times”.
    home = BasePage.objects.get(depth=2)
    page.body_en = [("text", RichText(f'<p><a linktype="page" id="{home.pk}">Home</a></p>'))]
    page.save()
    ReferenceIndex.create_or_update_for_object(page)
    found = ReferenceIndex.get_references_to(home).filter(object_id=str(page.pk))
    assert [reference.model_path.split(".")[0] for reference in found] == ["body_en"]


@pytest.mark.parametrize("admin", LANGUAGES)
def test_13_descriptions_are_written_in_growing_boxes(page: StandardPage, admin: str) -> None:
    # The columns of a translated field lose the widget that Wagtail gives the field.
    html = sign_in("editor", admin).get(f"/admin/pages/{page.pk}/edit/").content.decode()
    for code in ("en", "zh_hans"):
        (box,) = re.findall(rf'<textarea[^>]*name="search_description_{code}"[^>]*>', html)
        assert "w-autosize" in box


@pytest.mark.parametrize("address", ["/api/v2/pages/", "/en/api/v2/pages/", "/api/v3/pages/"])
def test_14_no_api_answers_in_whatever_language_is_asked_for(visitor: Client, address: str) -> None:
    # Wagtail's API speaks the language of Accept-Language, and caches would mix them. It is not part of the site.
    assert visitor.get(address, follow=True).status_code == 404


def test_15_a_test_starts_in_english(request: pytest.FixtureRequest, visitor: Client) -> None:
    # The test client leaves the language of its last request active, also for the tests that follow.
    assert "language_is_reset" in request.fixturenames
    assert translation.get_language() == ENGLISH
    visitor.get("/zh-hans/")
    assert translation.get_language() == CHINESE


def test_16_the_tree_is_in_the_language_of_the_admin(page: StandardPage) -> None:
    # draft_title is one column: without a way round it is in the language of whoever saved last.
    with translation.override(CHINESE):
        page.save_revision()
        page.refresh_from_db()
        assert page.get_admin_display_title() == "交通"
        assert column_of(page, "draft_title") == "Travel"
    assert page.get_admin_display_title() == "Travel"
    parent = page.get_parent()
    for language, title in ((ENGLISH, "Travel"), (CHINESE, "交通")):
        assert title in sign_in("editor", language).get(f"/admin/pages/{parent.pk}/").content.decode()


def test_17_the_chinese_catalog_is_where_django_looks() -> None:
    # makemessages makes a folder zh_HAns, which is never read, and plural forms that Chinese has not.
    assert to_locale(CHINESE) == "zh_Hans"
    catalog = Path(settings.LOCALE_PATHS[-1]) / "zh_Hans" / "LC_MESSAGES" / "django.po"
    assert "msgstr[1]" not in catalog.read_text()


def test_18_html_and_addresses_write_the_language_each_in_their_way(visitor: Client) -> None:
    # zh-Hans in HTML (BCP 47), zh-hans in addresses and the cookie.
    html = visitor.get("/zh-hans/").content.decode()
    assert '<html lang="zh-Hans"' in html
    assert 'lang="zh-hans"' not in html


def test_19_rights_name_the_custom_base_page(page: StandardPage) -> None:
    # A custom base page renames Wagtail's permissions (add_basepage): rights for “page” would grant nothing.
    editor, translator_, moderator = (sign_in(name, ENGLISH) for name in ("editor", "translator", "moderator"))
    parent = page.get_parent()
    add = f"/admin/pages/add/pages/standardpage/{parent.pk}/"
    assert editor.get(add).status_code == 200
    assert translator_.get(add).status_code == 302
    for client, publishes in ((editor, False), (translator_, False), (moderator, True)):
        html = client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
        assert ('name="action-publish"' in html) is publishes


def test_26_only_staff_get_the_user_bar_and_an_answer_of_their_own(page: StandardPage, visitor: Client) -> None:
    # The tag asks the session on every page, so that no cache may share any.
    with translation.override(ENGLISH):
        address = page.get_url()
    anonymous = visitor.get(address)
    assert "Cookie" not in anonymous.get("Vary", "")
    assert b"wagtail-userbar" not in anonymous.content
    staff = sign_in("editor", ENGLISH).get(address)
    assert "Cookie" in staff["Vary"]
    assert b"wagtail-userbar" in staff.content


def test_27_a_page_is_published_when_its_time_has_come(page: StandardPage) -> None:
    # Wagtail's command looks once and ends: nothing would run it.
    from expo_site.scheduler import publish_scheduled, standard_jobs

    assert "publish scheduled pages" in [job.name for job in standard_jobs()]
    page.unpublish()
    page.go_live_at = timezone.now() - timedelta(minutes=1)
    page.save_revision(approved_go_live_at=page.go_live_at)
    publish_scheduled()
    page.refresh_from_db()
    assert page.live


def test_28_wagtails_own_groups_are_reused() -> None:
    # Wagtail's migrations make Editors and Moderators: ours would be namesakes beside them.
    names = [group.name for group in apps.get_model("auth", "Group").objects.all()]
    assert sorted(names) == ["Chinese translators", "Editors", "English editors", "Moderators"]
    call_command("check", verbosity=0)
