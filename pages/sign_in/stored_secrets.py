"""Secrets of second factors are encrypted in the database: a stolen backup does not hold them.

The key comes from ``SECRET_KEY``; while keys are changed, ``SECRET_KEY_FALLBACKS`` still opens what the old one closed.
"""

import base64
import logging
import secrets
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.crypto import salted_hmac

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet

logger = logging.getLogger(__name__)


def _fernet() -> "MultiFernet":
    from cryptography.fernet import Fernet, MultiFernet

    def key(secret: str) -> bytes:
        digest = salted_hmac(
            "pages.sign_in.stored_secrets", "second factor", secret=secret, algorithm="sha256"
        ).digest()
        return base64.urlsafe_b64encode(digest)

    return MultiFernet([Fernet(key(secret)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def encrypt(text: str) -> str:
    return _fernet().encrypt(text.encode()).decode()


def decrypt(text: str) -> str:
    """Where no key opens it, a secret that no code fits: then the second factor is wrong, and nothing is broken."""
    from cryptography.fernet import InvalidToken

    try:
        return _fernet().decrypt(text.encode()).decode()
    except InvalidToken:
        logger.error("A second factor was closed with another SECRET_KEY: name that one in SECRET_KEY_FALLBACKS")
        return base64.b32encode(secrets.token_bytes(20)).decode()


def closed_anew(text: str) -> str | None:
    """The same closed with the present key; None where no key opens it."""
    from cryptography.fernet import InvalidToken

    try:
        return _fernet().rotate(text.encode()).decode()
    except InvalidToken:
        return None
