"""How mails go out. Read by ``expo_site.settings``."""

from typing import Any

ANSWER_SECONDS = 10
"""A mail server that hangs must not stop the scheduler."""


def mailers(server: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """``MAILERS`` for a server as ``environ.Env.email_url`` describes it; without one, mails go to the log."""
    if not server:
        return {"default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}}
    return {
        "default": {
            "BACKEND": server["EMAIL_BACKEND"],
            "OPTIONS": {
                "host": server["EMAIL_HOST"],
                "port": server["EMAIL_PORT"],
                "username": server["EMAIL_HOST_USER"],
                "password": server["EMAIL_HOST_PASSWORD"],
                "use_tls": server.get("EMAIL_USE_TLS", False),
                "use_ssl": server.get("EMAIL_USE_SSL", False),
                "timeout": ANSWER_SECONDS,
            },
        }
    }
