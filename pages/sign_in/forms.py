"""allauth's forms, with the site's labels and limits."""

import time
from typing import Any

from allauth.account.forms import LoginForm, ResetPasswordForm
from allauth.account.utils import filter_users_by_email
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages.sign_in import throttle
from pages.sign_in.adapters import AccountAdapter

RESET_ANSWER_SECONDS = 0.5
"""An answer to “send me a link” takes at least so long, whether there is somebody to send it to or not."""


class SignInForm(LoginForm):
    """User name and password. The field keeps the name that password managers know."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("User name")
        self.fields["login"].widget.attrs |= {
            "autocomplete": "username webauthn",
            "autofocus": True,
            "spellcheck": "false",
        }
        self.fields["login"].widget.attrs.pop("placeholder", None)
        self.fields["password"].widget.attrs.pop("placeholder", None)
        self.fields["password"].help_text = ""

    def add_prefix(self, field_name: str) -> str:
        return "username" if field_name == "login" else super().add_prefix(field_name)

    def clean(self) -> dict[str, Any]:
        """Whoever may not enter the admin hears what everybody hears who is not let in."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.user and not self.user.has_perm("wagtailadmin.access_admin"):
            raise AccountAdapter().validation_error("username_password_mismatch")
        return cleaned


def name_code_field(form: forms.Form) -> None:
    """As the rest of the site names it; a placeholder would only say it twice."""
    form.fields["code"].label = pgettext_lazy("one-time code", "Code")
    form.fields["code"].widget.attrs.pop("placeholder", None)
    form.fields["code"].widget.attrs |= {"autofocus": True, "spellcheck": "false", "inputmode": "numeric"}


class FirstCodeForm(ActivateTOTPForm):
    """The first code of an app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_code_field(self)


class CountsCodes(forms.Form):
    """Codes are short: the limit is per account, and holds for all browsers together."""

    user: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_code_field(self)

    def clean_code(self) -> str:
        try:
            taken = throttle.take([(throttle.SECOND_FACTOR, (str(self.user.pk),))])
        except throttle.TooManyAttempts:
            raise AccountAdapter().validation_error("too_many_login_attempts") from None
        code: str = super().clean_code()  # type: ignore[misc]
        throttle.give_back(taken)
        try:
            throttle.take([(throttle.SAME_CODE, (str(self.user.pk), "".join(code.split())))])
        except throttle.TooManyAttempts:
            raise AccountAdapter().validation_error("incorrect_code") from None
        return code


class CodeForm(CountsCodes, AuthenticateForm):
    """A code of an authenticator app, or a recovery code."""


class CodeAgainForm(CountsCodes, ReauthenticateForm):
    """The same, before something sensitive."""


class ForgottenPasswordForm(ResetPasswordForm):
    """The same answer, after the same time, whether the address is somebody's or nobody's."""

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        # The database takes “ı” for “i”; this compares again. And what is sent goes to the address that is on record.
        staff = filter_users_by_email(email, is_active=True)
        self.users = [user for user in staff if user.has_usable_password()]
        return self.users[0].email if self.users else email

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        begun = time.monotonic()
        email: str = self.cleaned_data["email"]
        address = AccountAdapter().get_client_ip(request)
        try:
            throttle.take([(throttle.RESET_FROM_ADDRESS, (address,)), (throttle.RESET_OF_ADDRESS, (email,))])
        except throttle.TooManyAttempts:
            self.users = []
        super().save(request, **kwargs)
        time.sleep(max(0.0, RESET_ANSWER_SECONDS - (time.monotonic() - begun)))
        return email
