"""Which answers a cache may keep, and which parameters of an address they depend on.

An answer says so itself: a page by ``query_parameters`` of its class, a view by ``@kept_answer("sessions")``. Whatever
else a request carries (other parameters, cookies, preferred languages) is taken from it before it is answered, so that
nothing of one visitor can reach the next. Members of staff are known by their session's cookie; nothing of theirs is kept.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import translation
from modeltranslation.settings import DEFAULT_LANGUAGE

from pages.bilingual.languages import LANGUAGES

MARK = "kept_parameters"
"""Attribute of a response: the names of the parameters it depends on, where it may be kept."""

_OF_THE_VISITOR = ("HTTP_COOKIE", "HTTP_ACCEPT_LANGUAGE", "HTTP_USER_AGENT", "HTTP_REFERER", "HTTP_RANGE")


def is_personal(request: HttpRequest) -> bool:
    """Whether the request is somebody's own: of staff, of a program with a token, or a preview."""
    return (
        settings.SESSION_COOKIE_NAME in request.COOKIES
        or "HTTP_AUTHORIZATION" in request.META
        or getattr(request, "is_preview", False)
    )


def filtered_query(query: QueryDict, names: tuple[str, ...]) -> QueryDict:
    """Only the named parameters, in the order of ``names``, so that one state has one spelling."""
    kept = QueryDict(mutable=True)
    for name in names:
        if values := query.getlist(name):
            kept.setlist(name, values)
    kept._mutable = False
    return kept


def without_the_visitor(request: HttpRequest, names: tuple[str, ...]) -> None:
    """Take from a request what its answer must not depend on."""
    request.GET = filtered_query(request.GET, names)  # type: ignore[assignment]
    request.META["QUERY_STRING"] = request.GET.urlencode()
    request.COOKIES = {}
    for name in _OF_THE_VISITOR:
        request.META.pop(name, None)


def mark_kept(response: HttpResponse, names: tuple[str, ...]) -> HttpResponse:
    setattr(response, MARK, names)
    return response


def mark_personal(response: HttpResponse) -> HttpResponse:
    """Take back what ``mark_kept`` said: the answer holds what one visitor typed."""
    if hasattr(response, MARK):
        delattr(response, MARK)
    return response


def kept_answer(*names: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Decorates a view whose answer is the same for everybody and depends on these parameters alone.

    Where the address names no language, the view runs in the default one: the visitor's must not show.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if is_personal(request):
                return view(request, *args, **kwargs)
            without_the_visitor(request, names)
            named = request.path_info.lstrip("/").split("/", 1)[0]
            with translation.override(named if named in LANGUAGES else DEFAULT_LANGUAGE):
                response = view(request, *args, **kwargs)
                if hasattr(response, "render"):
                    response = response.render()
            return mark_kept(response, names)

        setattr(answering, MARK, names)
        return answering

    return decorate
