"""The cookie by which a browser shows that an account signed in there before; it opens nothing by itself."""

import hashlib
import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

MAX_AGE = 60 * 60 * 24 * 180
"""Seconds: half a year after the last sign-in."""

MOST_ACCOUNTS = 20
"""A computer at a counter is shared by a shift, not by everybody."""

SALT = "pages.sign_in.known_browser"


def _mark(name: str) -> str:
    return hashlib.sha256(f"{settings.SECRET_KEY}\0{name.casefold()}".encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    """The browser's random name and the marks of its accounts; ``("", [])`` without a good cookie."""
    try:
        value = signing.loads(request.COOKIES.get(settings.KNOWN_BROWSER_COOKIE_NAME, ""), salt=SALT, max_age=MAX_AGE)
        browser, accounts = value["browser"], value["accounts"]
    except (signing.BadSignature, KeyError, TypeError):
        return "", []
    return str(browser), [str(each) for each in accounts]


def knows(request: HttpRequest, name: str) -> str:
    """The browser's random name if the account ``name`` signed in here before, else an empty string."""
    browser, accounts = _read(request)
    return browser if _mark(name) in accounts else ""


def remember(request: HttpRequest, response: HttpResponseBase, name: str) -> None:
    """After a complete sign-in."""
    browser, accounts = _read(request)
    mark = _mark(name)
    accounts = [mark, *(each for each in accounts if each != mark)][:MOST_ACCOUNTS]
    response.set_cookie(
        settings.KNOWN_BROWSER_COOKIE_NAME,
        signing.dumps({"browser": browser or secrets.token_urlsafe(16), "accounts": accounts}, salt=SALT),
        max_age=MAX_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
