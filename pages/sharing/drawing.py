"""The picture that stands for a page where it is shared: 1200 × 630 pixels, as Open Graph readers expect it.

Title, names and one line of text beside the page's own drawing. The Chinese font, Noto Sans SC (SIL Open Font License
1.1), stays on the server: only the picture is sent.
"""

import io

from PIL import Image, ImageColor, ImageDraw, ImageFont
from PIL.ImageFont import FreeTypeFont
from pylopdf_fonts_zh_cn import sans_path
from resvg_py import svg_to_bytes

from pages.art.numerals import BOX, box_size, brief, drawn, numeral_path
from pages.art.waves import rings, waves
from pages.sharing.content import HEIGHT, WIDTH, SharePictureContent
from pages.sharing.typesetting import balanced, cut, lines_within, pieces

MARGIN = 72
WINDOW = 706
"""Where the drawing begins, behind a vertical rule."""
TEXT_WIDTH = WINDOW - 2 * MARGIN + 24
PAPER, INK, MUTED, RULE, ACCENT = "#fafaf7", "#15181b", "#55595d", "#d6d6d0", "#bd3217"
TITLE_SIZES = (74, 66, 58, 52, 46, 40)
TITLE_LINES, TITLE_HEIGHT = 4, 310
SMALL, LINE_SIZE = 27, 29


def draw(content: SharePictureContent) -> bytes:
    """The picture as PNG, about 30 KB; takes about a tenth of a second."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    with Image.open(io.BytesIO(svg_to_bytes(svg_string=motif_svg(content.motif)))) as motif:
        image.paste(motif.convert("RGB"), (WINDOW, 0))
    pen = ImageDraw.Draw(image)
    pen.line((WINDOW, 0, WINDOW, HEIGHT), fill=RULE, width=2)
    _draw_names(pen, content)
    _draw_text(pen, content)
    file = io.BytesIO()
    image.quantize(palette=_palette(), dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def _draw_names(pen: ImageDraw.ImageDraw, content: SharePictureContent) -> None:
    font, y = _font(SMALL), MARGIN - 12
    x = MARGIN + font.getlength(content.name)
    pen.text((MARGIN, y), content.name, INK, font)
    pen.line((x + 18, y + 9, x + 18, y + 34), fill=MUTED, width=1)
    pen.text((x + 36, y), content.other_name, MUTED, font)


def _draw_text(pen: ImageDraw.ImageDraw, content: SharePictureContent) -> None:
    """From below: the line of text, then the title on top of it."""
    small = _font(LINE_SIZE)
    # A heading breaks between words; running Chinese text between any two characters.
    parts = [content.line] if content.language == "zh-hans" else pieces(content.line, content.language)
    wrapped = lines_within(parts, small, TEXT_WIDTH)
    y: float = HEIGHT - MARGIN + 12
    for text in reversed(cut(wrapped, 2, small, TEXT_WIDTH)):
        y -= LINE_SIZE * 1.5
        pen.text((MARGIN, y), text, MUTED, small)
    font, lines = _fitted_title(content)
    leading = font.size * (1.3 if content.language == "zh-hans" else 1.16)
    y -= font.size * 0.55
    for text in reversed(lines):
        y -= leading
        pen.text((MARGIN - font.size * 0.04, y), text, INK, font)


def _fitted_title(content: SharePictureContent) -> tuple[FreeTypeFont, list[str]]:
    """The largest size at which the title fits."""
    parts = pieces(content.title, content.language)
    for size in TITLE_SIZES:
        font = _font(size)
        lines = balanced(parts, font, TEXT_WIDTH)
        if len(lines) <= TITLE_LINES and len(lines) * size * 1.3 <= TITLE_HEIGHT:
            break
    return font, cut(lines, TITLE_LINES, font, TEXT_WIDTH)


def _font(size: int) -> FreeTypeFont:
    return ImageFont.truetype(str(sans_path()), size)


def _palette() -> Image.Image:
    """Paper shading into each color that is drawn on it, so that edges stay smooth and colors exact."""
    colors: list[int] = []
    paper = ImageColor.getrgb(PAPER)
    for name, steps in ((INK, 40), (MUTED, 20), (ACCENT, 30), (RULE, 6)):
        drawn_color = ImageColor.getrgb(name)
        for step in range(1, steps + 1):
            colors += [
                round(ground + (color - ground) * step / steps)
                for ground, color in zip(paper, drawn_color, strict=True)
            ]
    image = Image.new("P", (1, 1))
    image.putpalette([*paper, *colors])
    return image


def motif_svg(motif: int | str) -> str:
    """The drawing as a picture that fills the window: a session's numeral with its waves, or a feature's waves."""
    width = WIDTH - WINDOW
    if isinstance(motif, int):
        side = box_size(motif, close=True)
        content, scale = drawn(motif, f'<path d="{numeral_path(motif)}"', fine=True), max(side, BOX * 0.8) / width
        tall, wide = HEIGHT * scale, width * scale
    else:
        content = f"<defs>{''.join(rings())}</defs>{waves(motif)}"
        tall, wide = BOX, BOX * width / HEIGHT
    corner = f"{brief(-wide / 2)} {brief(-tall / 2)} {brief(wide)} {brief(tall)}"
    for variable, color in (("var(--ground)", PAPER), ("var(--accent)", ACCENT), ("currentColor", INK)):
        content = content.replace(variable, color)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{HEIGHT}" viewBox="{corner}">'
        f'<rect x="{brief(-wide / 2)}" y="{brief(-tall / 2)}" width="{brief(wide)}" height="{brief(tall)}" fill="{PAPER}"/>'
        f"{content}</svg>"
    )
