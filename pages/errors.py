"""Pages for addresses that do not exist and for faults, in the language of the address."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, HttpResponseServerError
from django.template.loader import render_to_string
from django.utils import translation
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
    code = language_of_address(request)
    with translation.override(code):
        return HttpResponseNotFound(render_to_string("404.html", error_context(code), request=request))


def server_error(request: HttpRequest) -> HttpResponse:
    """Needs no database and no context processor: either may be what failed. 503 where the database is away."""
    code = language_of_address(request)
    if isinstance(sys.exception(), DATABASE_AWAY):
        with translation.override(code):
            return HttpResponse(
                render_to_string("503.html", error_context(code)),
                status=503,
                headers={"Retry-After": str(RETRY_SECONDS), "Cache-Control": "no-store"},
            )
    with translation.override(code):
        return HttpResponseServerError(render_to_string("500.html", error_context(code)))
