"""The shipped content as search has it."""

import pytest

from pages.search.query import Outcome, search
from tests.pages.search.relevance import slugs


class Finder:
    """Searches and answers with slugs."""

    def outcome(self, text: str, language: str) -> Outcome:
        return search(text, language)

    def __call__(self, text: str, language: str = "en") -> list[str]:
        return slugs(search(text, language).page_ids)


@pytest.fixture
def find(site_content: None) -> Finder:
    return Finder()
