"""Films and their captions: whether the content is what browsers play, and does not say where it was recorded.

MP4 is a row of boxes (ISO/IEC 14496-12, 4.2): four bytes of length, four letters of type. WebM begins with an EBML header
that names its kind (RFC 8794, 11.2). WebVTT is text that begins with its name (W3C, 4.1).
"""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

WITH_PLACE = _("This film says where it was recorded. Save it anew without the place, which visitors could read.")
MARKS_OF_PLACE = (b"\xa9xyz", b"com.apple.quicktime.location", b"loci\x00\x00\x00\x00")
"""How phones write it into ``moov``: Android, Apple, and 3GPP TS 26.244, 8.10."""

NEEDED_BOXES = {b"moov", b"mdat"}
MOST_BOXES = 100_000
EBML, SEGMENT, DOCTYPE_WEBM = b"\x1a\x45\xdf\xa3", b"\x18\x53\x80\x67", b"\x42\x82\x84webm"
LONGEST_CAPTIONS = 5 * 1024 * 1024
"""Bytes; a whole day of subtitles is less."""


def is_mp4(file: UploadedFile) -> bool:
    """Boxes from the first byte to the last, ``ftyp`` in front. Raises ValidationError for one that tells a place."""
    boxes = list(_boxes(file))
    kinds = [kind for kind, _start, _length in boxes]
    if not kinds or kinds[0] != b"ftyp" or not set(kinds) >= NEEDED_BOXES or kinds[-1] == b"":
        return False
    for kind, start, length in boxes:
        if kind in {b"moov", b"meta", b"udta"}:
            file.seek(start)
            said = file.read(length)
            if any(mark in said for mark in MARKS_OF_PLACE):
                raise ValidationError(WITH_PLACE)
    return True


def _boxes(file: UploadedFile) -> Iterator[tuple[bytes, int, int]]:
    """(type, first byte, length) of each; a type of ``b""`` where what follows is no box."""
    size, at = file.size or 0, 0
    for _number in range(MOST_BOXES):
        if at == size:
            return
        file.seek(at)
        head = file.read(16)
        length, kind = int.from_bytes(head[:4]), head[4:8]
        if length == 1 and len(head) == 16:  # a box of more than 4 GB says so in eight bytes
            length = int.from_bytes(head[8:16])
        elif length == 0:  # up to the end of the file
            length = size - at
        if len(head) < 8 or length < 8 or at + length > size:
            break
        yield kind, at, length
        at += length
    yield b"", at, 0


def is_webm(file: UploadedFile) -> bool:
    file.seek(0)
    head = file.read(4096)
    return head.startswith(EBML) and DOCTYPE_WEBM in head[:64] and SEGMENT in head


def is_webvtt(file: UploadedFile) -> bool:
    """UTF-8, as browsers read it, with a cue at least."""
    file.seek(0)
    try:
        text = file.read(LONGEST_CAPTIONS + 1).decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    first, _end, rest = text.partition("\n")
    named = first.rstrip("\r") == "WEBVTT" or first.startswith(("WEBVTT ", "WEBVTT\t"))
    clean = not any(each < " " and each not in "\t\r\n\f" for each in text)
    return named and clean and "-->" in rest and len(text) <= LONGEST_CAPTIONS
