"""One answer as it is kept: compressed once, with a strong ``ETag`` for each encoding."""

import gzip
import hashlib
import time
from dataclasses import dataclass
from functools import lru_cache

import brotli

Headers = list[tuple[str, str]]

CACHE_NAME = "expo"
"""How ``Cache-Status`` (RFC 9211) calls this cache."""

ENCODINGS = ("br", "gzip", "identity")
"""By preference."""

SMALLEST_COMPRESSED = 400
"""Bytes below which compressing gains nothing worth a header."""

_BROTLI_QUALITY = 6
_GZIP_LEVEL = 7
_COMPRESSIBLE = (
    "text/",
    "application/atom",
    "application/json",
    "application/xml",
    "application/opensearch",
    "application/rss",
    "image/svg",
)
OF_ONE_REQUEST = {"x-request-id"}
_OF_ONE_TRANSFER = {"content-length", "content-encoding", "etag", "connection", "date", "transfer-encoding"}
_WITH_304 = {"cache-control", "content-location", "date", "expires", "vary"}
"""What RFC 9110, 15.4.5, wants in a 304."""


@dataclass(frozen=True, slots=True)
class Variant:
    """The answer in one encoding; ``headers`` hold its ``ETag``, length and encoding."""

    etag: str
    body: bytes
    headers: Headers
    headers_304: Headers


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer with the generation of content it shows and the time it was made (seconds since the epoch)."""

    generation: int
    made: float
    content_type: str
    variants: dict[str, Variant]

    @classmethod
    def of(cls, generation: int, headers: Headers, body: bytes) -> "KeptAnswer":
        """From what Django answered with 200."""
        lasting = [(name, value) for name, value in headers if name.lower() not in _OF_ONE_TRANSFER | OF_ONE_REQUEST]
        content_type = next((value for name, value in lasting if name.lower() == "content-type"), "")
        digest = hashlib.sha256(body).hexdigest()[:24]
        bodies = {"identity": body}
        if len(body) >= SMALLEST_COMPRESSED and content_type.startswith(_COMPRESSIBLE):
            # The plain body is not kept: hardly anybody asks for it, and it is unpacked at once.
            bodies = {
                "br": brotli.compress(body, quality=_BROTLI_QUALITY),
                "gzip": gzip.compress(body, _GZIP_LEVEL, mtime=0),
            }
        variants = {name: _variant(name, digest, each, lasting) for name, each in bodies.items()}
        return cls(generation, time.time(), content_type, variants)

    def variant(self, accepted: str) -> Variant:
        """The best one for an ``Accept-Encoding``."""
        for encoding in accepted_encodings(accepted):
            if encoding in self.variants:
                return self.variants[encoding]
        zipped = self.variants["gzip"]
        lasting = [(name, value) for name, value in zipped.headers if name.lower() not in _OF_ONE_TRANSFER]
        digest = zipped.etag.strip('"').removesuffix("-gzip")
        return _variant("identity", digest, gzip.decompress(zipped.body), lasting)

    @property
    def age(self) -> float:
        """Seconds since it was made."""
        return time.time() - self.made


def _variant(encoding: str, digest: str, body: bytes, lasting: Headers) -> Variant:
    etag = f'"{digest}"' if encoding == "identity" else f'"{digest}-{encoding}"'
    named = [("ETag", etag)]
    headers = [*lasting, *named, ("Content-Length", str(len(body)))]
    if encoding != "identity":
        headers.append(("Content-Encoding", encoding))
    return Variant(etag, body, headers, [*named, *(pair for pair in lasting if pair[0].lower() in _WITH_304)])


@lru_cache(maxsize=500)
def accepted_encodings(header: str) -> tuple[str, ...]:
    """Ours that an ``Accept-Encoding`` allows, best first (RFC 9110, 12.5.3); plain text always."""
    weights: dict[str, float] = {}
    for part in header.lower()[:500].split(","):
        name, _semicolon, parameter = part.strip().partition(";")
        try:
            weights[name.strip()] = float(parameter.strip().removeprefix("q=") or 1) if parameter.strip() else 1.0
        except ValueError:
            weights[name.strip()] = 0.0
    rest = weights.get("*", 0.0)
    allowed = [name for name in ENCODINGS[:-1] if weights.get(name, rest) > 0]
    return (*sorted(allowed, key=lambda name: -weights.get(name, rest)), "identity")


def has_already(condition: str, etag: str) -> bool:
    """Whether an ``If-None-Match`` names the tag. Compared weakly: a proxy that packs anew marks tags as weak."""
    return condition.strip() == "*" or any(part.strip().removeprefix("W/") == etag for part in condition.split(","))
