"""Varnish, as ``deploy/varnish/expo.vcl`` sets it up: one request forgets a host's pages."""

import logging
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from wagtail.contrib.frontend_cache.backends import BaseBackend

logger = logging.getLogger(__name__)

TIMEOUT_SECONDS = 3.0


class VarnishBackend(BaseBackend):
    """Sends ``BAN`` for each host among the addresses, whatever they are."""

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.location = params["LOCATION"].rstrip("/")

    def purge(self, url: str) -> None:
        self.purge_batch([url])

    def purge_batch(self, urls: list[str]) -> None:
        for host in sorted({urlsplit(url).netloc for url in urls}):
            request = Request(f"{self.location}/", method="BAN", headers={"Host": host})  # noqa: S310 - always http
            try:
                urlopen(request, timeout=TIMEOUT_SECONDS).close()  # noqa: S310
            except (URLError, OSError) as problem:
                logger.error("%s did not forget the pages of %s: %s", self.location, host, problem)
