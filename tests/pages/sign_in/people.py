"""Members of staff with passwords and second factors, and browsers for them."""

import time
from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client

from pages.groups import EDITORS

PASSWORD = "a long enough password"
LOGIN, CODE = "/admin/login/", "/admin/login/code/"


def member(name: str = "wang", group: str | None = EDITORS, **fields: Any) -> Any:
    user = get_user_model().objects.create_user(name, f"{name}@example.org", PASSWORD, **fields)
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


def with_app(user: Any) -> str:
    """Sets up an authenticator app; its secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def with_recovery_codes(user: Any) -> list[str]:
    return RecoveryCodes.activate(user).get_unused_codes()


def code_of(secret: str, steps: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def post_password(client: Client, name: str = "wang", password: str = PASSWORD, **extra: Any) -> Any:
    return client.post(LOGIN, {"username": name, "password": password}, **extra)


def is_in(client: Client) -> bool:
    """Whether the browser gets the admin's first page."""
    return client.get("/admin/").status_code == 200
