"""What a page says about itself to browsers, search engines and other sites."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from modeltranslation.settings import DEFAULT_LANGUAGE

from pages.bilingual.languages import current_language, html_code, links_in, other_language
from pages.frame import site_settings

if TYPE_CHECKING:
    from pages.models import BasePage, SiteSettings
    from pages.sharing.of_page import PageSharing


def public_address(path: str) -> str:
    """The one public address of a local path."""
    return f"{settings.PUBLIC_URL}{path}"


class PageHead:
    """Title, description, canonical and alternate addresses, breadcrumbs and JSON-LD of one page in one language."""

    is_whole_page = True
    """Whether this is a page of the tree, not something shown below one."""

    def __init__(self, page: BasePage, request: HttpRequest) -> None:
        self.page = page
        self.request = request
        self.language = getattr(request, "LANGUAGE_CODE", current_language())
        self.is_preview = getattr(request, "is_preview", False)
        self.list_page = 1
        """Which page of the list it holds; every page of a list has its own address."""

    @cached_property
    def content_language(self) -> str:
        """Code of the language the page's own text is in."""
        return self.page.language_served(self.language)

    @property
    def is_pending(self) -> bool:
        """Whether the text is English because the language of the address is not ready."""
        return self.content_language != self.language

    @property
    def content_lang(self) -> str:
        """The same, as HTML's ``lang``."""
        return html_code(self.content_language)

    @property
    def html_lang(self) -> str:
        return html_code(self.language)

    @cached_property
    def title(self) -> str:
        """The window's title: the page's, then the site's short name, except on the home page."""
        with translation.override(self.content_language):
            own = self.page.seo_title or self.page.title
            return own if self.is_home else f"{own} – {_('High-Tech Expo')}"

    @cached_property
    def description(self) -> str:
        with translation.override(self.content_language):
            return self.page.search_description or self.page.summary or ""

    @cached_property
    def is_home(self) -> bool:
        return not self.page.ancestors

    def path_in(self, code: str) -> str:
        """The local address of the page in a language."""
        with links_in(code):
            return self.page.get_url(self.request) or f"/{code}/"

    @cached_property
    def path(self) -> str:
        return self.path_in(self.language)

    @cached_property
    def canonical(self) -> str:
        """Empty where the page says noindex: the two contradict each other."""
        return "" if self.is_pending else public_address(self.path_of_list_page(self.list_page))

    def path_of_list_page(self, number: int, code: str = "") -> str:
        """The local address of a page of the list it holds, here or in another language."""
        path = self.path_in(code or self.language)
        return f"{path}?page={number}" if number > 1 else path

    @cached_property
    def alternates(self) -> list[tuple[str, str]]:
        """(hreflang, address) of each ready language and ``x-default``, when there is more than one."""
        ready = self.page.ready_languages()
        if self.is_pending or len(ready) < 2:
            return []
        addresses = {code: public_address(self.path_of_list_page(self.list_page, code)) for code in ready}
        return [
            *((html_code(code), address) for code, address in addresses.items()),
            ("x-default", addresses[DEFAULT_LANGUAGE]),
        ]

    @cached_property
    def shared_address(self) -> str:
        """The public address to pass on: of the language that is read here."""
        return self.canonical or public_address(self.path_in(self.content_language))

    @cached_property
    def sharing(self) -> PageSharing:
        """What can be taken along of the page."""
        from pages.sharing.of_page import PageSharing

        return PageSharing(self)

    @cached_property
    def site(self) -> SiteSettings:
        """The settings of the site."""
        return site_settings(self.request)

    @property
    def government_tags(self) -> list[tuple[str, str]]:
        """(name, content) of the ``meta`` elements that China's public sites carry."""
        from pages.government_tags import government_tags

        return government_tags(self)

    @property
    def other(self) -> str:
        return other_language(self.language)

    @property
    def other_lang(self) -> str:
        return html_code(self.other)

    @cached_property
    def switch_address(self) -> str:
        """Where the language switch leads: sets the cookie and goes to this page there."""
        query = self.request.GET.urlencode()
        return self.switch_to(self.path_in(self.other) + (f"?{query}" if query else ""))

    def switch_to(self, target: str) -> str:
        """The address that sets the cookie of the other language and goes to a local path."""
        return f"{reverse('switch_language', args=[self.other])}?{urlencode({'next': target})}"

    @cached_property
    def breadcrumbs(self) -> list[dict[str, Any]]:
        """From Home to this page: ``title``, ``path`` ("" for the page itself), ``lang`` where the title is not in the frame's."""
        return [] if self.is_home else [self._crumb(page) for page in [*self.page.ancestors, self.page]]

    def _crumb(self, page: BasePage) -> dict[str, Any]:
        home = page.depth == self.page.ancestors[0].depth
        return {
            "title": _("Home") if home else page.title,
            "path": "" if page is self.page else page.get_url(self.request),
            "lang": "" if home or page.is_ready_in(self.language) else html_code(DEFAULT_LANGUAGE),
        }

    @cached_property
    def updated(self) -> datetime.datetime | None:
        return self.page.last_published_at

    @cached_property
    def json_ld(self) -> list[dict[str, Any]]:
        """schema.org descriptions of the page: where it stands, and what its type adds."""
        described = list(getattr(self.page, "structured_data", lambda head: [])(self))
        if self.breadcrumbs:
            described.append(
                {
                    "@context": "https://schema.org",
                    "@type": "BreadcrumbList",
                    "itemListElement": [
                        {
                            "@type": "ListItem",
                            "position": position,
                            "name": crumb["title"],
                            "item": public_address(crumb["path"] or self.path),
                        }
                        for position, crumb in enumerate(self.breadcrumbs, start=1)
                    ],
                }
            )
        return described
