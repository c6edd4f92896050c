"""Whether a message looks like a machine's. No puzzle: whoever sent it sees it once more and sends it again.

The page with the form is cached and the same for everybody, so it can carry no token. The page that asks again is not:
its signed moment proves that somebody got it, and took longer than a program.
"""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.http import HttpRequest

from pages.contact.form import TRAP

MOST_LINKS = 2
SOONEST, LATEST = 2, 60 * 60
"""Seconds between seeing the message again and sending it again."""
_SALT = "pages.contact.again"
_LINK = re.compile(r"https?://|www\.|\[url|<a\s", re.IGNORECASE)


def looks_like_a_machine(request: HttpRequest, posted: dict[str, str]) -> bool:
    """Sent from elsewhere than our own form, with the hidden field filled in, or full of links."""
    return (
        not _comes_from_here(request)
        or bool(posted.get(TRAP, "").strip())
        or len(_LINK.findall(posted.get("text", ""))) > MOST_LINKS
    )


def seen_again() -> str:
    """The signed moment at which a message was shown once more."""
    return signing.dumps("seen", salt=_SALT)


def was_seen_again(token: str) -> bool:
    """Whether ``seen_again`` made this, not longer ago than an hour and not within the last two seconds."""
    try:
        signing.loads(token, salt=_SALT, max_age=LATEST)
    except signing.BadSignature:
        return False
    try:
        signing.loads(token, salt=_SALT, max_age=SOONEST)
    except signing.SignatureExpired:
        return True
    return False


def _comes_from_here(request: HttpRequest) -> bool:
    """By ``Origin``, which every browser of the last years sends with a form; else by ``Referer``."""
    said = request.headers.get("Origin") or request.headers.get("Referer") or ""
    if not said or said == "null":
        return request.headers.get("Sec-Fetch-Site") == "same-origin"
    origin = urlsplit(said)
    ours = {request.get_host(), urlsplit(settings.PUBLIC_URL).netloc}
    return origin.scheme in {"http", "https"} and origin.netloc in ours
