"""What surrounds every public page: settings and menus, read once a request and only when a template asks."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from pages.bilingual.languages import LANGUAGES, NAMES, SHORT_NAMES, current_language, html_code, other_language
from pages.read_once import once_a_generation

if TYPE_CHECKING:
    from pages.models import SiteSettings


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: ``site`` (the settings of the site), ``languages`` and whether a member of staff may be here."""
    other = other_language(current_language())
    return {
        "site": SimpleLazyObject(lambda: site_settings(request)),
        "language": current_language(),
        "html_lang": html_code(current_language()),
        "other_language": other,
        "other_html_lang": html_code(other),
        "other_language_name": NAMES[other],
        "other_short_name": SHORT_NAMES[other],
        # For what is not a page; a page's own switch leads to the same page (PageHead.switch_address).
        "home_switch_address": f"{reverse('switch_language', args=[other])}?next=/{other}/",
        "languages": [(code, html_code(code), NAMES[code]) for code in LANGUAGES],
        # Only whoever carries a session cookie can be staff; asking the session itself would vary every page by cookie.
        "may_be_staff": settings.ADMIN_ENABLED and settings.SESSION_COOKIE_NAME in request.COOKIES,
    }


def site_settings(request: HttpRequest) -> "SiteSettings":
    """The settings of the site that is asked, kept for whoever is unknown; nobody may change them."""
    from pages.models import SiteSettings

    return once_a_generation(f"settings of {request.get_host()}", lambda: SiteSettings.for_request(request))
