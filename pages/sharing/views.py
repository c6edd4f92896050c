"""Share pictures and short addresses."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from pages.bilingual.languages import LANGUAGES
from pages.models import BasePage, SiteSettings
from pages.sharing.share_pictures import content_of, kept_picture, picture_path

YEAR = 60 * 60 * 24 * 365
BY_LETTER = {code[0]: code for code in LANGUAGES}


def _public_page(number: int) -> BasePage:
    page: BasePage = get_object_or_404(BasePage.objects.live().public().filter(depth__gt=1), pk=number).specific
    return page


@require_safe
def share_picture(request: HttpRequest, number: int, code: str, key: str) -> HttpResponse:
    """The drawn picture of a page. Only the one the page has now is ever drawn; older addresses lead to it."""
    page = _public_page(number)
    if code not in page.ready_languages():
        raise Http404
    content = content_of(page, code, SiteSettings.for_request(request))
    if key != content.key:
        return HttpResponseRedirect(picture_path(page, content))
    response = HttpResponse(kept_picture(content), content_type="image/png")
    patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    return response


@require_safe
def short_address(request: HttpRequest, letter: str, number: int) -> HttpResponse:
    """``/z/17`` leads to page 17 in Chinese, ``/e/17`` in English, wherever the page stands now."""
    with translation.override(BY_LETTER[letter]):
        address = _public_page(number).get_url(request)
    if address is None:
        raise Http404
    return HttpResponseRedirect(address)
