"""Faults to a Sentry of one's own, where ``SENTRY_DSN`` is set; the library is not imported otherwise.

Sent are the kind of fault, the lines of code and the address: no account, cookie, form, header, query string or value.
"""

from typing import Any

from django.conf import settings

from expo_site.version import SITE_VERSION

KEPT_OF_REQUEST = {"url", "method"}


def start() -> None:
    """Once a process. Does nothing where it is not configured."""
    if not settings.SENTRY_DSN:
        return
    import sentry_sdk

    sentry_sdk.init(
        dsn=settings.SENTRY_DSN,
        environment=settings.ENVIRONMENT,
        release=SITE_VERSION,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        traces_sample_rate=0.0,
        before_send=without_persons,
    )


def without_persons(event: Any, hint: Any = None) -> Any:
    """Take away whatever could name somebody."""
    event.pop("user", None)
    event.pop("server_name", None)
    request = event.get("request")
    if request:
        kept = {name: value for name, value in request.items() if name in KEPT_OF_REQUEST}
        if "url" in kept:
            kept["url"] = kept["url"].partition("?")[0]
        event["request"] = kept
    return event
