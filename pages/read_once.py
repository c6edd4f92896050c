"""What nearly every public page reads, kept in the process until the content changes.

Only while somebody unknown is answered (``begin`` is called by the outermost middleware), and only where the process hears
of changes: a preview, a form in the admin, a command and a test read for themselves.
"""

from collections.abc import Callable
from typing import Any

from asgiref.local import Local
from django.core.signals import request_finished, request_started
from django.http import HttpRequest

from pages.announcements import listener
from pages.content_changes import TOPIC

MOST_KEPT = 200

_request = Local()
_kept: dict[str, tuple[int, Any]] = {}


def begin(request: HttpRequest) -> None:
    """The rest of this request is about nobody in particular."""
    _request.answered = request


def public_request() -> HttpRequest | None:
    """The request of somebody unknown that is being answered, if any. Wagtail keeps on it what addresses are made of."""
    return getattr(_request, "answered", None)


def _end(**_kwargs: Any) -> None:
    _request.answered = None


request_started.connect(_end, dispatch_uid="read_once")
request_finished.connect(_end, dispatch_uid="read_once")


def once_a_generation[Read](name: str, read: Callable[[], Read]) -> Read:
    """What ``read`` gives, read again only when the content has changed. It is shared by threads: nobody may change it."""
    generation = listener.number(TOPIC) if public_request() else None
    if generation is None:
        return read()
    known = _kept.get(name)
    if known is not None and known[0] == generation:
        return known[1]
    value = read()
    if len(_kept) >= MOST_KEPT:  # under names of hosts, of which ALLOWED_HOSTS may let in any number
        _kept.clear()
    _kept[name] = generation, value
    return value
