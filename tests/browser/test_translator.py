"""A translator's hour, in Chinese, by keyboard alone: what is open, a string seen live, a page saved as a draft; and axe."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect
from wagtail.users.models import UserProfile

from pages.groups import CHINESE_TRANSLATORS
from pages.models import BasePage, StandardPage
from pages.translations.models import CatalogCopy, InterfaceString, StringChange, WorkItem
from pages.translations.models.work import Kind
from pages.translations.string_work import note_strings
from tests.pages.staff import CHINESE, ENGLISH

PASSWORD = "only-for-this-run"


@pytest.fixture(scope="module")
def open_work(site: str, django_db_blocker: pytest.FixtureRequest) -> Iterator[StandardPage]:
    """Two things to do: a page without a summary in Chinese, and a string without a translation."""
    with django_db_blocker.unblock():
        users = []
        for language in (CHINESE, ENGLISH):
            user = get_user_model().objects.create_user(f"workbench-{language}", password=PASSWORD)
            user.groups.add(Group.objects.get(name=CHINESE_TRANSLATORS))
            profile = UserProfile.get_for_user(user)
            profile.preferred_language = language
            profile.save()
            users.append(user)
        CatalogCopy.objects.all().delete()
        call_command("index_translations", verbosity=0)
        page = StandardPage(title_en="Parking", title_zh_hans="停车", slug="parking", summary_en="Where to park.")
        BasePage.objects.get(depth=2).add_child(instance=page)
        page.confirm(CHINESE)
        page.save_revision().publish()
        string = InterfaceString.objects.get(language=CHINESE, domain="django", source="Skip to content")
        InterfaceString.objects.filter(pk=string.pk).update(shipped=[""])
        note_strings(CHINESE, string.pk)
        yield page
        InterfaceString.objects.all().delete()
        CatalogCopy.objects.all().delete()  # or the next run would take the rows for copied
        WorkItem.objects.all().delete()
        BasePage.objects.get(pk=page.pk).delete()
        for user in users:
            user.delete()


def signed_in(browser: Browser, site: str, language: str) -> Page:
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, reduced_motion="reduce", base_url=site)
    page = context.new_page()
    page.goto("/admin/login/")
    page.fill("[name=username]", f"workbench-{language}")
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/")
    return page


def tab_to(page: Page, selector: str, most: int = 80) -> None:
    """Presses Tab until the first element that matches has the focus."""
    wanted = page.locator(selector).first
    for _ in range(most):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches {selector}")


def test_a_translators_hour_by_keyboard(site: str, chromium: Browser, open_work: StandardPage) -> None:
    page = signed_in(chromium, site, CHINESE)
    wrong: list[str] = []
    page.on("console", lambda said: said.type == "error" and wrong.append(said.text))
    # Without files: a picture of these tests lacks its Chinese too.
    page.goto("/admin/translations/?kind=page&kind=string&state=missing")
    expect(page.locator("td.title a").first).to_have_text("Parking")
    tab_to(page, "td.title a")
    page.keyboard.press("Enter")

    # The page: the open text has a box that Tab reaches; saving goes to the next thing to do.
    box = "textarea[data-open-text]"
    expect(page.locator(box)).to_have_count(1)
    tab_to(page, box)
    page.keyboard.type("停车地点。")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".messages .success")).to_contain_text("停车")

    # The string: the box has the focus at once; what is wrong is said and nothing is lost.
    expect(page.locator("[name=form-0]")).to_be_focused()
    page.keyboard.type("跳至正文 ")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[role=alert]").first).to_contain_text("空格")
    expect(page.locator("[name=form-0]")).to_have_value("跳至正文 ")
    page.keyboard.press("Control+End")
    page.keyboard.press("Backspace")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".messages .success")).to_contain_text("跳至正文")
    page.wait_for_url("**/admin/translations/**")

    expect(page.locator("td.title a")).to_have_count(0)
    # Chromium tells of the refusal above in its console; nothing else may be there.
    assert [said for said in wrong if "a status of 422" not in said] == []
    draft = StandardPage.objects.get(pk=open_work.pk).get_latest_revision_as_object()
    assert draft.summary_zh_hans == "停车地点。"
    page.context.close()


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
def test_axe_finds_nothing_on_the_workbench(
    site: str, chromium: Browser, open_work: StandardPage, axe: Axe, language: str
) -> None:
    page = signed_in(chromium, site, language)
    string = WorkItem.objects.get(kind=Kind.STRING, title="Menu")
    StringChange.objects.create(string_id=string.object_id, before=["目录"], after=["菜单"])
    texts = WorkItem.objects.get(kind=Kind.PAGE, object_id=open_work.pk)
    glossary = "../snippets/pages_translations/glossaryterm/"
    for path in ["", f"{string.pk}/", f"{texts.pk}/", "export/", "import/", "glossary/", glossary]:
        page.goto(f"/admin/translations/{path}")
        for colors in ("light", "dark"):
            page.emulate_media(color_scheme=colors)
            found = axe.run(page, context="main", options={"resultTypes": ["violations"]})
            assert found.violations_count == 0, f"{path}, {colors}: {found.generate_report()}"
    page.context.close()
