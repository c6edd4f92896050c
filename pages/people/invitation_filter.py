"""Finding invitations by role and language. Roles are called as everywhere in the admin, in the reader's language."""

import django_filters
from django.contrib.auth.models import Group
from django.forms import CheckboxSelectMultiple
from django.utils.translation import pgettext_lazy
from django_filters.fields import ModelMultipleChoiceField
from wagtail.admin.filters import WagtailFilterSet

from pages.people.models import Invitation
from pages.people.roles import role_said


class RolesField(ModelMultipleChoiceField):
    def label_from_instance(self, obj: Group) -> str:
        return role_said(obj)


class RolesFilter(django_filters.ModelMultipleChoiceFilter):
    field_class = RolesField


class InvitationFilter(WagtailFilterSet):
    role = RolesFilter(
        label=pgettext_lazy("account", "Role"),
        queryset=Group.objects.order_by("name"),
        widget=CheckboxSelectMultiple,
    )

    class Meta:
        model = Invitation
        fields = ["role", "language"]
