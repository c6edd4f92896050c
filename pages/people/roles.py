"""Which roles somebody may give to others, and whom they may manage: neither goes beyond what they have themselves."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext, gettext_noop
from wagtail.models import (
    AbstractGroupApprovalTask,
    CollectionViewRestriction,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    PageViewRestriction,
)

SHIPPED = (
    gettext_noop("Editors"),
    gettext_noop("Moderators"),
    gettext_noop("English editors"),
    gettext_noop("Chinese translators"),
)
"""Names of the groups that migrations make; groups that an administrator makes are called as they were named."""


def role_said(role: Group) -> str:
    """The group's name in the active language."""
    return gettext(role.name) if role.name in SHIPPED else role.name


def roles_that_may_be_given(user: Any) -> list[Group]:
    """In the order of their names; the number of queries does not grow with the groups."""
    groups = list(Group.objects.order_by("name"))
    if user.is_superuser:
        return groups
    rights = _rights_by_group([group.pk for group in groups])
    own = _own_rights(user)
    return [group for group in groups if all(_is_within(right, own) for right in rights.get(group.pk, ()))]


def may_give(user: Any, role: Group) -> bool:
    """Whether ``user`` is at work and may give all that ``role`` gives."""
    return bool(user and user.is_active and user.has_perm("auth.add_user")) and role in roles_that_may_be_given(user)


def may_manage(user: Any, others: Iterable[Any]) -> bool:
    """Whether all of them are allowed no more than ``user``: else a new password would be a way to their rights."""
    if user.is_superuser:
        return True
    ids = [other.pk for other in others]
    accounts = get_user_model().objects.filter(pk__in=ids)
    if accounts.filter(is_superuser=True).exists():
        return False
    given = [group.pk for group in roles_that_may_be_given(user)]
    direct = Permission.objects.filter(user__in=ids).exclude(
        pk__in=[pk for about, pk, _ in _own_rights(user) if about == "everything"]
    )
    return not accounts.filter(groups__in=Group.objects.exclude(pk__in=given)).exists() and not direct.exists()


type Right = tuple[str, Any, str]
"""What it is about (``everything``, ``pages``, ``files``, ``site``), the permission's id, and where: a path in the tree.

Also what only being a member gives: to read a closed page or file (its restriction's id), to approve (its task's).
"""


def _own_rights(user: Any) -> set[Right]:
    own = {right for rights in _rights_by_group(user.groups.values("pk")).values() for right in rights}
    return own | {("everything", pk, "") for pk in user.user_permissions.values_list("pk", flat=True)}


def _rights_by_group(groups: Any) -> dict[int, set[Right]]:
    rows: list[tuple[int, str, Any, str]] = [
        *((group, "everything", pk, "") for group, pk in _everywhere(groups)),
        *((group, "pages", pk, path) for group, pk, path in _grants(GroupPagePermission, groups, "page__path")),
        *(
            (group, "files", pk, path)
            for group, pk, path in _grants(GroupCollectionPermission, groups, "collection__path")
        ),
        *((group, "site", pk, f"{site}/") for group, pk, site in _grants(GroupSitePermission, groups, "site_id")),
        *((group, about, pk, "") for about, model in _given_to_members() for group, pk in _memberships(model, groups)),
    ]
    found: dict[int, set[Right]] = {}
    for group, about, permission, where in rows:
        found.setdefault(group, set()).add((about, permission, where))
    return found


def _given_to_members() -> Iterator[tuple[str, Any]]:
    """Models whose ``groups`` are let in, or are asked."""
    yield "closed pages", PageViewRestriction
    yield "closed files", CollectionViewRestriction
    for model in apps.get_models():
        if issubclass(model, AbstractGroupApprovalTask):
            yield "approval", model


def _memberships(model: Any, groups: Any) -> Any:
    return model.objects.filter(groups__in=groups).values_list("groups", "pk")


def _everywhere(groups: Any) -> Any:
    return Permission.objects.filter(group__in=groups).values_list("group", "pk")


def _grants(model: Any, groups: Any, where: str) -> Any:
    return model.objects.filter(group__in=groups).values_list("group_id", "permission_id", where)


def _is_within(right: Right, own: set[Right]) -> bool:
    """Whether somebody has the right there, or higher up in the tree."""
    about, permission, where = right
    return any(held == about and pk == permission and where.startswith(above) for held, pk, above in own)
