"""What may be uploaded, and how much: see ``docs/decisions/uploads.md``. ``settings.py`` takes it over."""

FILE_UPLOAD_PERMISSIONS = 0o644
FILE_UPLOAD_HANDLERS = [
    "pages.uploads.limits.SizeLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
UPLOAD_MAX_REQUEST_SIZE = 60 * 1024 * 1024
"""Bytes of one request with files in it; a front server's limit should be the same."""

DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # a long page in two languages has thousands

WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "avif"]  # no SVG: it can hold scripts
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60_000_000

DOCUMENTS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
DOCUMENT_ENDINGS = ["csv", "docx", "odp", "ods", "odt", "ofd", "pdf", "pptx", "txt", "xlsx"]
WAGTAILDOCS_EXTENSIONS = [*DOCUMENT_ENDINGS, "mp4", "vtt", "webm"]  # films and captions are kept with the documents
WAGTAILDOCS_CONTENT_TYPES = {"mp4": "video/mp4", "vtt": "text/vtt", "webm": "video/webm"}  # whatever the machine knows
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []  # saved, never shown by the browser
WAGTAILDOCS_SERVE_METHOD = "serve_view"
