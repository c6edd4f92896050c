"""Whose word is taken for where a request comes from: only that of the front servers named in ``TRUSTED_PROXIES``."""

import ipaddress
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponseBase

SAID_BY_PROXIES = (
    "HTTP_FORWARDED",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_REAL_IP",
)
UNIX_SOCKET = "unix"
"""The name for a front server that comes through a Unix socket, and so has no address."""

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def networks(names: list[str]) -> list[Network]:
    """``["10.0.0.7", "10.1.0.0/16"]`` as networks, without ``unix``. Raises ImproperlyConfigured for what is none."""
    try:
        return [ipaddress.ip_network(name) for name in names if name != UNIX_SOCKET]
    except ValueError as error:
        raise ImproperlyConfigured(f"TRUSTED_PROXIES: {error}; give addresses, networks, or “unix”.") from error


class TrustedProxyMiddleware:
    """First of all: takes over what a named front server says, and drops what anybody else says.

    Afterwards ``REMOTE_ADDR`` is the visitor's address: the last in ``X-Forwarded-For`` that is no front server, since
    each of them appends whom it heard, and whatever stands before that was written by the visitor.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.trusted = networks(settings.TRUSTED_PROXIES)
        self.trusts_sockets = UNIX_SOCKET in settings.TRUSTED_PROXIES

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if self.is_trusted(request.META.get("REMOTE_ADDR", "")):
            for address in reversed(request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")):
                try:
                    visitor = str(ipaddress.ip_address(address.strip()))
                except ValueError:
                    break
                request.META["REMOTE_ADDR"] = visitor
                if not self.is_trusted(visitor):
                    break
        else:
            for name in SAID_BY_PROXIES:
                request.META.pop(name, None)
        return self.get_response(request)

    def is_trusted(self, address: str) -> bool:
        """Whether ``address`` is a named front server's."""
        if not address:
            return self.trusts_sockets
        try:
            parsed = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(parsed in network for network in self.trusted)
