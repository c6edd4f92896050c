"""What a browser posted, read without trusting it: size, kind and encoding."""

from urllib.parse import unquote_to_bytes

from django.http import HttpRequest
from django.http.request import RawPostDataException
from django.utils.translation import gettext as _

MOST_BYTES = 64 * 1024
"""A message of 5,000 Chinese characters takes 45 KB as a form sends it."""
MOST_FIELDS = 30
FORM = "application/x-www-form-urlencoded"


class Unreadable(Exception):
    """With the HTTP status to answer with, and a sentence for whoever reads it."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status, self.sentence = status, sentence


def read_posted(request: HttpRequest) -> dict[str, str]:
    """Names and values, the first of each. UTF-8; what is not is tried as GB 18030, which old Chinese systems send.

    Raises ``Unreadable``; nothing larger than ``MOST_BYTES`` is read at all.
    """
    if request.content_type != FORM:
        raise Unreadable(415, _("The form was not sent by this page. Please use the form below."))
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        length = MOST_BYTES + 1
    if length > MOST_BYTES:
        raise Unreadable(
            413,
            _("That is far more than a message can hold (5,000 characters). Go back to shorten it; it is still there."),
        )
    try:
        body = request.read(MOST_BYTES + 1)
    except (OSError, RawPostDataException):
        raise Unreadable(400, _("The message did not arrive whole. Go back and send it again.")) from None
    if len(body) > MOST_BYTES:
        raise Unreadable(413, _("That is far more than a message can hold (5,000 characters). Go back to shorten it."))
    parts = body.split(b"&")
    pairs = [part.partition(b"=")[::2] for part in parts if part]
    for encoding in ("utf-8", "gb18030") if len(pairs) <= MOST_FIELDS else ():
        try:
            named = [(_decoded(name, encoding), _decoded(value, encoding)) for name, value in pairs]
        except UnicodeDecodeError:
            continue
        return dict(reversed(named))
    raise Unreadable(400, _("The message arrived damaged. Go back and send it again."))


def _decoded(raw: bytes, encoding: str) -> str:
    return unquote_to_bytes(raw.replace(b"+", b" ")).decode(encoding)
