"""What staff send is carried out whole or not at all: each POST to the admin is one transaction, its uploads included.

Wagtail saves a draft in one transaction and publishes it in others; a disk that is full in between would leave half.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from expo_site.whole_files import taken_back_on_failure


def saved_whole(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorates a view."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        with taken_back_on_failure(), transaction.atomic():
            return view(request, *args, **kwargs)

    return wrapped
