"""The form that adds a passkey; apart, because it loads the WebAuthn library."""

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.utils.translation import gettext_lazy as _


class PasskeyForm(AddWebAuthnForm):
    """Its name, and whether it does without the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name, so that you recognize it")
        self.fields["name"].max_length = 60
        self.fields["passwordless"].label = _("Sign in with it alone, without user name and password")
        self.fields["passwordless"].help_text = _(
            "Needs a fingerprint, a face or a PIN on the device. Leave it out for a simple security key."
        )
        self.fields["passwordless"].initial = True
