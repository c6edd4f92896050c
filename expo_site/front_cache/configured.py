"""``FRONT_CACHE_URL`` as Wagtail's ``WAGTAILFRONTENDCACHE``."""

import json
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_WAGTAIL = "wagtail.contrib.frontend_cache.backends"

TAKES_EVERYTHING = ("VarnishBackend", "CloudfrontBackend")
"""Classes that forget a whole site when told one address, ``/*``."""


def front_caches(value: str) -> dict[str, dict[str, Any]]:
    """Backends by name, from addresses separated by spaces, or from JSON for whatever Wagtail or others bring.

    ``varnish://host:6081`` · ``purge://host:80`` (any server that takes ``PURGE``) ·
    ``cloudflare://TOKEN@ZONE`` · ``cloudfront://DISTRIBUTION`` (credentials as boto3 finds them). Raises
    ``ImproperlyConfigured``.
    """
    if value.lstrip().startswith("{"):
        try:
            return dict(json.loads(value))
        except ValueError as error:
            raise ImproperlyConfigured(f"FRONT_CACHE_URL is no JSON: {error}.") from error
    return {f"front{number}": _front_cache(address) for number, address in enumerate(value.split(), start=1)}


def _front_cache(address: str) -> dict[str, Any]:
    parts = urlsplit(address)
    host = address.partition("://")[2].rpartition("@")[2].strip("/")
    if not host:
        raise ImproperlyConfigured(f"FRONT_CACHE_URL names {address!r}, which has no host.")
    match parts.scheme:
        case "varnish":
            return {"BACKEND": "expo_site.front_cache.varnish.VarnishBackend", "LOCATION": f"http://{host}"}
        case "purge":
            return {"BACKEND": f"{_WAGTAIL}.HTTPBackend", "LOCATION": f"http://{host}"}
        case "cloudflare":
            return {
                "BACKEND": f"{_WAGTAIL}.CloudflareBackend",
                "ZONEID": host,
                "BEARER_TOKEN": unquote(parts.username or ""),
            }
        case "cloudfront":
            return {"BACKEND": f"{_WAGTAIL}.CloudfrontBackend", "DISTRIBUTION_ID": host}
    raise ImproperlyConfigured(
        f"FRONT_CACHE_URL begins with {parts.scheme!r}: it must be varnish, purge, cloudflare, cloudfront or JSON."
    )
