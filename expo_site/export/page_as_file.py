"""A page as a file that needs no software: links lead to files, and what only a running site can do is left out."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

_LINKING = {
    "a": "href",
    "image": "href",
    "img": "src",
    "link": "href",
    "script": "src",
    "source": "src",
    "track": "src",
    "use": "href",
    "video": "poster",
}
_CSS_URL = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")
_SWITCH = re.compile(r"^/language/([\w-]+)/$")


@dataclass
class PageAsFile:
    """What is written, what it needs besides pages, and links that lead nowhere now, left as plain text."""

    content: bytes
    needs: set[str] = field(default_factory=set)
    without_link: set[str] = field(default_factory=set)


def page_as_file(
    html: bytes, path: str, host: str, exported: Collection[str], closed: Collection[str] = ()
) -> PageAsFile:
    """``exported`` are the local paths that will be files; ``host`` is the site's own, whose addresses are local.

    ``closed`` are local paths, unquoted, of documents that not everybody may read: they are left out.
    """
    soup = BeautifulSoup(html, "html.parser")
    page = PageAsFile(b"")
    for form in soup.find_all("form"):
        form.decompose()
    for link in soup.find_all("link", rel="search"):
        link.decompose()
    for element in soup.find_all(list(_LINKING)):
        name = _LINKING[element.name]
        is_link = element.name == "a"
        about_itself = "canonical" in (element.get("rel") or ()) or element.get("hreflang")
        if element.get(name) and (is_link or not about_itself):
            _lead_to_file(element, name, path, host, exported, closed, page)
        if element.get("srcset"):
            candidates = (each.strip().split()[0] for each in str(element["srcset"]).split(",") if each.strip())
            page.needs |= {address for address in candidates if _is_local(address, host)}
    page.content = str(soup).encode()
    return page


def _lead_to_file(
    element: Tag,
    name: str,
    path: str,
    host: str,
    exported: Collection[str],
    closed: Collection[str],
    page: PageAsFile,
) -> None:
    address = str(element[name])
    if address.startswith("#") or not _is_local(urljoin(path, address), host):
        return
    parts = urlsplit(urljoin(path, address))
    if switched := _SWITCH.match(parts.path):
        wanted = urlsplit(parse_qs(parts.query).get("next", [""])[0]).path
        element[name] = wanted if wanted in exported else f"/{switched[1]}/"
        return
    is_closed = unquote(parts.path) in closed
    if element.name != "a":
        if is_closed:
            film = element.find_parent("video") if element.name == "source" else None
            (film or element).extract()
        else:
            page.needs.add(parts.path)
        return
    if parts.path.startswith(("/media/", "/documents/", "/static/")) and not is_closed:
        page.needs.add(parts.path)
    elif parts.query or parts.path not in exported:
        page.without_link.add(address)
        element.name = "span"
        for attribute in [each for each in element.attrs if each not in {"class", "lang", "id"}]:
            del element[attribute]


def _is_local(address: str, host: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in {"", "http", "https"} and parts.netloc in {"", host} and bool(parts.path)


def needs_of_stylesheet(css: bytes, path: str) -> set[str]:
    """Local paths that a stylesheet at ``path`` loads."""
    found = (urljoin(path, each) for each in _CSS_URL.findall(css.decode(errors="replace")))
    return {urlsplit(each).path for each in found if each.startswith("/") and not each.startswith("//")}


def file_of(path: str) -> str:
    """Where the answer at a local path is written, below the folder: ``/en/`` → ``en/index.html``."""
    name = unquote(path).lstrip("/")
    return f"{name}index.html" if not name or name.endswith("/") else name
