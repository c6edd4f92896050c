"""Where a page can be shared: plain links, in the order in which the expo's visitors use the networks.

Nothing of a network is loaded; its own page opens when somebody follows the link. The addresses are those that each
network documents for links (Weibo ``share.php``, QQ ``shareqq``, Qzone ``cgi_qzshare_onekey``, LinkedIn
``share-offsite``, X ``intent/post``), and RFC 6068 for mail.
"""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


@dataclass(frozen=True, slots=True)
class Shared:
    """What is passed on of a page: its title and summary in its language, its public address, its picture's."""

    title: str
    summary: str
    address: str
    picture: str


@dataclass(frozen=True, slots=True)
class ShareLink:
    """One way to pass a page on; ``network`` names it for machines."""

    network: str
    label: str
    address: str

    @property
    def is_mail(self) -> bool:
        return self.network == "mail"


def share_links(shared: Shared) -> list[ShareLink]:
    """The links of one page, labels in the active language."""
    full = {
        "url": shared.address,
        "title": shared.title,
        "summary": shared.summary,
        "pics": shared.picture,
        "site": _("High-Tech Expo"),
    }
    weibo = {"url": shared.address, "title": shared.title, "pic": shared.picture}
    x = {"url": shared.address, "text": shared.title}
    return [
        ShareLink("weibo", _("Weibo"), _link("https://service.weibo.com/share/share.php", weibo)),
        ShareLink("qq", _("QQ"), _link("https://connect.qq.com/widget/shareqq/index.html", full)),
        ShareLink("qzone", _("Qzone"), _link("https://sns.qzone.qq.com/cgi-bin/qzshare/cgi_qzshare_onekey", full)),
        ShareLink(
            "linkedin", _("LinkedIn"), _link("https://www.linkedin.com/sharing/share-offsite/", {"url": shared.address})
        ),
        ShareLink("x", "X", _link("https://x.com/intent/post", x)),
        ShareLink("mail", pgettext("way to share", "Mail"), _mail(shared)),
    ]


def _link(address: str, query: dict[str, str]) -> str:
    return f"{address}?{urlencode({name: value for name, value in query.items() if value}, quote_via=quote)}"


def _mail(shared: Shared) -> str:
    lines = [line for line in (shared.title, shared.summary, shared.address) if line]
    return f"mailto:?subject={quote(shared.title, safe='')}&body={quote('\r\n\r\n'.join(lines), safe='')}"
