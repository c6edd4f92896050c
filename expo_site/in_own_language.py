"""The admin in the language of whoever asks, to the last line of what it sends.

Wagtail sets the language inside its views. Its page for addresses that do not exist is made outside of them, and the
lines of a CSV export are written after them: both came in the language of the browser, or in English.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import translation

from pages.bilingual.languages import LANGUAGES, current_language
from sessions_archive.csv_files import neutral

BYTE_ORDER_MARK = "\ufeff"


def in_own_language(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorates a view of the admin. A table that it streams as CSV opens well in a spreadsheet too: see ``csv_files``."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return view(request, *args, **kwargs)
        language = _chosen_by(request.user)
        with translation.override(language):
            response = view(request, *args, **kwargs)
        if isinstance(response, StreamingHttpResponse) and response.get("Content-Type", "").startswith("text/csv"):
            response["Content-Type"] = "text/csv; charset=utf-8"
            response.streaming_content = _table(language, response.streaming_content)
        return response

    return wrapped


def _chosen_by(user: Any) -> str:
    try:
        chosen = user.wagtail_userprofile.get_preferred_language()  # kept with the user: Wagtail asks for it again
    except ObjectDoesNotExist:
        chosen = ""
    return chosen if chosen in LANGUAGES else current_language()


def _table(language: str, lines: Iterable[bytes]) -> Iterator[str]:
    """The lines, each written in ``language``, with nothing in them that a spreadsheet would carry out."""
    waiting = iter(lines)
    yield BYTE_ORDER_MARK
    while True:
        with translation.override(language):
            try:
                line = next(waiting)
            except StopIteration:
                return
        written = io.StringIO()
        for cells in csv.reader(io.StringIO(line.decode(), newline="")):
            csv.writer(written).writerow([neutral(cell) for cell in cells])
        yield written.getvalue()
