"""What is noted as it happens, whoever does it: an administrator, another program, the command line."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.core.cache import cache
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from wagtail.log_actions import log
from wagtail.models import GroupCollectionPermission, GroupPagePermission, GroupSitePermission

from pages.audit import actions

FAILURES_SECONDS = 60
"""A wrong password is noted once in this time for each account: somebody who tries thousands must not fill the log."""

STANDING = ("is_superuser", "is_active")
"""Fields of an account that are rights."""


def connect() -> None:
    """Once, when the app is ready."""
    user = get_user_model()
    user_logged_in.connect(_signed_in, dispatch_uid="audit")
    user_logged_out.connect(_signed_out, dispatch_uid="audit")
    user_login_failed.connect(_failed, dispatch_uid="audit")
    for through in (user.groups.through, user.user_permissions.through, Group.permissions.through):
        m2m_changed.connect(_many_changed, sender=through, dispatch_uid=f"audit {through.__name__}")
    for grant in (GroupPagePermission, GroupCollectionPermission, GroupSitePermission):
        post_save.connect(_granted, sender=grant, dispatch_uid=f"audit {grant.__name__}")
        post_delete.connect(_revoked, sender=grant, dispatch_uid=f"audit {grant.__name__}")
    pre_save.connect(_remember_standing, sender=user, dispatch_uid="audit")
    post_save.connect(_standing_changed, sender=user, dispatch_uid="audit")


def _signed_in(user: Any, **kwargs: Any) -> None:
    log(user, actions.SIGN_IN, user=user)


def _signed_out(user: Any, **kwargs: Any) -> None:
    if user is not None and user.pk:
        log(user, actions.SIGN_OUT, user=user)


def _failed(credentials: dict[str, Any], **kwargs: Any) -> None:
    """Only for accounts that exist: what is typed into the field of the name is sometimes a password."""
    users = get_user_model()
    name = credentials.get(users.USERNAME_FIELD) or credentials.get("username") or credentials.get("email")
    found = (
        users._default_manager.filter(**{users.USERNAME_FIELD: name}).first()
        if name and "\x00" not in str(name)
        else None
    )
    if found and cache.add(f"audit-failed-{found.pk}", True, FAILURES_SECONDS):
        log(found, actions.SIGN_IN_FAILED)


def _many_changed(
    instance: Any, action: str, reverse: bool, model: type[Model], pk_set: set | None, **kwargs: Any
) -> None:
    """Groups and permissions of accounts, permissions of groups, from either side."""
    if action not in {"post_add", "post_remove", "pre_clear"}:
        return
    if action == "pre_clear":
        relation = {Group: "groups", Permission: "permissions" if isinstance(instance, Group) else "user_permissions"}
        pk_set = set() if reverse else set(getattr(instance, relation[model]).values_list("pk", flat=True))
    others = list(model._default_manager.filter(pk__in=pk_set or ()))
    change = "added" if action == "post_add" else "removed"
    if reverse:
        for holder in others:
            log(holder, actions.RIGHTS, data={change: [str(instance)]})
    elif others:
        log(instance, actions.RIGHTS, data={change: sorted(map(str, others))})


def _granted(instance: Any, created: bool, raw: bool, **kwargs: Any) -> None:
    if created and not raw:
        log(instance.group, actions.RIGHTS, data={"added": [_said(instance)]})


def _revoked(instance: Any, origin: Any, **kwargs: Any) -> None:
    if not isinstance(origin, Group):  # a group that goes takes its rights along: that is noted by itself
        log(instance.group, actions.RIGHTS, data={"removed": [_said(instance)]})


def _said(grant: Any) -> str:
    where = {GroupPagePermission: "page", GroupCollectionPermission: "collection", GroupSitePermission: "site"}
    return f"{grant.permission.name} – {getattr(grant, where[type(grant)])}"


def note_switched(user: Any, is_active: bool) -> None:
    """For what Django does not announce: an account that one statement for many switches on or off. Before it is carried out."""
    if user.is_active != is_active:
        log(user, actions.RIGHTS, data={"added": ["is_active"] * is_active, "removed": ["is_active"] * (not is_active)})


def _remember_standing(instance: Any, raw: bool, **kwargs: Any) -> None:
    if raw or not instance.pk:
        instance._standing_before = None
        return
    instance._standing_before = type(instance)._default_manager.filter(pk=instance.pk).values(*STANDING).first()


def _standing_changed(instance: Any, created: bool, raw: bool, **kwargs: Any) -> None:
    before = getattr(instance, "_standing_before", None)
    if raw or (before is None and not created):
        return
    now = {name: getattr(instance, name) for name in STANDING}
    if before is None:
        before = {"is_superuser": False, "is_active": True}
    changed = {"added": [name for name in STANDING if now[name] and not before[name]]}
    changed["removed"] = [name for name in STANDING if before[name] and not now[name]]
    if changed["added"] or changed["removed"]:
        log(instance, actions.RIGHTS, data=changed)
