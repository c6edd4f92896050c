"""Inviting somebody: an address, a role, a language."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from pages.bilingual.languages import current_language
from pages.people.names import name_of
from pages.people.roles import role_said, roles_that_may_be_given


class RoleField(forms.ModelChoiceField):
    """Roles by their names in the reader's language."""

    def label_from_instance(self, obj: Group) -> str:
        return role_said(obj)


class InviteForm(WagtailAdminModelForm):
    """Offers, and takes, only the roles that the person who invites may give."""

    role = RoleField(
        label=pgettext_lazy("account", "Role"),
        queryset=Group.objects.none(),
        help_text=gettext_lazy("Roles that may do no more than you may. What each may do is under Settings, Groups."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = roles_that_may_be_given(self.for_user) if self.for_user else []
        self.fields["role"].queryset = Group.objects.filter(pk__in=[group.pk for group in given]).order_by("name")
        self.fields["recipient"].help_text = _("The link in the mail opens for whoever reads this mailbox.")
        self.fields["language"].help_text = _("Of the mail, and of the admin. The person can change it later.")
        self.initial.setdefault("language", current_language())

    def clean_recipient(self) -> str:
        address: str = self.cleaned_data["recipient"].strip()
        account = get_user_model().objects.filter(email__iexact=address).first()
        if account and account.is_active:
            raise forms.ValidationError(
                _("%(name)s has an account with this address. Roles are given under Settings, Users.")
                % {"name": name_of(account)}
            )
        if account:
            raise forms.ValidationError(
                _(
                    "%(name)s had an account with this address, which is switched off. Switch it on under Settings, Users."
                )
                % {"name": name_of(account)}
            )
        from pages.people.models import Invitation

        stands = Invitation.objects.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)
        if stands.filter(recipient__iexact=address).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("This address is invited already. Open the invitation to send it again."))
        return address

    def save(self, commit: bool = True) -> Any:
        self.instance.invited_by = self.for_user
        return super().save(commit)
