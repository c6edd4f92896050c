"""Somebody who may manage accounts, and is no administrator, gives no right and takes over no account beyond their own."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from pages.groups import EDITORS, MODERATORS
from pages.models import BasePage, EditorialTask
from tests.pages.staff import ENGLISH, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_content")]
MANAGE = ("add_user", "change_user", "delete_user")


@pytest.fixture
def manager() -> Client:
    """An editor who may manage accounts."""
    client = sign_in("editor", ENGLISH)
    user = get_user_model().objects.get(username="editor-en")
    user.user_permissions.add(*Permission.objects.filter(codename__in=MANAGE))
    return client


def account(name: str, role: str = "", **more: Any) -> Any:
    user = get_user_model().objects.create_user(
        name, email=f"{name}@example.org", password="old", first_name="A", last_name="B", **more
    )
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


def posted(user: Any, *roles: str, **changed: Any) -> dict[str, Any]:
    groups = [Group.objects.get(name=role).pk for role in roles]
    names = {name: getattr(user, name) for name in ("username", "email", "first_name", "last_name")}
    return {**names, "is_active": "on", "groups": groups, **changed}


def roles_of(user: Any) -> set[str]:
    return set(user.groups.values_list("name", flat=True))


def test_a_colleague_within_ones_own_rights_is_managed(manager: Client) -> None:
    user = account("lin", EDITORS)
    html = manager.get(f"/admin/users/edit/{user.pk}/").content.decode()
    assert 'name="groups"' in html
    assert 'name="is_superuser"' not in html
    assert f'value="{Group.objects.get(name=MODERATORS).pk}"' not in html
    response = manager.post(f"/admin/users/edit/{user.pk}/", posted(user, EDITORS, first_name="Ming"))
    assert response.status_code == 302
    user.refresh_from_db()
    assert (user.first_name, roles_of(user)) == ("Ming", {EDITORS})


@pytest.mark.parametrize("address", ["edit", "add"])
def test_a_role_beyond_ones_own_rights_is_not_given(manager: Client, address: str) -> None:
    """Forged: the form does not offer it. For an existing account, for a new one, and for oneself."""
    user = account("lin", EDITORS)
    data = posted(user, EDITORS, MODERATORS, password1="绵阳的夏天很长很长啊", password2="绵阳的夏天很长很长啊")
    if address == "add":
        response = manager.post("/admin/users/new/", data | {"username": "other", "email": "other@example.org"})
    else:
        response = manager.post(f"/admin/users/edit/{user.pk}/", data)
    assert response.status_code == 200
    assert "lin" in response.content.decode()  # what was typed is still there
    assert roles_of(user) == {EDITORS}
    assert not get_user_model().objects.filter(username="other").exists()
    own = get_user_model().objects.get(username="editor-en")
    manager.post(f"/admin/users/edit/{own.pk}/", posted(own, EDITORS, MODERATORS))
    assert roles_of(own) == {EDITORS}


@pytest.mark.parametrize("gives", ["a closed page", "closed files", "approving"])
def test_a_group_that_lets_in_or_approves_is_not_given_either(manager: Client, gives: str) -> None:
    """It has no permission of its own: being a member is what counts."""
    board = Group.objects.create(name="Board")
    if gives == "a closed page":
        page = BasePage.objects.get(depth=2)
        PageViewRestriction.objects.create(page=page, restriction_type="groups").groups.add(board)
    elif gives == "closed files":
        root = Collection.get_first_root_node()
        CollectionViewRestriction.objects.create(collection=root, restriction_type="groups").groups.add(board)
    else:
        EditorialTask.objects.create(name="Board").groups.add(board)
    own = get_user_model().objects.get(username="editor-en")
    manager.post(f"/admin/users/edit/{own.pk}/", posted(own, EDITORS, "Board"))
    assert roles_of(own) == {EDITORS}
    own.groups.add(board)  # given by an administrator, it may be given on
    user = account("lin", EDITORS)
    manager.post(f"/admin/users/edit/{user.pk}/", posted(user, EDITORS, "Board"))
    assert roles_of(user) == {EDITORS, "Board"}


def test_groups_are_changed_by_administrators_alone(manager: Client) -> None:
    """Whoever changes a group can give every right to their own."""
    own = get_user_model().objects.get(username="editor-en")
    own.user_permissions.add(*Permission.objects.filter(codename__in=("add_group", "change_group", "delete_group")))
    group = Group.objects.get(name=EDITORS)
    before = set(group.permissions.values_list("pk", flat=True))
    for address in ("", "new/", f"edit/{group.pk}/", f"delete/{group.pk}/"):
        assert manager.get(f"/admin/groups/{address}").status_code == 302, address
        assert manager.post(f"/admin/groups/{address}", {"name": "Mine"}).status_code in {302, 405}, address
    group.refresh_from_db()
    assert (group.name, set(group.permissions.values_list("pk", flat=True))) == (EDITORS, before)
    root = get_user_model().objects.create_superuser("root", password="x")
    administrator = Client()
    administrator.force_login(root)
    assert administrator.get(f"/admin/groups/edit/{group.pk}/").status_code == 200


def test_nobody_becomes_an_administrator(manager: Client) -> None:
    user = account("lin", EDITORS)
    manager.post(f"/admin/users/edit/{user.pk}/", posted(user, EDITORS, is_superuser="on"))
    user.refresh_from_db()
    assert not user.is_superuser


@pytest.mark.parametrize("kind", ["an administrator", "a moderator", "somebody with a right of their own"])
def test_an_account_beyond_ones_own_rights_is_not_taken_over(manager: Client, kind: str) -> None:
    """A new password or mail address would be a way in."""
    user = account("lin", MODERATORS if kind == "a moderator" else "", is_superuser=kind == "an administrator")
    if kind.startswith("somebody"):
        user.user_permissions.add(Permission.objects.get(codename="delete_group"))
    secret = {"password1": "绵阳的夏天很长很长啊", "password2": "绵阳的夏天很长很长啊"}
    refused = [
        manager.get(f"/admin/users/edit/{user.pk}/"),
        manager.post(f"/admin/users/edit/{user.pk}/", posted(user, EDITORS, email="own@example.org", **secret)),
        manager.post(f"/admin/users/delete/{user.pk}/"),
        manager.post(f"/admin/bulk/auth/user/set_active_state/?id={user.pk}", {"mark_as_active": "False"}),
        manager.post(f"/admin/bulk/auth/user/delete/?id={user.pk}"),
        manager.post(f"/admin/bulk/auth/user/assign_role/?id={user.pk}", {"role": Group.objects.get(name=EDITORS).pk}),
    ]
    # Wagtail answers a refusal in the admin by leading away, with a sentence.
    assert [response.status_code for response in refused] == [302] * len(refused)
    after = get_user_model().objects.get(pk=user.pk)
    assert (after.email, after.is_active, after.check_password("old")) == ("lin@example.org", True, True)


def test_a_role_beyond_ones_own_is_not_given_to_many_at_once(manager: Client) -> None:
    user = account("lin")
    address = f"/admin/bulk/auth/user/assign_role/?id={user.pk}"
    manager.post(address, {"role": Group.objects.get(name=MODERATORS).pk})
    assert roles_of(user) == set()
    manager.post(address, {"role": Group.objects.get(name=EDITORS).pk})
    assert roles_of(user) == {EDITORS}


def test_an_administrator_gives_every_role(admin_client: Client) -> None:
    user = account("lin", EDITORS)
    data = posted(user, MODERATORS, is_superuser="on")
    assert admin_client.post(f"/admin/users/edit/{user.pk}/", data).status_code == 302
    user.refresh_from_db()
    assert (user.is_superuser, roles_of(user)) == (True, {MODERATORS})
