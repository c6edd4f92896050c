"""An address of the admin whose id is no number leads nowhere: Wagtail asks the database all the same, and fails."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

IDS = ("pk", "object_id")
"""How Wagtail's addresses name it. Every model that the admin shows is numbered."""

LONGEST = 19
"""Digits of the largest number that PostgreSQL gives. Python refuses to read some thousands."""


def numbered_objects(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answers 404 where an id is none."""

    @wraps(view)
    def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        ids = [kwargs[name] for name in IDS if isinstance(kwargs.get(name), str)]
        if request.resolver_match and request.resolver_match.url_name == "chosen_multiple":
            ids += request.GET.getlist("id")
        if not all(each.isdecimal() and len(each) <= LONGEST for each in ids):
            raise Http404
        return view(request, *args, **kwargs)

    return answering
