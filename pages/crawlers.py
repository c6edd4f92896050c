"""What search engines ask for: ``/robots.txt``, ``/sitemap.xml`` and ``/sitemap.txt``."""

from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe
from modeltranslation.settings import DEFAULT_LANGUAGE
from wagtail.models import Site

from pages.bilingual.languages import LANGUAGES, html_code
from pages.kept_answers import kept_answer
from pages.models import BasePage
from pages.page_head import public_address


@require_safe
@kept_answer()
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        f"Disallow: /{settings.ADMIN_PATH}/",
        "Disallow: /language/",
        "",
        f"Sitemap: {public_address('/sitemap.xml')}",
        f"Sitemap: {public_address('/sitemap.txt')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
@kept_answer()
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every live public page, once for each language it is ready in, each naming the others."""
    entries = []
    for page, addresses in _addresses(request):
        alternates = [(html_code(code), address) for code, address in addresses.items()]
        alternates.append(("x-default", addresses[DEFAULT_LANGUAGE]))
        entries += [
            {
                "address": address,
                "alternates": alternates if len(addresses) > 1 else [],
                "updated": page.last_published_at,
            }
            for address in addresses.values()
        ]
    return render(request, "sitemap.xml", {"entries": entries}, content_type="application/xml; charset=utf-8")


@require_safe
@kept_answer()
def plain_sitemap(request: HttpRequest) -> HttpResponse:
    """One address a line, as Baidu takes it (it reads no alternate languages); what is in Chinese first."""
    found = [addresses for _page, addresses in _addresses(request)]
    lines = [each[code] for code in sorted(LANGUAGES, reverse=True) for each in found if code in each]
    return HttpResponse("".join(f"{line}\n" for line in lines), content_type="text/plain; charset=utf-8")


def _addresses(request: HttpRequest) -> Iterator[tuple[BasePage, dict[str, str]]]:
    """(page, {language: whole address}) of every live public page of the site."""
    site = Site.find_for_request(request)
    pages = BasePage.objects.live().public().specific()
    for page in pages.descendant_of(site.root_page, inclusive=True) if site else pages.none():
        addresses = {}
        for code in page.ready_languages():
            with translation.override(code):
                addresses[code] = public_address(page.get_url(request))
        yield page, addresses
