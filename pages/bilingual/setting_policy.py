"""Who may open the settings of a site."""

from collections.abc import Iterable
from typing import Any

from wagtail.permission_policies.sites import SitePermissionPolicy

from pages.bilingual.rights import TRANSLATE


class LanguageSettingPolicy(SitePermissionPolicy):
    """Settings are edited by one form alone, which knows the languages: so “change” lets translators in here.

    ``holds`` answers what somebody's rights are without that.
    """

    def holds(self, user: Any, action: str, instance: Any) -> bool:
        return super().user_has_any_permission_for_instance(user, [action], instance)

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return super().user_has_any_permission(user, _with_translators(actions))

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Any) -> bool:
        return super().user_has_any_permission_for_instance(user, _with_translators(actions), instance)

    def sites_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> Any:
        return super().sites_user_has_any_permission_for(user, _with_translators(actions))


def _with_translators(actions: Iterable[str]) -> list[str]:
    asked = list(actions)
    return [*asked, *TRANSLATE.values()] if "change" in asked else asked
