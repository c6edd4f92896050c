"""Who may translate what: one's rights on the object, as everywhere in the admin."""

from typing import Any

from wagtail.permission_policies.base import ModelPermissionPolicy

from pages.bilingual.rights import can_edit_language
from pages.models import BasePage
from pages.translations.models import InterfaceString


def may_open_workbench(user: Any) -> bool:
    return user.has_perm("wagtailadmin.access_admin") and (may_change_strings(user) or may_change_some_page(user))


def may_change_strings(user: Any) -> bool:
    return ModelPermissionPolicy(InterfaceString).user_has_permission(user, "change")


def may_change_some_page(user: Any) -> bool:
    from wagtail.permissions import page_permission_policy

    return page_permission_policy.user_has_any_permission(user, ["change", "add", "publish"])


def may_translate(user: Any, instance: Any, language: str) -> bool:
    """Whether this person may write ``language`` of an object now."""
    if isinstance(instance, InterfaceString):
        return may_change_strings(user)
    if isinstance(instance, BasePage) and instance.permissions_for_user(user).page_locked():
        return False
    return can_edit_language(user, language, instance)
