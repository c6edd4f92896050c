"""How the content files write two languages, paragraphs, lists and figures, and what becomes of it."""

import re
from functools import cache
from html import escape
from importlib import resources
from typing import Any

import yaml
from django.db.models import Model
from modeltranslation.settings import DEFAULT_LANGUAGE

from pages.bilingual.languages import column
from pages.bilingual.readiness import ReadyState, TranslatedMixin

LANGUAGE_CODES = {"en": "en", "zh": "zh-hans"}
"""The content files' short codes, and the site's."""

_FIGURE = re.compile(r"\[\[(?P<measure>[a-z0-9_]+) (?P<basis>through|session) (?P<number>\d+)\]\]")


@cache
def read_content(package: str, name: str) -> Any:
    """Read a YAML file that lies in a package; it is read once and not to be changed."""
    return yaml.safe_load(resources.files(package).joinpath(name).read_text(encoding="utf-8"))


def set_texts(instance: Model, name: str, texts: dict[str, str] | None) -> None:
    """Set a translated field in the languages that the content file has; the others stay empty."""
    for short, code in LANGUAGE_CODES.items():
        setattr(instance, column(name, code), (texts or {}).get(short, ""))


def mark_ready(instance: TranslatedMixin) -> None:
    """What is shipped was translated with care: each text fits its English, and the whole is ready to be read."""
    for code in LANGUAGE_CODES.values():
        if code != DEFAULT_LANGUAGE and not any(instance.missing_fields(code)):
            instance.confirm(code)
            instance.set_state_in(code, ReadyState.READY)


def rich_text(source: str) -> str:
    """The HTML that Wagtail stores for paragraphs and lists, with each figure as a reference."""
    return "".join(_block(block.strip()) for block in source.strip().split("\n\n"))


def _block(source: str) -> str:
    lines = source.splitlines()
    if all(line.startswith("- ") for line in lines):
        return f"<ul>{''.join(f'<li>{_inline(line[2:])}</li>' for line in lines)}</ul>"
    return f"<p>{_inline(source)}</p>"


def _inline(source: str) -> str:
    return _FIGURE.sub(
        r'<embed embedtype="figure" measure="\g<measure>" \g<basis>="\g<number>"/>', escape(source, quote=False)
    )
