"""What an answer says to caches: those of browsers, of front servers, and ours."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from pages import read_once
from pages.kept_answers import MARK, is_personal

STAND_IN_SECONDS = 24 * 60 * 60


def public_cache_control() -> str:
    """For what is the same for everybody.

    Browsers ask every time, which costs a 304. A front cache that is told of changes keeps a page for a minute; one that
    is not, for a second. All may show it for a day while the site fails (RFC 5861).
    """
    kept, longer = settings.FRONT_CACHE_SECONDS
    meanwhile = f", stale-while-revalidate={longer}" if longer else ""
    return f"public, max-age=0, s-maxage={kept}{meanwhile}, stale-if-error={STAND_IN_SECONDS}"


class AnswerHeadersMiddleware:
    """Outermost of all: sees the answer as it leaves."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        personal = is_personal(request)
        if not personal and request.method in {"GET", "HEAD"}:
            read_once.begin(request)
        response = self.get_response(request)
        if personal or not hasattr(response, MARK):
            if personal:
                response.headers.setdefault("Cache-Control", "private, no-cache")
            return response
        if response.cookies or response.status_code != 200:
            delattr(response, MARK)
            return response
        response.headers["Cache-Control"] = public_cache_control()
        varies = [name.strip() for name in response.headers.get("Vary", "").split(",")]
        # The address decides the language, or there is none: see kept_answer.
        response.headers["Vary"] = ", ".join(name for name in varies if name and name.lower() != "accept-language")
        if not response.headers["Vary"]:
            del response.headers["Vary"]
        patch_vary_headers(response, ["Accept-Encoding"])
        return response
