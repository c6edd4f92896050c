"""Control characters: slides and tables leave them behind in what is pasted, no reader sees them, and XML cannot hold them."""

from typing import Any

from django import forms

_BREAKS = "\x0b\x0c"
"""Between two lines on a slide, and between two pages."""
_REPLACED = {code: " " if chr(code) in _BREAKS else None for code in range(1, 32) if chr(code) not in "\t\n\r"}
# U+0000 is refused by every form and by PostgreSQL.


def without_control_characters(text: str) -> str:
    """The same text with a space for each break, and without all others but tabs and the ends of lines."""
    return text.translate(_REPLACED)


def connect() -> None:
    """Every form drops them: all its texts, also those in blocks, are read by Django's ``CharField``; passwords as typed."""
    read = forms.CharField.to_python

    def to_python(self: forms.CharField, value: Any) -> Any:
        return read(self, without_control_characters(value) if self.strip and isinstance(value, str) else value)

    forms.CharField.to_python = to_python  # type: ignore[method-assign]
