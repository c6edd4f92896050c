"""The page explorer says of every page how ready its Chinese is, at no more than one query."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PagePermissionTester

from pages.bilingual.readiness import ReadyState
from pages.bilingual.rights import LanguagePermissionTester
from pages.models import BasePage, ReadinessSummary, StandardPage
from tests.pages.staff import CHINESE, sign_in
from tests.pages.test_readiness import make_page
from tests.pages.test_readiness_in_admin import change_english, edit_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(site_content: None) -> StandardPage:
    return make_page()


@pytest.fixture
def two_thousand_pages(site_content: None) -> BasePage:
    """Pages below one section, with summaries of every kind, written past Wagtail's own saves."""
    parent = BasePage.objects.get(slug="about")
    template = StandardPage.objects.get(slug="accessibility")
    now = timezone.now()
    made = []
    from django.contrib.contenttypes.models import ContentType

    kind = ContentType.objects.get_for_model(StandardPage)
    for number in range(2000):
        made.append(
            BasePage(
                title=f"Page {number}", title_en=f"Page {number}", title_zh_hans=f"第{number}页", draft_title=f"Page {number}",
                slug=f"p-{number}", depth=parent.depth + 1, path=f"{parent.path}{BasePage._int2str(5000 + number).rjust(4, '0')}",
                url_path=f"{parent.url_path}p-{number}/", content_type=kind, live=True, locale=template.locale,
                latest_revision_created_at=now,
            )
        )  # fmt: skip
    BasePage.objects.bulk_create(made)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO pages_standardpage (basepage_ptr_id, body, body_en, body_zh_hans)"
            " SELECT id, '[]', '[]', '[]' FROM pages_basepage WHERE slug LIKE 'p-%%'"
        )
    BasePage.objects.filter(pk=parent.pk).update(numchild=parent.numchild + 2000)
    content_type = ContentType.objects.get_for_model(BasePage)
    ReadinessSummary.objects.bulk_create(
        ReadinessSummary(
            content_type=content_type, object_id=each.pk, language=CHINESE, state=ReadyState.values[number % 3],
            missing=number % 2, unconfirmed=0, stale=number % 5 == 0, current=3, percent=75,
        )
        for number, each in enumerate(made)
    )  # fmt: skip
    return parent


@pytest.mark.long
@pytest.mark.parametrize("query", ["", "?ready_zh_hans=stale&ready_zh_hans=review", "?ready_zh_hans=missing&p=3"])
def test_readiness_costs_the_explorer_of_two_thousand_pages_one_query(two_thousand_pages: BasePage, query: str) -> None:
    client = sign_in("moderator", CHINESE)
    address = f"/admin/pages/{two_thousand_pages.pk}/{query}"
    client.get(address)  # templates and content types are loaded once a process
    with CaptureQueriesContext(connection) as queries:
        assert "审阅中" in client.get(address).content.decode()
    alone = [each for each in queries if 'FROM "pages_readinesssummary"' in each["sql"].split(" WHERE ")[0]]
    assert len(alone) == 1  # the column; a filter is part of the listing's own queries
    # Wagtail's frame (the section's status, filters, menus) asks for the rest.
    assert len(queries) <= 33, "\n".join(each["sql"][:160] for each in queries)
    # What a search, a filter or another page of the list asks for anew.
    with CaptureQueriesContext(connection) as queries:
        client.get(f"/admin/pages/{two_thousand_pages.pk}/results/{query}")
    assert len(queries) <= 23, "\n".join(each["sql"][:160] for each in queries)


@pytest.mark.parametrize("role", [pytest.param("editor", marks=pytest.mark.long), "translator"])
def test_whoever_may_not_publish_costs_no_query_a_row(two_thousand_pages: BasePage, role: str) -> None:
    """Wagtail looks below each page of the list for one that is live, twice, before it offers to delete or to move it."""
    client = sign_in(role, CHINESE)
    address = f"/admin/pages/{two_thousand_pages.pk}/"
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    assert len(queries) <= 35, "\n".join(each["sql"][:160] for each in queries)


def test_a_page_is_deleted_by_whom_wagtail_lets(page: StandardPage) -> None:
    editor = get_user_model().objects.create_user("sometime-editor")
    editor.groups.add(Group.objects.get(name="Editors"))
    root = get_user_model().objects.create_superuser("root")
    for is_live in (True, False):
        page.live = is_live
        for each, active in ((editor, True), (editor, False), (root, True), (root, False)):
            each.is_active = active
            wanted = PagePermissionTester(each, page).can_delete()
            assert LanguagePermissionTester(each, page).can_delete() is wanted, (each, active, is_live)


def test_the_filter_finds_what_is_asked_for(page: StandardPage) -> None:
    change_english(page)
    client = sign_in("translator", CHINESE)
    home = BasePage.objects.get(depth=2)
    for value, found in (("stale", True), ("missing", False), ("review", False), ("ready", True)):
        html = client.get(f"/admin/pages/{home.pk}/?ready_zh_hans={value}").content.decode()
        assert (edit_url(page) in html) is found, value
