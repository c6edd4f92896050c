"""Every address of sign-in, below the admin's path and before Wagtail's own, which these replace.

allauth's views are imported when they are first asked for: most processes never need them.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.urls import path, re_path
from django.utils import translation
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache
from django.views.generic.base import RedirectView

from pages.language_choice import preferred_language
from pages.sign_in.mail import language_of

View = Callable[..., HttpResponseBase]


def screen(dotted: str) -> View:
    """A view of allauth's in the person's language, under the public content policy."""

    @never_cache
    def view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        language = language_of(request.user) if request.user.is_authenticated else preferred_language(request)
        with translation.override(language):
            response: HttpResponseBase = import_string(dotted)(request, *args, **kwargs)
            if isinstance(response, SimpleTemplateResponse):
                response = response.render()
        response._csp_config = settings.SECURE_CSP  # type: ignore[attr-defined]
        return response

    return view


ACCOUNT, MFA = "allauth.account.views", "allauth.mfa"

urlpatterns = [
    path("login/", screen("pages.sign_in.views.sign_in"), name="account_login"),
    path("login/code/", screen(f"{MFA}.base.views.authenticate"), name="mfa_authenticate"),
    path("login/passkey/", screen("pages.sign_in.views.sign_in_with_passkey"), name="mfa_login_webauthn"),
    path("login/inactive/", screen(f"{ACCOUNT}.account_inactive"), name="account_inactive"),
    path("logout/", screen(f"{ACCOUNT}.logout"), name="account_logout"),
    path("password_reset/", screen(f"{ACCOUNT}.password_reset"), name="account_reset_password"),
    path("password_reset/sent/", screen(f"{ACCOUNT}.password_reset_done"), name="account_reset_password_done"),
    path(
        "password_reset/changed/",
        screen(f"{ACCOUNT}.password_reset_from_key_done"),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password_reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        screen(f"{ACCOUNT}.password_reset_from_key"),
        name="account_reset_password_from_key",
    ),
    # Wagtail's own pages for choosing a password by mail: there is one way, not two.
    re_path(r"^password_reset/", RedirectView.as_view(pattern_name="account_reset_password"), name="no_other_way"),
    path("security/", screen("pages.sign_in.views.security"), name="mfa_index"),
    path("security/sessions/", screen("pages.sign_in.views.sessions"), name="usersessions_list"),
    path("security/password/", screen(f"{ACCOUNT}.password_change"), name="account_change_password"),
    path("security/password/first/", screen(f"{ACCOUNT}.password_set"), name="account_set_password"),
    path("security/again/", screen(f"{ACCOUNT}.reauthenticate"), name="account_reauthenticate"),
    path("security/again/code/", screen(f"{MFA}.base.views.reauthenticate"), name="mfa_reauthenticate"),
    path(
        "security/again/passkey/",
        screen(f"{MFA}.webauthn.views.reauthenticate_webauthn"),
        name="mfa_reauthenticate_webauthn",
    ),
    path("security/app/", screen(f"{MFA}.totp.views.activate_totp"), name="mfa_activate_totp"),
    path("security/app/remove/", screen(f"{MFA}.totp.views.deactivate_totp"), name="mfa_deactivate_totp"),
    path("security/passkeys/", RedirectView.as_view(pattern_name="mfa_index"), name="mfa_list_webauthn"),
    path("security/passkeys/add/", screen(f"{MFA}.webauthn.views.add_webauthn"), name="mfa_add_webauthn"),
    path("security/passkeys/<int:pk>/", screen(f"{MFA}.webauthn.views.edit_webauthn"), name="mfa_edit_webauthn"),
    path(
        "security/passkeys/<int:pk>/remove/",
        screen("pages.sign_in.views.remove_passkey"),
        name="mfa_remove_webauthn",
    ),
    path("security/codes/", screen(f"{MFA}.recovery_codes.views.view_recovery_codes"), name="mfa_view_recovery_codes"),
    path(
        "security/codes/new/",
        screen(f"{MFA}.recovery_codes.views.generate_recovery_codes"),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "security/codes/recovery-codes.txt",
        screen(f"{MFA}.recovery_codes.views.download_recovery_codes"),
        name="mfa_download_recovery_codes",
    ),
]
