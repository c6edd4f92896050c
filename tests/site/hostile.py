"""What hostile requests are made of, by class: each class has the reason why it is tried. Always the same for a seed."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

from django.conf import settings

MARK = "fuzz<svg/onload=alert(1)>"
"""Markup that must never come back as markup."""

ELSEWHERE = ("//evil.example/", "https://evil.example/", "/\\evil.example", "\\\\evil.example", "https:evil.example")
PAYLOADS = (
    MARK,
    f"\"'>{MARK}",
    f"javascript:alert(1)//{MARK}",
    "{{7*7}}{% debug %}${7*7}",
    "' OR 1=1 --",
    "1; SELECT pg_sleep(5) --",
    "../../../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "%00",
    "\0",
    "\u202egnp.exe",
    "9" * 400,
    "-1",
    "1e309",
    "NaN",
    "٣",
    "A" * 5000,
    "科博会" * 300,
    "[]",
    "{}",
    "(a+)+$" * 20,
    "\r\nX-Injected: yes",
    *ELSEWHERE,
)
ENCODINGS = (
    "%ff%fe%00%41",  # no UTF-8
    "%c0%ae%c0%ae%c0%af",  # “../” in too many bytes
    "%252e%252e%252f%253Csvg%253E",  # encoded twice
    "%bf%c6%b2%a9%bb%e1",  # 科博会 in GBK
    "%ed%a0%80",  # half of a surrogate pair
    "%F4%90%80%80",  # beyond Unicode
    "%00%0d%0aX-Injected:%20yes",
    "+ADw-svg+AD4-",  # UTF-7
    "%E2%80%AE%E2%80%8F%EF%BB%BF",  # marks of direction, of order
    "%",
    "%zz",
    "%u0041",
    "e%CC%81" * 200,  # many combining marks
    "%EF%BC%8E%EF%BC%8E%EF%BC%8F",  # ．．／ in full width
)
PARAMETERS = (
    *("q", "p", "page", "next", "sessions", "sort", "order", "ordering", "mode", "year", "session", "measure", "kind"),
    *("lang", "language", "id", "url", "o", "u", "from", "to", "export", "format", "type", "results", "chooser"),
)
HEADERS = (
    *("accept", "accept-encoding", "accept-language", "if-modified-since", "if-none-match", "if-match", "origin"),
    *("range", "referer", "user-agent", "x-csrftoken", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto"),
    *("x-requested-with", "x-request-id", "x-http-method-override", "sec-purpose", "content-length"),
)
METHODS = ("DELETE", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE", "PROPFIND")
CONTENT_TYPES = (
    "application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "multipart/form-data",
    "text/xml",
    "x/x; charset=xx",
    "application/x-www-form-urlencoded; charset=utf-7",
)


@dataclass
class Hostile:
    """A request; ``path`` is percent-encoded, and its query with it."""

    path: str
    method: str = "GET"
    headers: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    content_type: str = "application/octet-stream"


type Make = Callable[[str, random.Random], Hostile]


@dataclass(frozen=True)
class HostileClass:
    """One kind of attack, and why it is tried."""

    name: str
    reason: str
    make: Make

    def requests(self, paths: list[str], number: int) -> Iterator[Hostile]:
        """Every address at least once, then at random."""
        chance = random.Random(self.name)
        for path in [*paths, *chance.choices(paths, k=max(0, number - len(paths)))]:
            yield self.make(path, chance)


def encoded(text: str, safe: str = "") -> str:
    return quote(text.encode("utf-8", "surrogatepass"), safe=safe)


def header_safe(text: str) -> str:
    """What a web server would hand on: no line ends, no zero, Latin-1."""
    return text.replace("\r", "").replace("\n", "").replace("\0", "").encode().decode("latin-1")


def _path(path: str, chance: random.Random) -> Hostile:
    parts = path.split("/")
    parts[chance.randrange(1, len(parts))] = encoded(chance.choice(PAYLOADS), chance.choice(["", "/<>:\\"]))
    return Hostile("/" + "/".join(parts).lstrip("/"))


def _parameter(path: str, chance: random.Random) -> Hostile:
    names = chance.sample(PARAMETERS, 3)
    return Hostile(f"{path}?" + "&".join(f"{name}={encoded(chance.choice(PAYLOADS))}" for name in names))


def _header(path: str, chance: random.Random) -> Hostile:
    names = chance.sample(HEADERS, 3)
    return Hostile(path, headers={name: header_safe(chance.choice(PAYLOADS)) for name in names})


def _cookie(path: str, chance: random.Random) -> Hostile:
    names = (settings.LANGUAGE_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.KNOWN_BROWSER_COOKIE_NAME, "messages")
    return Hostile(path, cookies={name: header_safe(chance.choice(PAYLOADS)).replace(";", "")[:3000] for name in names})


def _encoding(path: str, chance: random.Random) -> Hostile:
    bad = chance.choice(ENCODINGS)
    if chance.random() < 0.5:
        return Hostile(f"{path}?{chance.choice(PARAMETERS)}={bad}&{bad}=1")
    return Hostile(path.rstrip("/") + f"/{bad}/") if chance.random() < 0.5 else Hostile(f"/{bad}{path}")


def _method(path: str, chance: random.Random) -> Hostile:
    return Hostile(path, method=chance.choice(METHODS))


def _body(path: str, chance: random.Random) -> Hostile:
    payload = chance.choice(PAYLOADS)
    bodies = (
        payload,
        f"next={encoded(payload)}&username={encoded(MARK)}&password=x&title_en={encoded(payload)}",
        '{"a": [1,',
        f"--x\r\n\r\n{payload}",
        f'--x\r\nContent-Disposition: form-data; name="file"; filename="{MARK}"\r\n\r\n{payload}\r\n--x--\r\n',
        "&".join(f"{name}={encoded(payload)}" for name in PARAMETERS),
    )
    body = chance.choice(bodies).encode()
    return Hostile(path, method="POST", body=body, content_type=chance.choice(CONTENT_TYPES))


CLASSES = (
    HostileClass("paths", "Parts of a path reach converters, slugs, file names, redirects, the page of errors.", _path),
    HostileClass("parameters", "Parsed as numbers, dates, languages, ids; shown again in forms, links.", _parameter),
    HostileClass("headers", "They decide language, cache, origin and scheme, and are written into logs.", _header),
    HostileClass("cookies", "The visitor's to write: signatures and languages are checked, not trusted.", _cookie),
    HostileClass("encodings", "What decodes badly, or twice, gets past checks, or breaks the decoder.", _encoding),
    HostileClass("methods", "A view that expects GET or POST may run, or fail, with any other.", _method),
    HostileClass("bodies", "Forms, JSON and uploads that are broken, or are another kind than they say.", _body),
)
