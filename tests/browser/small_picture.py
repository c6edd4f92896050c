"""Makes a small file of what Chromium draws: the repository keeps many of them."""

import io
from typing import NamedTuple

from PIL import Image


class SmallPicture(NamedTuple):
    """A WebP file with its size in pixels."""

    content: bytes
    width: int
    height: int


def small(screenshot: bytes, widest: int | None = None) -> SmallPicture:
    """Of a PNG; one that is wider than ``widest`` pixels is made smaller."""
    image = Image.open(io.BytesIO(screenshot)).convert("RGB")
    if widest and image.width > widest:
        image = image.resize((widest, round(image.height * widest / image.width)), Image.Resampling.LANCZOS)
    file = io.BytesIO()
    image.save(file, "WEBP", quality=60, method=6)
    return SmallPicture(file.getvalue(), image.width, image.height)
