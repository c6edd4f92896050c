"""What a page offers to whoever takes it along, in the language it is read in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from pages.sharing.content import HEIGHT, WIDTH
from pages.sharing.links import Shared, ShareLink, share_links
from pages.sharing.qr_code import qr_svg
from pages.sharing.share_pictures import content_of, picture_path

if TYPE_CHECKING:
    from pages.page_head import PageHead


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A share picture: local ``path``, whole ``address``, pixels, and what it says."""

    path: str
    address: str
    width: int
    height: int
    alt: str


class PageSharing:
    """Links, QR code, picture and short address of the page that ``head`` describes."""

    def __init__(self, head: PageHead) -> None:
        self.head = head

    @property
    def address(self) -> str:
        return self.head.shared_address

    @cached_property
    def links(self) -> list[ShareLink]:
        head = self.head
        return share_links(Shared(head.title, head.description, self.address, self.picture.address))

    @cached_property
    def qr_code(self) -> SafeString:
        return qr_svg(self.address)

    @cached_property
    def short_address(self) -> str:
        """``https://host/z/17``: short enough to be typed from paper, and the same wherever the page moves."""
        from pages.page_head import public_address

        if not self.head.is_whole_page:
            return self.address
        return public_address(reverse("short_address", args=[self.head.content_language[0], self.head.page.pk]))

    @cached_property
    def parallel_path(self) -> str:
        """Where both languages stand side by side; "" where there is only one."""
        from pages.parallel.addresses import parallel_path

        head = self.head
        if not head.is_whole_page or len(head.page.ready_languages()) < 2:
            return ""
        return parallel_path(head.path)

    @cached_property
    def picture(self) -> ShownPicture:
        """The editor's picture, else the one drawn here."""
        from pages.page_head import public_address

        page = self.head.page
        if page.share_image:
            shown = page.share_image.for_language.get_rendition("fill-1200x630|format-jpeg")
            return ShownPicture(shown.url, public_address(shown.url), shown.width, shown.height, shown.alt)
        content = content_of(page, self.head.content_language, self.head.site)
        path = picture_path(page, content)
        alt = " · ".join(part for part in (content.title, content.line) if part)
        return ShownPicture(path, public_address(path), WIDTH, HEIGHT, alt)
