"""What nearly every public page reads, kept in the process until the content changes.

Only while an answer for everybody is made (``begin`` is called by ``pages.kept_answers``), and only where the process hears
of changes: a preview, a form in the admin, a command and a test read for themselves.
"""

from collections.abc import Callable
from typing import Any

from asgiref.local import Local
from django.core.signals import request_finished, request_started

from pages.announcements import listener
from pages.content_changes import TOPIC

_request = Local()
_kept: dict[str, tuple[int, Any]] = {}


def begin() -> None:
    """The rest of this request makes an answer for everybody."""
    _request.is_public = True


def _end(**_kwargs: Any) -> None:
    _request.is_public = False


request_started.connect(_end, dispatch_uid="read_once")
request_finished.connect(_end, dispatch_uid="read_once")


def once_a_generation[Read](name: str, read: Callable[[], Read]) -> Read:
    """What ``read`` gives, read again only when the content has changed. It is shared by threads: nobody may change it."""
    generation = listener.number(TOPIC) if getattr(_request, "is_public", False) else None
    if generation is None:
        return read()
    known = _kept.get(name)
    if known is not None and known[0] == generation:
        return known[1]
    value = read()
    _kept[name] = generation, value
    return value
