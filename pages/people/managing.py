"""Who may manage whom: nobody gives a right, or takes over an account, that goes beyond their own.

Wagtail lets whoever may change users make anybody an administrator, themselves through another account included.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail import hooks
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.users.views import users

from pages.people.roles import may_manage, roles_that_may_be_given


class _OnlyOwnRights:
    """Of a view with a form of an account: it offers, and takes, the roles that may be given."""

    request: HttpRequest

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)  # type: ignore[misc]
        if not self.request.user.is_superuser:
            form.fields.pop("is_superuser", None)
            form.fields["groups"].queryset = Group.objects.filter(
                pk__in=[group.pk for group in roles_that_may_be_given(self.request.user)]
            )
        return form


class _OnlyManaged:
    """Of a view of one account."""

    request: HttpRequest

    def get_object(self, *args: Any, **kwargs: Any) -> Any:
        found = super().get_object(*args, **kwargs)  # type: ignore[misc]
        if not may_manage(self.request.user, [found]):
            raise PermissionDenied
        return found


class CreateView(_OnlyOwnRights, users.CreateView):
    pass


class EditView(_OnlyManaged, _OnlyOwnRights, users.EditView):
    pass


class DeleteView(_OnlyManaged, users.DeleteView):
    pass


class UserViewSet(users.UserViewSet):
    """Named in ``users_config.py``."""

    add_view_class = CreateView
    edit_view_class = EditView
    delete_view_class = DeleteView


class AdministratorsPolicy(ModelPermissionPolicy):
    """Whoever may change a group may give every right to their own: that is an administrator's, whatever else is granted."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return bool(user.is_active and user.is_superuser)

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return self.user_has_permission(user, "change")

    def users_with_any_permission(self, actions: Iterable[str]) -> Any:
        return get_user_model().objects.filter(is_active=True, is_superuser=True)


@hooks.register("before_bulk_action", order=-10)
def many_at_once(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    """The same for actions on many accounts; raises ``PermissionDenied`` before anything is handed over."""
    if get_user_model() not in action.models:
        return
    role = action.cleaned_form.cleaned_data.get("role") if action.cleaned_form else None
    if not may_manage(request.user, objects) or (role and role not in roles_that_may_be_given(request.user)):
        raise PermissionDenied
