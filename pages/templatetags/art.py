"""The drawn pictures, as a page shows them.

They say nothing that the text beside them does not, so screen readers pass over them.
"""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from pages.art.numerals import BOX, box_size, brief, drawn, numeral_path
from pages.art.sprite import SESSIONS_IN_SPRITE

register = template.Library()
SPRITE = "img/art.svg"


@register.simple_tag
def numeral(number: int, *, fine: bool = False, close: bool = False) -> SafeString:
    """A session's picture. ``fine`` lines are for more than 300 pixels; ``close`` leaves out the empty space around."""
    size = box_size(number, close=close)
    if number > SESSIONS_IN_SPRITE:
        corner, side = brief(-size / 2), brief(size)
        picture = mark_safe(drawn(number, f'<path d="{numeral_path(number)}"', fine=fine))  # noqa: S308 - numbers only
        view_box = f"{corner} {corner} {side} {side}"
        return format_html('<svg class="picture" viewBox="{}" aria-hidden="true">{}</svg>', view_box, picture)
    corner, side = brief((BOX - size) / 2), brief(size)
    return format_html(
        '<svg class="picture" viewBox="{}" aria-hidden="true">'
        '<use href="{}#session-{}{}" width="400" height="400"/></svg>',
        f"{corner} {corner} {side} {side}",
        static(SPRITE),
        number,
        "-fine" if fine else "",
    )


@register.simple_tag
def waves(name: str, *, wide: bool = False) -> SafeString:
    """A feature's picture by its name, ``wave-one``, ``wave-two`` or ``wave-many``. It fills any shape it is given."""
    return format_html(
        '<svg class="{}" viewBox="0 0 400 400" preserveAspectRatio="xMidYMid slice" aria-hidden="true">'
        '<use href="{}#{}" width="400" height="400"/></svg>',
        "picture wide" if wide else "picture",
        static(SPRITE),
        name,
    )
