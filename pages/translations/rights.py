"""Who may translate what: one's rights on the object, as everywhere in the admin."""

from typing import Any

from wagtail.permission_policies.base import ModelPermissionPolicy
from wagtail.permissions import policy_registry

from pages.bilingual.rights import MAY_SEE_THE_TREE, can_edit_language
from pages.models import BasePage
from pages.translations.models import InterfaceString


def may_open_workbench(user: Any) -> bool:
    return user.has_perm("wagtailadmin.access_admin") and (may_change_strings(user) or may_change_some_page(user))


def may_change_strings(user: Any) -> bool:
    return ModelPermissionPolicy(InterfaceString).user_has_permission(user, "change")


def may_change_some_page(user: Any) -> bool:
    """Whether some page is theirs in some language: a right to Chinese alone counts."""
    return bool(policy_registry.get_by_type(BasePage).user_has_any_permission(user, MAY_SEE_THE_TREE))


def may_translate(user: Any, instance: Any, language: str) -> bool:
    """Whether this person may write ``language`` of an object now."""
    if isinstance(instance, InterfaceString):
        return may_change_strings(user)
    if isinstance(instance, BasePage) and instance.permissions_for_user(user).page_locked():
        return False
    return can_edit_language(user, language, instance)
