"""Choosing a language: at the front door, and by the switch on every page."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pages.bilingual.languages import LANGUAGES


def preferred_language(request: HttpRequest) -> str:
    """By the cookie, then by ``Accept-Language``: any kind of Chinese is Chinese, all else English (RFC 9110, 12.5.4)."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    if chosen in LANGUAGES:
        return chosen
    for code, quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")[:500]):
        if quality and code.split("-")[0] in {"zh", "en"}:
            return "zh-hans" if code.startswith("zh") else "en"
    return "en"


@require_safe
@never_cache
def front_door(request: HttpRequest) -> HttpResponseRedirect:
    """``/`` leads to the home page in the visitor's language."""
    response = HttpResponseRedirect(f"/{preferred_language(request)}/")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


@require_safe
@never_cache
def switch_language(request: HttpRequest, code: str) -> HttpResponseRedirect:
    """Remember the chosen language and go to ``next``, which must be a path of this site; else to the home page."""
    if code not in LANGUAGES:
        raise Http404
    target = request.GET.get("next", "")
    is_path = target.startswith("/") and url_has_allowed_host_and_scheme(target, allowed_hosts=None)
    response = HttpResponseRedirect(target if is_path else f"/{code}/")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,  # type: ignore[arg-type]
    )
    return response
