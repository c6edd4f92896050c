"""What django-allauth asks the project: who may get in, how often one may try, what mails say."""

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pages.sign_in import known_browser, mail, stored_secrets, throttle

TOO_MANY = _(
    "There were too many attempts. Wait a few minutes, or use a passkey or a browser in which you have signed in before."
)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by administrators; nobody signs up."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
        "username_password_mismatch": _("User name and password do not match."),
        "incorrect_code": _("This code is not right, or it has been used."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Counts the attempt, the same for names that exist and names that do not."""
        name, address = credentials.get("username") or "", self.get_client_ip(request)
        browser = known_browser.knows(request, name)
        limits: list[tuple[throttle.Limit, tuple[str, ...]]] = (
            [(throttle.KNOWN_BROWSER, (name, browser))]
            if browser
            else [
                (throttle.ADDRESS, (address,)),
                (throttle.ACCOUNT_AND_ADDRESS, (name, address)),
                (throttle.ACCOUNT, (name,)),
            ]
        )
        try:
            self._taken = throttle.take(limits)
        except throttle.TooManyAttempts:
            raise self.validation_error("too_many_login_attempts") from None

    def _rollback_login_failed_rl_usage(self) -> None:
        """allauth's name for: the password was right."""
        throttle.give_back(self._taken)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not within five minutes of signing in: whoever sets up a first factor has just typed the password."""
        records = get_authentication_records(self.request, self.request.user)
        if records and timezone.now().timestamp() - records[-1]["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def get_client_ip(self, request: HttpRequest) -> str:
        """What ``TrustedProxyMiddleware`` left in ``REMOTE_ADDR``; a server on a Unix socket has no address."""
        return request.META.get("REMOTE_ADDR") or "0.0.0.0"  # noqa: S104 - not listened at

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        known_browser.remember(request, response, user.get_username())
        return response

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("wagtailadmin_home")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Below ``PUBLIC_URL``: never a host that a request named."""
        path: str = urlsplit(super().get_reset_password_from_key_url(key)).path
        return settings.PUBLIC_URL + path

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Nobody needs to be told that they are in."""
        if message_template not in {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}:
            super().add_message(request, level, message_template, *args, **kwargs)

    def format_email_subject(self, subject: str) -> str:
        return subject

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """To the account's own address; allauth's list of further ones is not in use."""
        if user.email:
            super().send_notification_mail(template_prefix, user, {**(context or {}), "user": user}, user.email)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        user = mail.reader(context, email)
        with mail.in_language_of(user):
            message = self.render_mail(
                template_prefix, email, {"email": email, "public_url": settings.PUBLIC_URL, **context}
            )
        mail.send_beside(message)


class MFAAdapter(DefaultMFAAdapter):
    """Second factors belong to the site, whatever host a request names."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
        "cannot_delete_authenticator": _("This is your only second factor. Set up another one first."),
    }

    def _get_site_name(self) -> str:
        return gettext("High-Tech Expo")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": urlsplit(settings.PUBLIC_URL).hostname or "", "name": self._get_site_name()}

    def encrypt(self, text: str) -> str:
        return stored_secrets.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return stored_secrets.decrypt(encrypted_text)

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        from pages.sign_in.second_factor import main_factors

        others = main_factors(authenticator.user).exclude(pk=authenticator.pk)
        return not settings.STAFF_SECOND_FACTOR or others.exists()

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return gettext("Passkey")
