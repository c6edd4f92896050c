"""An uploaded picture is decoded and drawn anew: what is kept is pixels and colour profile, and nothing else.

Where it was taken, who took it, thumbnails of what was cut away, and whatever else stood in or behind the file are gone.
"""

import io
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from pages.uploads.file_names import safe_name

SAVED_WITH: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 92, "optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 92},
    "AVIF": {"quality": 85},
    "GIF": {},
}
"""Pillow's options by format; a format that is not here is not taken."""

MOVING = {"GIF", "WEBP"}
"""Formats whose movement is kept."""

KEPT = {"icc_profile", "transparency", "duration", "loop", "disposal", "background"}

NOT_A_PICTURE = _(
    "This is not a picture that can be shown, or it is damaged. Save it anew as JPEG or PNG and try again."
)
TOO_BIG = _("This picture has too many pixels once it is unpacked. Make it smaller and try again.")


def in_words(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """``read`` with whatever a decoder raises as a sentence for the uploader."""

    def reading(data: Any) -> Any:
        try:
            return read(data)
        except ValidationError:
            raise
        except (Image.DecompressionBombError, MemoryError):
            raise ValidationError(TOO_BIG) from None
        except Exception:  # Pillow's decoders raise whatever they meet in a broken file
            raise ValidationError(NOT_A_PICTURE) from None

    return reading


@in_words
def drawn_anew(uploaded: UploadedFile) -> UploadedFile:
    """The same picture, upright, without anything but what is seen. Raises ValidationError in words for the uploader."""
    uploaded.seek(0)
    with Image.open(uploaded) as picture:
        name, kind = safe_name(uploaded.name or "picture"), uploaded.content_type or ""
        return SimpleUploadedFile(name, _saved(picture), content_type=kind)


def _saved(picture: Image.Image) -> bytes:
    kind = picture.format or ""
    if kind == "MPO":  # what many phones call a JPEG with a second picture behind it
        kind = "JPEG"
    if kind not in SAVED_WITH:
        raise ValidationError(NOT_A_PICTURE)
    frames = getattr(picture, "n_frames", 1)
    if picture.width * picture.height * frames > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise ValidationError(TOO_BIG)
    out = io.BytesIO()
    if frames > 1 and kind in MOVING:
        picture.info = {name: value for name, value in picture.info.items() if name in KEPT}
        picture.save(out, kind, save_all=True, **SAVED_WITH[kind])
    else:
        picture.load()
        upright = ImageOps.exif_transpose(picture)
        upright.info = {name: value for name, value in upright.info.items() if name in KEPT}
        profile = {"icc_profile": upright.info["icc_profile"]} if upright.info.get("icc_profile") else {}
        upright.save(out, kind, exif=b"", **profile, **SAVED_WITH[kind])
    return out.getvalue()
