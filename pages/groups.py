"""Who may do what: the groups that the site comes with, on top of Wagtail's own “Editors” and “Moderators”.

Run by migrations, with the models of that moment; running it again changes nothing. What an administrator changes later
stays, because a migration runs once.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_permission_codename

EDITORS, MODERATORS = "Editors", "Moderators"
"""Made by Wagtail's first migration."""
ENGLISH_EDITORS, CHINESE_TRANSLATORS = "English editors", "Chinese translators"

CHINESE = "translate_zh_hans"
"""The right to the Chinese of a page, a snippet or a setting; “change” is the right to its English and its structure."""

ON_PAGES = {
    EDITORS: ("add", "change", CHINESE),
    MODERATORS: ("add", "change", "publish", "lock", "unlock", CHINESE),
    ENGLISH_EDITORS: ("add", "change"),
    CHINESE_TRANSLATORS: (CHINESE,),
}
ON_FILES = {
    EDITORS: ("add", "change", "choose"),
    MODERATORS: ("add", "change", "choose"),
    ENGLISH_EDITORS: ("change", "choose"),
    CHINESE_TRANSLATORS: ("choose",),
}
"""For pictures and documents: they are the editors', who write their texts in both languages."""
FILE_MODELS = (("wagtailimages", "image"), ("wagtaildocs", "document"))
"""Wagtail asks for the permissions of its own models, also where the site has models of its own."""


def set_up_groups(apps: Any) -> None:
    """Make the groups and give them their rights. ``apps`` is a registry of models, historical or today's."""
    root = _model(apps, "pages", "BasePage").objects.filter(depth=1).first()
    collection = _model(apps, "wagtailcore", "Collection").objects.filter(depth=1).first()
    for name in ON_PAGES:
        group, _created = _model(apps, "auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(permission(apps, "wagtailadmin", "admin", "access_admin"))
        if root:
            on_pages = _model(apps, "wagtailcore", "GroupPagePermission").objects
            # Wagtail's first migration grants the stock page's permissions, which nothing asks for here.
            on_pages.filter(group=group).exclude(permission__content_type__model="basepage").delete()
            for action in ON_PAGES[name]:
                on_pages.get_or_create(
                    group=group, page=root, permission=model_permission(apps, action, "pages", "basepage")
                )
        if collection:
            on_files = _model(apps, "wagtailcore", "GroupCollectionPermission").objects
            for app_label, model_name in FILE_MODELS:
                for action in ON_FILES[name]:
                    on_files.get_or_create(
                        group=group,
                        collection=collection,
                        permission=model_permission(apps, action, app_label, model_name),
                    )
    grant(apps, MODERATORS, "pages", "sitesettings", ["change", CHINESE])
    grant(apps, CHINESE_TRANSLATORS, "pages", "sitesettings", [CHINESE])
    grant(apps, MODERATORS, "wagtailredirects", "redirect", ["add", "change", "delete"])


def grant(apps: Any, group_name: str, app_label: str, model_name: str, actions: Iterable[str]) -> None:
    """Let a group do ``actions`` with every object of a model, a snippet for instance."""
    group, _created = _model(apps, "auth", "Group").objects.get_or_create(name=group_name)
    group.permissions.add(*(model_permission(apps, action, app_label, model_name) for action in actions))


def revoke(apps: Any, group_name: str, app_label: str, model_name: str, actions: Iterable[str]) -> None:
    """Take from a group what ``grant`` gave."""
    group = _model(apps, "auth", "Group").objects.filter(name=group_name).first()
    if group:
        group.permissions.remove(*(model_permission(apps, action, app_label, model_name) for action in actions))


def model_permission(apps: Any, action: str, app_label: str, model_name: str) -> Any:
    """The permission ``add_basepage`` and the like: Django names it after the model, also after a custom base page."""
    content_type = _content_type(apps, app_label, model_name)
    try:
        codename = get_permission_codename(action, apps.get_model(app_label, model_name)._meta)
    except LookupError:  # an app of later migrations
        codename = f"{action}_{model_name}"
    return _permission(apps, content_type, codename)


def permission(apps: Any, app_label: str, model_name: str, codename: str) -> Any:
    return _permission(apps, _content_type(apps, app_label, model_name), codename)


def _permission(apps: Any, content_type: Any, codename: str) -> Any:
    # Django and Wagtail make permissions after all migrations, and leave those alone that exist by then.
    name = f"Can {codename.replace('_', ' ')}"
    found, _created = _model(apps, "auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": name}
    )
    return found


def _content_type(apps: Any, app_label: str, model_name: str) -> Any:
    found, _created = _model(apps, "contenttypes", "ContentType").objects.get_or_create(
        app_label=app_label, model=model_name
    )
    return found


def _model(apps: Any, app_label: str, name: str) -> Any:
    return apps.get_model(app_label, name)
