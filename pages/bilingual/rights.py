"""Who may change which language of a page, a snippet or a setting.

Ask ``can_edit_language(user, language, instance)``, or ``editable_languages(user, instance)`` for all of them at once.
What was asked about may be a page, a snippet or a setting.

- Wagtail's own right ``change`` is the right to the default language and to everything that exists once: slug, rows,
  dates, schedule, pictures, figures.
- Each other language is a right of its own beside it: ``translate_zh_hans`` is the right to the Chinese columns.
- A translator never holds ``change``, so whatever in Wagtail asks for change, add, publish or lock refuses by itself.

``field_language(model, name)`` says whose right covers a field. Forms ask it (``language_form.py``).
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext_lazy as _
from modeltranslation.settings import DEFAULT_LANGUAGE
from wagtail.locks import BaseLock, BasicLock, ScheduledForPublishLock
from wagtail.models import PAGE_PERMISSION_TYPES, AbstractPage, PagePermissionTester
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry

from pages.bilingual.languages import LANGUAGES, NAMES, column

TRANSLATE = {code: column("translate", code) for code in LANGUAGES if code != DEFAULT_LANGUAGE}
"""Language → the action that is the right to it: ``zh-hans`` → ``translate_zh_hans``."""

MAY_SEE_THE_TREE = frozenset({"add", "change", "publish", "lock", "unlock", "bulk_delete"})
"""What Wagtail asks for where it means “any right on pages at all”."""


def can_edit_language(user: Any, language: str, instance: models.Model) -> bool:
    """Whether ``user`` may change the text of ``instance`` in ``language``; English stands for all that exists once."""
    return language in editable_languages(user, instance)


def editable_languages(user: Any, instance: models.Model) -> frozenset[str]:
    """Codes of the languages of ``instance`` that ``user`` may change. Of a new page ask its parent: ``languages_below``."""
    if isinstance(instance, AbstractPage):
        return instance.permissions_for_user(user).languages()
    policy = policy_registry.get_by_type(type(instance))
    if instance.pk is None:
        granted = {code for code, action in TRANSLATE.items() if policy.user_has_permission(user, action)}
        return frozenset(granted | {DEFAULT_LANGUAGE} if policy.user_has_permission(user, "add") else granted)
    actions = {DEFAULT_LANGUAGE: "change", **TRANSLATE}
    # A policy that lets translators in where it is asked for “change” answers here what they hold without that.
    holds = getattr(policy, "holds", policy.user_has_permission_for_instance)
    return frozenset(code for code, action in actions.items() if holds(user, action, instance))


def languages_below(user: Any, parent: AbstractPage) -> frozenset[str]:
    """Codes of the languages that ``user`` may write on a new page below ``parent``."""
    return parent.permissions_for_user(user).languages_of_new_child()


def field_language(model: type[models.Model], name: str) -> str:
    """Code of the language whose right covers a field; what is not translated goes with the default language."""
    try:
        return getattr(model._meta.get_field(name), "language", None) or DEFAULT_LANGUAGE
    except FieldDoesNotExist:
        return DEFAULT_LANGUAGE


def language_permissions(model_name: str) -> list[Any]:
    """For ``Meta.permissions`` of a translated model: the right to each language but the default one."""
    return [(f"{action}_{model_name}", _("Translate")) for action in TRANSLATE.values()]


def language_codenames() -> list[str]:
    """Codenames of the rights to languages, of every model that has them."""
    return [f"{action}_{model._meta.model_name}" for model in apps.get_models() for action in TRANSLATE.values()]


def page_permissions(model_name: str) -> list[tuple[str, Any]]:
    """For ``Meta.permissions`` of the base page; giving any there turns Wagtail's own list off."""
    made_by_django = {"add", "change", "delete", "view"}
    wagtails = [
        (f"{action}_{model_name}", long_label)
        for action, _label, long_label in PAGE_PERMISSION_TYPES
        if action not in made_by_django
    ]
    return wagtails + language_permissions(model_name)


def page_permission_types(model_name: str) -> list[tuple[str, Any, Any]]:
    """(codename, short and long label) of the languages' rights, for the form of groups."""
    return [
        (f"{action}_{model_name}", f"{_('Translate')} {NAMES[code]}", f"{_('Translate any page')} ({NAMES[code]})")
        for code, action in TRANSLATE.items()
    ]


class LanguagePermissionTester(PagePermissionTester):
    """What a person may do with a page. Wagtail derives more from “may edit” than a translator should get."""

    def may_change_structure(self) -> bool:
        """Whether what exists once is theirs to change: with ``change``, or with ``add`` on pages of their own."""
        if not self.user.is_active or self.page_is_root:
            return False
        if self.user.is_superuser or "change" in self.permissions:
            return True
        return "add" in self.permissions and self.page.owner_id == self.user.pk

    def languages(self) -> frozenset[str]:
        return self._languages(with_default=self.may_change_structure)

    def languages_of_new_child(self) -> frozenset[str]:
        """Asked of the parent: a page that is being made has no place in the tree yet."""
        return self._languages(with_default=lambda: "add" in self.permissions)

    def _languages(self, with_default: Any) -> frozenset[str]:
        if not self.user.is_active:
            return frozenset()
        if self.user.is_superuser:
            return frozenset(LANGUAGES)
        granted = {code for code, action in TRANSLATE.items() if action in self.permissions}
        return frozenset(granted | {DEFAULT_LANGUAGE} if with_default() else granted)

    def can_edit(self) -> bool:
        """Besides Wagtail's own, reviewers of a workflow included: whoever has the right to one language."""
        if super().can_edit():
            return True
        return bool(self.languages()) and not self.page_is_root and not self.page.alias_of_id

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """As Wagtail's, which asks for the pages below each page of a list: whoever may not publish deletes nothing live."""
        asks_rights = self.user.is_active and not self.user.is_superuser
        if asks_rights and self.page.live and "publish" not in self.permissions:
            return False
        return bool(super().can_delete(ignore_bulk))

    def can_copy(self) -> bool:
        return self.may_change_structure() and super().can_copy()

    def can_revert(self) -> bool:
        return self.may_change_structure()

    def can_lock(self) -> bool:
        return self.may_change_structure() and super().can_lock()

    def can_unlock(self) -> bool:
        return self.may_change_structure() and super().can_unlock()

    def can_submit_for_moderation(self) -> bool:
        return bool(self.languages()) and super().can_submit_for_moderation()

    def can_publish_language(self, language: str) -> bool:
        """Whether one language alone may be published by this person: the right to publish, and to that language."""
        return self.can_publish() and language in self.languages()


class LanguagePagePolicy(PagePermissionPolicy):
    """Translators may see the tree, search and dashboard; no other question is answered more widely than by Wagtail."""

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return super().user_has_any_permission(user, _with_translators(actions))

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> Any:
        return super().instances_user_has_any_permission_for(user, _with_translators(actions))

    def instances_with_direct_explore_permission(self, user: Any) -> Any:
        if user.is_superuser:
            return super().instances_with_direct_explore_permission(user)
        codenames = self._get_permission_codenames(_with_translators(MAY_SEE_THE_TREE))
        granted = self.get_cached_permissions_for_user(user)
        return [each.page for each in granted if each.permission.codename in codenames]


def _with_translators(actions: Iterable[str]) -> set[str]:
    asked = set(actions)
    return asked | set(TRANSLATE.values()) if asked >= MAY_SEE_THE_TREE else asked


class ScheduleLock(ScheduledForPublishLock):
    """What is scheduled is one fixed revision: a translator may go on in a newer draft without touching it."""

    def for_user(self, user: Any) -> bool:
        return not self._is_open_to(user) or any(lock.for_user(user) for lock in self._others())

    def get_message(self, user: Any) -> Any:
        closed = [lock for lock in self._others() if lock.for_user(user)] if self._is_open_to(user) else []
        return closed[0].get_message(user) if closed else super().get_message(user)

    def _is_open_to(self, user: Any) -> bool:
        languages = editable_languages(user, self.object)
        return bool(languages) and DEFAULT_LANGUAGE not in languages

    def _others(self) -> Iterator[BaseLock]:
        """Locks that Wagtail lets a schedule stand before: somebody's own, and that of a workflow's task."""
        if self.object.locked:
            yield BasicLock(self.object)
        if task := self.object.current_workflow_task:
            yield task.lock_class(self.object, task)
