"""Somebody leaves: nothing stays locked, nothing waits for a person who will not come, and no session lives on."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry, Workflow, WorkflowState

from pages.contact.models import ContactMessage
from pages.models import BasePage
from pages.people.models import Invitation
from tests.pages.sign_in.people import is_in, member, post_password
from tests.pages.staff import CHINESE, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_content")]


@pytest.fixture
def leaver() -> Any:
    """Owns a page and has it in review, locked another, answers a message."""
    user = member("wang")
    page = BasePage.objects.get(slug="privacy")
    page.owner = user
    page.save()
    page.specific.save_revision(user=user)
    Workflow.objects.filter(active=True).first().start(page.specific, user)
    BasePage.objects.filter(slug="accessibility").update(locked=True, locked_by=user, locked_at=timezone.now())
    ContactMessage.objects.create(text="?", language="en", handled_by=user)
    return user


def edited(user: Any, **changes: str) -> dict[str, str]:
    """What Wagtail's form of a user posts; without ``is_active`` the account is switched off."""
    return {"username": user.username, "email": user.email, "first_name": "W", "last_name": "F", **changes}


def holds(user: Any) -> tuple[int, int, int]:
    """Pages, reviews, messages."""
    return (
        BasePage.objects.filter(owner=user).count(),
        WorkflowState.objects.active().filter(requested_by=user).count(),
        ContactMessage.objects.filter(handled_by=user).count(),
    )


def administrator() -> Any:
    return get_user_model().objects.get(username="admin")


def is_locked() -> bool:
    return BasePage.objects.get(slug="accessibility").locked


def test_before_it_happens_one_reads_what_passes_on(admin_client: Client, leaver: Any) -> None:
    pk = leaver.pk
    bulk = [f"/admin/bulk/auth/user/{action}/?id={pk}" for action in ("delete", "set_active_state")]
    for path in (f"/admin/users/edit/{pk}/", f"/admin/users/delete/{pk}/", *bulk):
        page = admin_client.get(path).content.decode()
        for title in ("Privacy", "Accessibility"):
            assert title in page, path
    assert "Nothing would pass on" in admin_client.get(f"/admin/users/edit/{member('li').pk}/").content.decode()


def test_switched_off_all_passes_to_the_colleague_that_was_chosen(admin_client: Client, leaver: Any) -> None:
    li = member("li")
    admin_client.post(f"/admin/users/edit/{leaver.pk}/", edited(leaver, hand_over_to=str(li.pk)))
    leaver.refresh_from_db()
    assert not leaver.is_active
    assert (holds(leaver), holds(li)) == ((0, 0, 0), (1, 1, 1))
    assert not is_locked()
    draft = BasePage.objects.get(slug="privacy").specific.get_latest_revision_as_object()
    assert draft.owner == li, "a draft that is published later does not bring the owner back"


def test_without_a_choice_it_passes_to_whoever_does_it(admin_client: Client, leaver: Any) -> None:
    admin_client.post(f"/admin/users/edit/{leaver.pk}/", edited(leaver))
    assert holds(administrator()) == (1, 1, 1)


@pytest.mark.parametrize("action", ["delete", "set_active_state"])
def test_many_at_once_hand_over_too(admin_client: Client, leaver: Any, action: str) -> None:
    admin_client.post(f"/admin/bulk/auth/user/{action}/?id={leaver.pk}", {"mark_as_active": "False"})
    assert not get_user_model().objects.filter(username="wang", is_active=True).exists()
    assert holds(administrator()) == (1, 1, 1)
    assert not is_locked()


def test_deleted_nothing_is_lost(admin_client: Client, leaver: Any) -> None:
    li = member("li")
    revisions = BasePage.objects.get(slug="privacy").revisions.count()
    admin_client.post(f"/admin/users/delete/{leaver.pk}/", {"hand_over_to": str(li.pk)})
    assert not get_user_model().objects.filter(username="wang").exists()
    assert holds(li) == (1, 1, 1)
    assert not is_locked()
    assert BasePage.objects.get(slug="privacy").revisions.count() == revisions


def test_other_changes_of_an_account_hand_nothing_over(admin_client: Client, leaver: Any) -> None:
    li = member("li")
    admin_client.post(f"/admin/users/edit/{leaver.pk}/", edited(leaver, is_active="on", hand_over_to=str(li.pk)))
    leaver.refresh_from_db()
    assert leaver.first_name == "W"
    assert holds(leaver) == (1, 1, 1)
    assert is_locked()


def test_sessions_end_and_do_not_live_again(admin_client: Client, client: Client, leaver: Any) -> None:
    post_password(client, "wang")
    assert is_in(client)
    admin_client.post(f"/admin/users/edit/{leaver.pk}/", edited(leaver))
    assert not is_in(client)
    admin_client.post(f"/admin/users/edit/{leaver.pk}/", edited(leaver, is_active="on"))
    assert not is_in(client)


def test_it_is_noted_at_the_account_and_at_each_page(admin_client: Client, leaver: Any) -> None:
    admin_client.post(f"/admin/users/edit/{leaver.pk}/", edited(leaver))
    noted = ModelLogEntry.objects.get(action="people.handed_over")
    assert noted.data["to"] == "admin"
    assert (noted.data["pages"], noted.data["reviews"], noted.data["messages"]) == (1, 1, 1)
    of_pages = PageLogEntry.objects.filter(action__in=["people.handed_over", "wagtail.unlock"])
    assert {each.user for each in of_pages} == {administrator()}
    assert {each.page.slug for each in of_pages} == {"privacy", "accessibility"}
    assert "to admin" in admin_client.get("/admin/reports/site-history/").content.decode()


def test_a_script_releases_locks_and_leaves_the_rest(leaver: Any) -> None:
    leaver.is_active = False
    leaver.save()
    assert not is_locked()
    assert holds(leaver) == (1, 1, 1)


@pytest.mark.parametrize("forged", ["0", "-1", "x", "99999999", "nobody's"])
def test_a_colleague_who_is_none_is_refused_and_nothing_happens(admin_client: Client, leaver: Any, forged: str) -> None:
    admin_client.post(f"/admin/users/edit/{leaver.pk}/", edited(leaver, hand_over_to=forged))
    leaver.refresh_from_db()
    assert leaver.is_active
    assert holds(leaver) == (1, 1, 1)


def test_invitations_pass_on_where_the_colleague_may_give_the_role(admin_client: Client, leaver: Any) -> None:
    role = leaver.groups.get()
    Invitation.objects.create(recipient="lin@example.org", role=role, language="en", invited_by=leaver)
    sign_in("editor", CHINESE)
    editor = get_user_model().objects.get(username="editor-zh-hans")
    admin_client.post(f"/admin/users/edit/{leaver.pk}/", edited(leaver, hand_over_to=str(editor.pk)))
    assert Invitation.objects.get().invited_by == leaver
    leaver.is_active = True
    leaver.save()
    admin_client.post(f"/admin/users/edit/{leaver.pk}/", edited(leaver))
    assert Invitation.objects.get().invited_by == administrator()
