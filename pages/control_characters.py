"""Control characters: slides and tables leave them behind in what is pasted, no reader sees them, and XML cannot hold them."""

_BREAKS = "\x0b\x0c"
"""Between two lines on a slide, and between two pages."""
_REPLACED = {code: " " if chr(code) in _BREAKS else None for code in range(1, 32) if chr(code) not in "\t\n\r"}
# U+0000 is refused by every form and by PostgreSQL.


def without_control_characters(text: str) -> str:
    """The same text with a space for each break, and without all others but tabs and the ends of lines."""
    return text.translate(_REPLACED)
