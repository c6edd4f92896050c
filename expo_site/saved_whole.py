"""What staff send is carried out whole or not at all: each POST to the admin is one transaction, its uploads included.

Wagtail saves a draft in one transaction and publishes it in others; a disk that is full in between would leave half.
One large transaction holds its rows longer, so two may wait for each other: the one that the server gives up for the
other is carried out again, and its sender notices nothing.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.messages import get_messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from expo_site.whole_files import taken_back_on_failure
from pages.after_deadlock import again_after_deadlock


def saved_whole(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorates a view."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        def once() -> HttpResponse:
            with taken_back_on_failure(), transaction.atomic():
                return view(request, *args, **kwargs)

        if request.method != "POST":
            return view(request, *args, **kwargs)
        return again_after_deadlock(once, lambda: _as_it_came(request))

    return wrapped


def _as_it_came(request: HttpRequest) -> bool:
    """Make the request ready for another try; False where an upload was used up: large ones are moved, not copied."""
    uploads = [upload for _name, each in request.FILES.lists() for upload in each]
    if any(upload.closed or hasattr(upload, "temporary_file_path") for upload in uploads):
        return False
    for upload in uploads:
        upload.seek(0)
    said: Any = get_messages(request)
    if said:  # of what was taken back
        said._queued_messages.clear()
        said.added_new = False
    return True
