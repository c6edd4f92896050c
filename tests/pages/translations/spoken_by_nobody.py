"""A language that nobody speaks, shown at Chinese addresses, and the English words that stand out in it."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.cache import cache

from pages.models import BasePage
from pages.translations.loaded import reload_translations
from pages.translations.pseudo import plain_words, write_pseudo_locale

_READ = ("alt", "aria-label", "placeholder", "title")
_EMPTY = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "path", "source", "use", "wbr"}
# Names that stand on Chinese pages in Latin letters, from the content.
NAMES = {"GlobeNewswire"}


class OwnText(HTMLParser):
    """What a page says in its own language: texts and labels outside elements that are marked as English."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.found: list[str] = []
        self.feed(html)

    @property
    def is_foreign(self) -> bool:
        return any(foreign for _tag, foreign in self.open)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = dict(attributes)
        foreign = (
            (said.get("lang") or "").startswith("en") or tag in {"script", "style"} or said.get("translate") == "no"
        )
        if not (self.is_foreign or foreign):
            self.found += [text for name in _READ if (text := said.get(name))]
        if tag not in _EMPTY:
            self.open.append((tag, foreign))

    def handle_endtag(self, tag: str) -> None:
        while any(tag == name for name, _foreign in self.open):
            if self.open.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        if not self.is_foreign:
            self.found.append(data)


@pytest.fixture
def pseudo_language(tmp_path: Path, settings: LazySettings) -> Iterator[None]:
    """Interface strings at Chinese addresses come in accents and brackets; content stays Chinese."""
    write_pseudo_locale(tmp_path, packages=True)
    before = settings.LOCALE_PATHS
    settings.LOCALE_PATHS = [tmp_path]
    reload_translations()
    cache.clear()
    yield
    settings.LOCALE_PATHS = before
    reload_translations()
    cache.clear()


def own_words(html: str, content: str = "") -> set[str]:
    """English words of a page that are neither from a catalog nor in its content."""
    words = {word for text in OwnText(html).found for word in plain_words(text)}
    return {word for word in words if word not in content} - NAMES


def chinese_content(page: BasePage) -> str:
    """What editors have written on a page in Chinese: a technical term there may well be in Latin letters."""
    fields = [field for field in page._meta.get_fields() if field.name.endswith("_zh_hans")]
    return " ".join(str(field.get_prep_value(getattr(page, field.name))) for field in fields)
