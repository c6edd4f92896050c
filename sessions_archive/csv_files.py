"""CSV that opens well in a spreadsheet, and does nothing there but be read.

UTF-8 with a byte order mark, so that Excel shows Chinese; commas and CRLF (RFC 4180). A cell that a spreadsheet would
take for a formula gets an apostrophe in front (OWASP, CSV injection); reading takes it away again.
"""

import csv
import hashlib
import io
from collections.abc import Iterable, Sequence

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def neutral(cell: str | int | None) -> str | int | None:
    """The cell as it is safe to open; numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def as_typed(cell: str) -> str:
    """The way back."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_STARTS) else cell


def csv_bytes(rows: Iterable[Sequence[str | int | None]]) -> bytes:
    written = io.StringIO()
    csv.writer(written).writerows([neutral(cell) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def csv_response(request: HttpRequest, rows: Iterable[Sequence[str | int | None]], name: str) -> HttpResponse:
    """The rows as a download called ``name``."""
    response = answered(request, csv_bytes(rows), "text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def answered(request: HttpRequest, content: bytes, content_type: str) -> HttpResponse:
    """The content with its ``ETag``; 304 without it for whoever has it already (RFC 9110, 13.1.2)."""
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response = HttpResponse(content, content_type=content_type)
    response["ETag"] = etag
    response["Access-Control-Allow-Origin"] = "*"  # public data: other sites' scripts may read it
    patch_cache_control(response, public=True, max_age=300)
    return get_conditional_response(request, etag=etag, response=response) or response
