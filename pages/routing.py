"""How an address finds its page: one query for the page, its ancestors and their restrictions.

Wagtail walks down the tree, two queries a level. Every page of this site knows its whole path (``url_path``), so the
page and all above it come at once. What is routable below a page is still Wagtail's to find.
"""

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest
from wagtail.models import AbstractPage, PageViewRestriction, Site
from wagtail.url_routing import RouteResult

from pages.read_once import once_a_generation


def site_of(request: HttpRequest) -> Site | None:
    """Wagtail's ``Site.find_for_request``; somebody unknown is answered without asking the database again."""
    if not hasattr(request, "_wagtail_site"):
        name = f"site of {request.get_host()}"
        request._wagtail_site = once_a_generation(name, lambda: Site.find_for_request(request))
    return request._wagtail_site


class RoutedByPathMixin:
    """Mixed into the base page, before Wagtail's own class."""

    ancestors_on_route: list["AbstractPage"] | None = None
    """From the site's root page down to the parent, when the page was found by its address."""

    @classmethod
    def page_on_route(cls, site: Site, path: str) -> "AbstractPage | None":
        """The specific live page at ``path`` below the site's root page, with its ancestors, or None."""
        steps = [step for step in path.split("/") if step]
        root_path = site.root_page.url_path
        paths = [root_path + "".join(f"{step}/" for step in steps[:depth]) for depth in range(len(steps) + 1)]
        base = cls.base_page_model
        restricted = Exists(PageViewRestriction.objects.filter(page_id=OuterRef("pk")))
        found = list(base.objects.filter(url_path__in=paths).annotate(has_restriction=restricted).order_by("depth"))
        if len(found) != len(paths) or not found[-1].live:
            return None
        *ancestors, page = found
        specific = page.specific
        specific.ancestors_on_route = ancestors
        if ancestors:
            specific._cached_parent_obj = ancestors[-1]
        specific.is_restricted = any(each.has_restriction or each.alias_of_id for each in found)
        return specific

    @staticmethod
    def route_for_request(request: HttpRequest, path: str) -> RouteResult | None:
        from pages.models import BasePage

        if not hasattr(request, "_wagtail_route_for_request"):
            site = site_of(request)
            page = BasePage.page_on_route(site, path) if site and "\x00" not in path else None
            if page is not None:
                try:
                    request._wagtail_route_for_request = page.route(request, [])
                except Http404:
                    request._wagtail_route_for_request = None
        return AbstractPage.route_for_request(request, path)

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        if getattr(self, "is_restricted", True):
            return super().get_view_restrictions()
        return PageViewRestriction.objects.none()
