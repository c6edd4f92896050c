"""A QR code (ISO/IEC 18004) as SVG for inside a page: for WeChat's camera, and on paper."""

import io
from functools import lru_cache

import segno
from django.utils.safestring import SafeString, mark_safe


@lru_cache(maxsize=1024)
def qr_svg(address: str) -> SafeString:
    """A square ``svg``, black with the quiet zone of four modules; the style sheet puts white under it, in the dark too.

    Error correction M: a screen or a print is clean, and the code stays coarse enough for a small picture.
    """
    code = segno.make(address, error="m", micro=False)
    written = io.BytesIO()
    code.save(written, kind="svg", xmldecl=False, svgns=False, omitsize=True, svgclass="qr", lineclass=None)
    # Decoration to a screen reader: the address stands beside it as text.
    text = written.getvalue().decode().strip().replace("<svg ", '<svg aria-hidden="true" ', 1)
    return mark_safe(text)  # noqa: S308 - drawn from modules; nothing of the address is in it
