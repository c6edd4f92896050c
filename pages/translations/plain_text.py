"""A translatable text as a person reads it: without tags, placeholders and entities."""

import re
from html import unescape

_MARKUP = re.compile(r"<[^<>]*>|%\(\w+\)[a-z]|%[sd]|\{\w*\}")


def without_markup(text: str) -> str:
    """``By <b>%(name)s</b> &amp; Co`` → ``By  & Co``."""
    return unescape(_MARKUP.sub("", text))
