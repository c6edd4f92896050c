"""Every address of the site, from the table of addresses, with something plausible in each placeholder."""

import itertools
import re

from django.urls import URLPattern, URLResolver
from django.urls.resolvers import LocalePrefixPattern

VALUES = {
    "app_label": ["pages"],
    "app_name": ["taggit"],
    "model_name": ["sitesettings", "basepage"],
    "code": ["en", "zh-hans", "xx"],
    "letter": ["e", "z"],
    "number": ["13"],
    "path": ["", "original_images/nothing.jpg"],
    "uidb36": ["1"],
    "key": ["abc-def"],
}
LEFT_OUT = re.compile(r"logout|end-?session|failwhale")
"""Addresses that would end the session with which the others are asked, and Wagtail's that fails on purpose."""


def every_address(resolver: URLResolver) -> list[str]:
    """Paths, without doubles, in the order of the table."""
    found = [path for path in _below(resolver.url_patterns, "/") if not LEFT_OUT.search(path)]
    return list(dict.fromkeys(found))


def _below(patterns: list[URLPattern | URLResolver], prefix: str) -> list[str]:
    found: list[str] = []
    for each in patterns:
        if isinstance(each.pattern, LocalePrefixPattern):
            for language in ("en/", "zh-hans/"):
                found += _below(each.url_patterns, prefix + language)
        elif isinstance(each, URLResolver):
            for path in _filled(str(each.pattern)):
                found += _below(each.url_patterns, prefix + path)
        else:
            found += [prefix + path for path in _filled(str(each.pattern))]
    return found


def _filled(pattern: str) -> list[str]:
    """A route or a regular expression as paths."""
    pattern = pattern.removeprefix("^").removesuffix("$").removesuffix(r"\Z").replace("\\", "")
    pattern = re.sub(r"\((?!\?P)[^)]*\)\*?|\.\*", "x", pattern)
    names = re.findall(r"<(?:(\w+):)?(\w+)>(?:[^)<]*\))?", pattern)
    parts = re.split(r"(?:\(\?P)?<(?:\w+:)?\w+>(?:\((?:[^()]|\([^()]*\))*\)|[^()/]*\))?", pattern)
    choices = [
        VALUES.get(name, ["00000000-0000-0000-0000-000000000001"] if kind == "uuid" else ["2"]) for kind, name in names
    ]
    if len(parts) != len(names) + 1:
        return []
    return [
        "".join(itertools.chain.from_iterable(itertools.zip_longest(parts, values, fillvalue="")))
        for values in itertools.product(*choices)
    ]
