"""How often one client may search: enough for a class behind one address, too little to wear the site out.

Counted in the process's own cache: with several processes a client may ask that much of each.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

PER_MINUTE = 600


def client_of(request: HttpRequest) -> str:
    """The address that asked, as ``TrustedProxyMiddleware`` leaves it."""
    return request.META.get("REMOTE_ADDR", "")


def limited(refuse: Callable[[HttpRequest], HttpResponse]) -> Callable[..., Any]:
    """Answer with ``refuse`` above the limit."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def limiting(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            key = f"searches:{client_of(request)}:{int(time.time() // 60)}"
            cache.add(key, 0, 120)
            try:
                number = cache.incr(key)
            except ValueError:  # it expired between the two
                number = 1
            return refuse(request) if number > PER_MINUTE else view(request, *args, **kwargs)

        return limiting

    return decorate
