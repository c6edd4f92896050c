"""The head of what is shown below a page without being a page of its own."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import cached_property

from pages.models import BasePage
from pages.page_head import PageHead


class PartHead(PageHead):
    """As the page's own, with a title of its own and one more step in the address and the breadcrumbs.

    ``tail`` is the last part of the address (``compare/``); ``query`` is what must be passed on with it when it is shared.
    The text is in the language of the address.
    """

    is_whole_page = False

    def __init__(
        self, page: BasePage, request: HttpRequest, *, tail: str, heading: str, description: str = "", query: str = ""
    ) -> None:
        super().__init__(page, request)
        self.tail, self.heading, self.query = tail, heading, query
        self.content_language = self.language
        self.title = f"{heading} – {page.title}"
        self.description = description
        self.updated = None

    def path_in(self, code: str) -> str:
        return super().path_in(code) + self.tail

    @cached_property
    def shared_address(self) -> str:
        return super().shared_address + (f"?{self.query}" if self.query else "")

    @property
    def breadcrumbs(self) -> list[dict[str, Any]]:
        above = [self._crumb(page) for page in self.page.ancestors]
        own = {**self._crumb(self.page), "path": self.page.get_url(self.request)}
        return [*above, own, {"title": self.heading, "path": "", "lang": ""}]

    @property
    def json_ld(self) -> list[dict[str, Any]]:
        """The breadcrumbs alone: what the page describes is described there."""
        return [each for each in super().json_ld if each["@type"] == "BreadcrumbList"]
