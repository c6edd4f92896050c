"""Pages for addresses that do not exist and for faults, in the language of the address or of the member of staff."""

import errno
import sys

import psycopg
from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, JsonResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.csrf import requires_csrf_token

from pages.bilingual.languages import LANGUAGES, html_code, other_language
from pages.language_choice import preferred_language

DATABASE_AWAY = (OperationalError, InterfaceError)
RETRY_SECONDS = 5


def language_of_address(request: HttpRequest) -> str:
    """The language the address names, or the visitor's."""
    first = request.path_info.lstrip("/").split("/", 1)[0]
    return first if first in LANGUAGES else preferred_language(request)


def error_context(code: str) -> dict[str, str | None]:
    """What the two templates read: there is no page, so nothing of a page's head."""
    return {"page": None, "head": None, "language": code, "html_lang": html_code(code), "other": other_language(code)}


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    code = language_of_fault(request)
    with translation.override(code):
        return HttpResponseNotFound(render_to_string("404.html", error_context(code), request=request))


def server_error(request: HttpRequest) -> HttpResponse:
    """Needs no database and no context processor: either may be what failed.

    A full disk has a sentence of its own (507), and so has a database that is away (503).
    """
    code, disk_full = language_of_fault(request), is_disk_full(sys.exc_info()[1])
    if isinstance(sys.exc_info()[1], DATABASE_AWAY) and not disk_full:
        with translation.override(code):
            return HttpResponse(
                render_to_string("503.html", error_context(code)),
                status=503,
                headers={"Retry-After": str(RETRY_SECONDS), "Cache-Control": "no-store"},
            )
    with translation.override(code):
        if disk_full and not request.accepts("text/html"):
            # In the shape that Wagtail's scripts expect when saving by themselves.
            said = gettext("Not saved: the server's disk is full")
            return JsonResponse({"success": False, "error_code": "disk_full", "error_message": said}, status=507)
        context = {**error_context(code), "disk_full": disk_full}
        return HttpResponse(render_to_string("500.html", context), status=507 if disk_full else 500)


def language_of_fault(request: HttpRequest) -> str:
    """In the admin, the language that the member of staff has chosen for it, as long as the database answers."""
    if request.path_info.startswith(f"/{settings.ADMIN_PATH}/"):
        try:
            chosen = request.user.wagtail_userprofile.get_preferred_language()  # type: ignore[union-attr]
        except Exception:  # whatever failed before may fail here again
            chosen = ""
        if chosen in LANGUAGES:
            return chosen
    return language_of_address(request)


def is_disk_full(error: BaseException | None) -> bool:
    """Whether a full disk, of the site or of its database, is what went wrong first or last."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, psycopg.errors.DiskFull):
            return True
        if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
            return True
        error = error.__cause__ or error.__context__
    return False
