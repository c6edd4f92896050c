"""Documents and films, whole or in parts: a film starts in the middle, a download that broke off goes on (RFC 9110, 14)."""

import re
from wsgiref.util import FileWrapper

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from wagtail.documents.views.serve import serve
from whitenoise.responders import SlicedFile

MOST_FOR_A_PLAYER = 2 * 1024 * 1024
"""Bytes of one answer to a film's player. It holds back the rest of an answer until it is played, and a thread would wait
for that; it asks for the next part by itself."""

RANGE = re.compile(r"bytes=(\d{1,15})?-(\d{1,15})?")


def served_document(request: HttpRequest, document_id: str, filename: str) -> HttpResponseBase:
    """Wagtail's answer, which asks who may read the document, or the part of it that the request names."""
    whole = serve(request, document_id, filename)
    if not isinstance(whole, FileResponse) or whole.status_code != 200:
        return whole
    whole.headers["Accept-Ranges"] = "bytes"
    asked = RANGE.fullmatch(request.headers.get("Range", "").strip())
    changed = request.headers.get("If-Range", whole.headers.get("ETag")) != whole.headers.get("ETag")
    if not asked or asked[0] == "bytes=-" or changed or request.method != "GET":
        return whole
    for_player = request.headers.get("Sec-Fetch-Dest") in {"video", "audio"}
    return _part(whole, asked[1], asked[2], MOST_FOR_A_PLAYER if for_player else None)


def _part(whole: FileResponse, first: str | None, last: str | None, most: int | None) -> HttpResponseBase:
    size = int(whole.headers["Content-Length"])
    start = int(first) if first is not None else max(size - int(last or 0), 0)
    end = min(int(last), size - 1) if first is not None and last is not None else size - 1
    if start > end:
        whole.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    if most is not None:
        end = min(end, start + most - 1)
    # The whole answer's file is closed with the part's.
    content = FileWrapper(SlicedFile(whole.file_to_stream, start, end), 64 * 1024)
    part = StreamingHttpResponse(content, status=206, headers=dict(whole.headers.items()))
    part.headers["Content-Range"] = f"bytes {start}-{end}/{size}"
    part.headers["Content-Length"] = str(end - start + 1)
    return part
