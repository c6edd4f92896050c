"""The form behind an invitation: one's own names and password."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.forms import UserCreationForm
from django.utils.translation import gettext_lazy as _

from pages.people.models import Invitation


class AccountForm(UserCreationForm):
    """Django's own, with its validators; the address is the invitation's, whatever is posted."""

    first_name = forms.CharField(label=_("First name"), max_length=150)
    last_name = forms.CharField(label=_("Last name"), max_length=150)

    class Meta(UserCreationForm.Meta):
        model = get_user_model()
        fields = ("last_name", "first_name", "username")

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.email = invitation.recipient  # before validation: a password must not be like it
        self.fields["username"].label = _("User name")
        self.fields["username"].help_text = _("You sign in with it. Letters, digits and @ . + - _ only.")
        self.fields["password2"].help_text = ""
        self.initial.setdefault("username", invitation.recipient.split("@")[0])
        autocomplete = {"last_name": "family-name", "first_name": "given-name", "username": "username"}
        for name, value in autocomplete.items():
            self.fields[name].widget.attrs |= {"autocomplete": value, "spellcheck": "false"}
        self.fields["username"].widget.attrs.pop("autofocus", None)
        self.fields["last_name"].widget.attrs["autofocus"] = True
