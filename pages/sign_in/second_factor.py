"""Where a second factor is required, a session without one is nobody's, except where one is set up.

It fails closed: everything that asks who somebody is (the admin, documents, previews, interfaces) gets ``AnonymousUser``
until the session has shown a second factor, whatever signed it in.
"""

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import SimpleLazyObject

MAIN_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_shown(request: HttpRequest, user: Any) -> bool:
    """Whether this session was signed in with a second factor, or set one up."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, user))


def main_factors(user: Any) -> QuerySet[Authenticator]:
    """The account's second factors; recovery codes alone are none."""
    return Authenticator.objects.filter(user_id=user.pk, type__in=MAIN_FACTORS)


def has_any(user: Any) -> bool:
    return main_factors(user).exists()


def is_setting_up(request: HttpRequest) -> bool:
    """Whether the address is one of those below which second factors are set up."""
    return request.path_info.startswith(f"/{settings.ADMIN_PATH}/security/")


class SecondFactorMiddleware:
    """After Django's AuthenticationMiddleware, whose lazy user it wraps: a request that asks for no user asks nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not settings.STAFF_SECOND_FACTOR:
            return self.get_response(request)
        whoever = request.user
        request.signed_in_user = whoever  # type: ignore[attr-defined]
        request.user = SimpleLazyObject(lambda: self.admitted(request, whoever))  # type: ignore[assignment]
        sets_up = request.method == "POST" and is_setting_up(request) and must_set_up(request)
        response = self.get_response(request)
        if sets_up and (added := main_factors(whoever).first()):
            # Setting one up shows that one has it.
            record_authentication(request, whoever, method="mfa", id=added.pk, type=added.type)
        return response

    @staticmethod
    def admitted(request: HttpRequest, whoever: Any) -> Any:
        """The user, or nobody."""
        if not whoever.is_authenticated or has_shown(request, whoever):
            return whoever
        return whoever if is_setting_up(request) and not has_any(whoever) else AnonymousUser()


def must_set_up(request: HttpRequest) -> bool:
    """Whether somebody has given the right password, and has no second factor yet."""
    whoever = getattr(request, "signed_in_user", None)
    return bool(whoever and whoever.is_authenticated and not has_shown(request, whoever) and not has_any(whoever))
