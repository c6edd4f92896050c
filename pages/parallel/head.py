"""The head of a parallel text: its own address and title, and a canonical link back to the page."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from pages.page_head import PageHead, public_address
from pages.parallel.addresses import parallel_path


class ParallelHead(PageHead):
    """As the page's own. Search engines are told that the page is the original."""

    is_whole_page = False
    alternates: list[tuple[str, str]] = []
    json_ld: list[dict[str, Any]] = []

    @cached_property
    def title(self) -> str:
        return _("{title}: both languages").format(title=super().title)

    @cached_property
    def shared_address(self) -> str:
        return public_address(parallel_path(self.path))

    @cached_property
    def switch_address(self) -> str:
        """To the same parallel text, with the other language first."""
        return self.switch_to(f"/{self.other}/parallel/{self.path_in(self.other).lstrip('/').partition('/')[2]}")

    @cached_property
    def breadcrumbs(self) -> list[dict[str, Any]]:
        above = [{**crumb, "path": crumb["path"] or self.path} for crumb in super().breadcrumbs]
        return [*above, {"title": _("Both languages"), "path": "", "lang": ""}]
