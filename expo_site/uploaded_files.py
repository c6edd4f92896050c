"""What people uploaded, below ``/media/``; a front server may answer in its place, with the same headers."""

import posixpath

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.static import serve

PICTURES = {"image/avif", "image/gif", "image/jpeg", "image/png", "image/webp"}


def uploaded_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture to look at; anything else to save. Documents have an address of their own, which asks who may read them."""
    path = posixpath.normpath(path).lstrip("/")  # as serve() reads it
    if path.startswith("documents/"):
        raise Http404
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    if isinstance(response, FileResponse) and response.headers.get("Content-Type") not in PICTURES:
        response.headers["Content-Type"] = "application/octet-stream"
        response.headers["Content-Disposition"] = "attachment"
    return response
