"""``/zh-hans/parallel/…``: the page at ``…`` in both languages, the one of the address first."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Site

from pages.bilingual.languages import current_language, other_language
from pages.models import BasePage
from pages.parallel.head import ParallelHead
from pages.parallel.pairs import pairs


@require_safe
def parallel_page(request: HttpRequest, path: str) -> HttpResponse:
    """404 where there is no such page, or where it is not ready in both languages or not for everybody."""
    site = Site.find_for_request(request)
    page = BasePage.page_on_route(site, path) if site else None
    if page is None or page.is_restricted or len(page.ready_languages()) < len(settings.LANGUAGES):
        raise Http404
    language = current_language()
    head = ParallelHead(page, request)
    context = {
        "page": page,
        "head": head,
        "content_language": language,
        "pairs": pairs(page, [language, other_language(language)]),
    }
    return render(request, "pages/parallel.html", context)
