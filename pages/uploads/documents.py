"""Which documents may be uploaded: by their ending and by what is in them, which must agree."""

import zipfile
from collections.abc import Callable
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from pages.uploads.films import is_mp4, is_webm, is_webvtt

UNPACKED_BYTES = 500 * 1024 * 1024
"""A document that becomes larger than this is no document."""

MOST_PARTS = 20_000

OTHER_CONTENT = _("The content of this file is not what its name says. Save it anew with the program that made it.")
WITH_MACROS = _("This document holds macros. Save it without them, or as PDF.")
TOO_LARGE_UNPACKED = _("This document is too large once it is unpacked.")
UNREADABLE = _("This file is empty or damaged.")


def _pdf(file: UploadedFile) -> bool:
    file.seek(0)
    head = file.read(8)
    file.seek(max(0, (file.size or 0) - 2048))
    return head.startswith(b"%PDF-") and b"%%EOF" in file.read()


def _parts(file: UploadedFile) -> set[str]:
    """Names of the parts of a zipped document. Raises ValidationError for one that is broken, huge or has macros."""
    file.seek(0)
    if file.read(4) != b"PK\x03\x04":  # what stands before the archive would be another file in this one
        raise ValidationError(OTHER_CONTENT)
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        raise ValidationError(UNREADABLE) from None
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > UNPACKED_BYTES:
        raise ValidationError(TOO_LARGE_UNPACKED)
    names = {part.filename for part in parts}
    if any(name.startswith("/") or ".." in PurePosixPath(name).parts or "\\" in name for name in names):
        raise ValidationError(OTHER_CONTENT)
    if any(
        PurePosixPath(name).name.lower() == "vbaproject.bin" or name.startswith(("Basic/", "Scripts/"))
        for name in names
    ):
        raise ValidationError(WITH_MACROS)
    return names


def _with_part(*needed: str) -> Callable[[UploadedFile], bool]:
    return lambda file: set(needed) <= _parts(file)


def _open_document(kind: str) -> Callable[[UploadedFile], bool]:
    def check(file: UploadedFile) -> bool:
        if "mimetype" not in _parts(file):
            return False
        file.seek(0)
        with zipfile.ZipFile(file) as archive, archive.open("mimetype") as part:
            return part.read(200).decode("ascii", "replace").strip() == f"application/vnd.oasis.opendocument.{kind}"

    return check


def _text(file: UploadedFile) -> bool:
    """Text in UTF-8 or in China's GB 18030, and no markup."""
    file.seek(0)
    content = file.read()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return not any(each < " " and each not in "\t\r\n\f" for each in text) and not text.lstrip().startswith("<")
    return False


CHECKS: dict[str, Callable[[UploadedFile], bool]] = {
    "csv": _text,
    "docx": _with_part("[Content_Types].xml", "word/document.xml"),
    "mp4": is_mp4,
    "odp": _open_document("presentation"),
    "ods": _open_document("spreadsheet"),
    "odt": _open_document("text"),
    "ofd": _with_part("OFD.xml"),
    "pdf": _pdf,
    "pptx": _with_part("[Content_Types].xml", "ppt/presentation.xml"),
    "txt": _text,
    "vtt": is_webvtt,
    "webm": is_webm,
    "xlsx": _with_part("[Content_Types].xml", "xl/workbook.xml"),
}
"""Ending → whether the content is of that kind. OFD is China's standard for fixed documents (GB/T 33190)."""


def check_document(file: UploadedFile) -> None:
    """Raises ValidationError in words for the uploader."""
    ending = PurePosixPath(file.name or "").suffix.lower().lstrip(".")
    if not file.size:
        raise ValidationError(UNREADABLE)
    check = CHECKS.get(ending)
    if check is None:
        raise ValidationError(
            _("Files of this kind cannot be uploaded. These can: %(endings)s."), params={"endings": ", ".join(CHECKS)}
        )
    if not check(file):
        raise ValidationError(OTHER_CONTENT)
    file.seek(0)
