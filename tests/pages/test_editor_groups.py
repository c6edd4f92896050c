"""The groups that come with the site, and that making them again changes nothing."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from pages.groups import ON_FILES, ON_PAGES, set_up_groups

pytestmark = pytest.mark.django_db


def rights(group: Group) -> dict[str, set[str]]:
    return {
        "everywhere": set(group.permissions.values_list("codename", flat=True)),
        "pages": set(GroupPagePermission.objects.filter(group=group).values_list("permission__codename", flat=True)),
        "files": set(
            GroupCollectionPermission.objects.filter(group=group).values_list("permission__codename", flat=True)
        ),
    }


def test_each_group_has_its_rights_and_no_others() -> None:
    for group in Group.objects.all():
        found = rights(group)
        assert "access_admin" in found["everywhere"]
        assert found["pages"] == {f"{action}_basepage" for action in ON_PAGES[group.name]}
        assert found["files"] == {
            f"{action}_{model}" for action in ON_FILES[group.name] for model in ("image", "document")
        }


def test_making_them_again_changes_nothing() -> None:
    before = {group.name: rights(group) for group in Group.objects.all()}
    counted = [model.objects.count() for model in (Permission, GroupPagePermission, GroupCollectionPermission)]
    set_up_groups(apps)
    set_up_groups(apps)
    assert {group.name: rights(group) for group in Group.objects.all()} == before
    assert counted == [model.objects.count() for model in (Permission, GroupPagePermission, GroupCollectionPermission)]
