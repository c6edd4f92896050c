"""Shown in the language that nobody speaks, no page has English words of its own: each string went through a catalog."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.test import Client
from django.utils import translation

from pages.models import BasePage
from pages.translations.loaded import reload_translations
from pages.translations.pseudo import CLOSING, OPENING, plain_words, write_pseudo_locale

pytestmark = pytest.mark.django_db

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
        foreign = (said.get("lang") or "").startswith("en") or tag in {"script", "style"}
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
    settings.LOCALE_PATHS = [tmp_path]
    reload_translations()
    cache.clear()
    yield
    settings.LOCALE_PATHS = [Path(__file__).resolve().parents[3] / "locale"]
    reload_translations()
    cache.clear()


def test_visitor_meets_no_string_that_a_translator_could_not_reach(visitor: Client, pseudo_language: None) -> None:
    with translation.override("zh-hans"):
        addresses = [page.get_url() for page in BasePage.objects.live().filter(depth__gt=1)]
    assert addresses
    untranslated = {}
    for address in [*addresses, "/zh-hans/nothing-here/"]:
        html = visitor.get(address).content.decode()
        assert OPENING in html, address
        assert CLOSING in html, address
        words = {word for text in OwnText(html).found for word in plain_words(text)} - NAMES
        if words:
            untranslated[address] = words
    assert untranslated == {}
