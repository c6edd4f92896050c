"""Who did what is noted by whoever does it, and nobody can change it afterwards."""

import csv
import io

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, GroupSitePermission, ModelLogEntry, PageLogEntry, Site
from wagtail.users.models import UserProfile

from pages.audit import actions
from pages.models import BasePage, StandardPage
from tests.pages.staff import CHINESE, ENGLISH, sign_in

PASSWORD = "only-for-this-run"


@pytest.fixture
def somebody(site_content: None):
    return get_user_model().objects.create_user("somebody", password=PASSWORD)


def entries(action: str) -> list[ModelLogEntry]:
    return list(ModelLogEntry.objects.filter(action=action))


def test_signing_in_failing_and_out_are_noted(client: Client, somebody) -> None:
    assert client.login(username="somebody", password=PASSWORD)
    client.logout()
    for _ in range(3):
        client.login(username="somebody", password="wrong")
    client.login(username="a password typed into the wrong field", password="wrong")
    assert [entry.user for entry in entries(actions.SIGN_IN)] == [somebody]
    assert [entry.user for entry in entries(actions.SIGN_OUT)] == [somebody]
    assert [entry.label for entry in entries(actions.SIGN_IN_FAILED)] == ["somebody"], "once, however often"


def test_rights_that_come_and_go_are_noted_from_either_side(somebody) -> None:
    moderators = Group.objects.get(name="Moderators")
    permission = Permission.objects.get(codename="change_sitesettings")
    somebody.groups.add(moderators)
    moderators.user_set.remove(somebody)
    somebody.user_permissions.add(permission)
    somebody.user_permissions.clear()
    somebody.is_superuser = True
    somebody.save()
    grant = GroupPagePermission.objects.filter(group=moderators).first()
    grant.delete()
    data = [(entry.label, entry.data) for entry in reversed(entries(actions.RIGHTS))]
    assert data[:5] == [
        ("somebody", {"added": ["Moderators"]}),
        ("somebody", {"removed": ["Moderators"]}),
        ("somebody", {"added": [str(permission)]}),
        ("somebody", {"removed": [str(permission)]}),
        ("somebody", {"added": ["is_superuser"], "removed": []}),
    ]
    assert data[5][0] == "Moderators"
    assert data[5][1]["removed"][0].startswith(grant.permission.name)
    assert len(data) == 6


def test_many_accounts_switched_at_once_are_noted_one_by_one(admin_client: Client, somebody) -> None:
    users = get_user_model().objects
    nobody = users.create_user("nobody", is_active=False)
    for mark_as_active in ("False", "True"):
        address = f"/admin/bulk/auth/user/set_active_state/?id={somebody.pk}&id={nobody.pk}"
        assert admin_client.post(address, {"mark_as_active": mark_as_active}).status_code == 302
    noted = [(entry.label, entry.data) for entry in entries(actions.RIGHTS) if str(entry.user) == "admin"]
    on, off = {"added": ["is_active"], "removed": []}, {"added": [], "removed": ["is_active"]}
    assert sorted(noted, key=str) == sorted([("somebody", off), ("somebody", on), ("nobody", on)], key=str)


def test_rights_for_a_site_are_noted(somebody) -> None:
    moderators, site = Group.objects.get(name="Moderators"), Site.objects.get()
    permission = Permission.objects.get(codename="change_sitesettings")
    GroupSitePermission.objects.create(group=moderators, site=site, permission=permission).delete()
    said = [f"{permission.name} – {site}"]
    data = [(entry.label, entry.data) for entry in reversed(entries(actions.RIGHTS))]
    assert data == [("Moderators", {"added": said}), ("Moderators", {"removed": said})]


def test_what_is_exported_is_noted_with_its_filters(site_content: None) -> None:
    client = sign_in("moderator", ENGLISH)
    client.get(reverse("figures_report"), {"session": "5"})
    assert entries(actions.EXPORT) == []
    client.get(reverse("figures_report"), {"session": "5", "export": "csv"})
    (entry,) = entries(actions.EXPORT)
    assert (entry.data["address"], entry.data["query"]) == ("/admin/reports/figures/", "session=5&export=csv")
    assert entry.data["file"].endswith(".csv")
    assert entry.user.username == "moderator-en"


def test_publishing_and_deleting_are_noted_by_wagtail(site_content: None) -> None:
    page = StandardPage(title_en="Travel", title_zh_hans="交通", slug="travel")
    BasePage.objects.get(depth=2).add_child(instance=page)
    page.save_revision().publish()
    key = page.pk
    page.delete()
    assert {"wagtail.publish", "wagtail.delete"} <= set(
        PageLogEntry.objects.filter(page_id=key).values_list("action", flat=True)
    )


@pytest.mark.parametrize(
    "change", ["UPDATE {} SET label = 'nothing'", "UPDATE {} SET timestamp = now()", "DELETE FROM {}"]
)
@pytest.mark.parametrize("table", ["wagtailcore_modellogentry", "wagtailcore_pagelogentry"])
def test_nobody_changes_or_deletes_an_entry(client: Client, somebody, table: str, change: str) -> None:
    """Not staff, who have no page for it, and not code either: the database refuses."""
    client.login(username="somebody", password=PASSWORD)
    home = BasePage.objects.get(depth=2)
    home.specific.save_revision().publish()
    with (
        pytest.raises(DatabaseError, match="neither changed nor deleted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change.format(table))


def test_an_account_that_is_deleted_stays_in_the_log(client: Client, somebody) -> None:
    client.login(username="somebody", password=PASSWORD)
    somebody.delete()
    assert [entry.label for entry in entries(actions.SIGN_IN)] == ["somebody"]


def test_an_administrator_reads_all_of_it_in_chinese_and_takes_it_along(client: Client, somebody) -> None:
    somebody.groups.add(Group.objects.get(name="Moderators"))
    somebody.is_superuser = True
    somebody.save()
    profile = UserProfile.get_for_user(somebody)
    profile.preferred_language = CHINESE
    profile.save()
    client.login(username="somebody", password=PASSWORD)
    address = reverse("wagtailadmin_reports:site_history")
    shown = client.get(address).content.decode()
    assert all(words in shown for words in ("已登录", "授予权限：Moderators", "is_superuser"))
    exported = client.get(address, {"export": "csv"})
    text = b"".join(exported.streaming_content).decode()
    assert "somebody" in text
    assert ("日期" in text.splitlines()[0].removeprefix("\ufeff"), "已登录" in text or "登录" in text) == (True, True)
    assert "is_superuser" in shown


def test_a_title_does_nothing_in_the_spreadsheet_of_whoever_takes_the_log_along(
    admin_client: Client, site_content: None
) -> None:
    page = StandardPage(title_en='=HYPERLINK("https://evil.example")', title_zh_hans="页面", slug="formula")
    BasePage.objects.get(depth=2).add_child(instance=page)
    page.save_revision(user=get_user_model().objects.first(), log_action=True)
    exported = admin_client.get(reverse("wagtailadmin_reports:site_history"), {"export": "csv"})
    cells = [cell for row in csv.reader(io.StringIO(exported.getvalue().decode("utf-8-sig"))) for cell in row]
    assert '\'=HYPERLINK("https://evil.example")' in cells
    assert not [cell for cell in cells if cell.startswith("=")]


def test_an_editor_sees_nothing_of_other_peoples_sign_ins(client: Client, somebody) -> None:
    client.login(username="somebody", password=PASSWORD)
    shown = sign_in("editor", ENGLISH).get(reverse("wagtailadmin_reports:site_history")).content.decode()
    assert "Signed in" not in shown
