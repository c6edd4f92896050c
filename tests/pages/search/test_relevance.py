"""How good search is on the shipped content among two thousand generated pages; ``-s`` prints the measures."""

import pytest
from django.test import Client
from wagtail.search.backends import get_search_backend

from pages.models import BasePage, StandardPage
from pages.search.index import rebuild
from tests.pages.search.generated_pages import generated, make_pages
from tests.pages.search.relevance import half, measure, ours, stock

pytestmark = [pytest.mark.django_db, pytest.mark.long]


@pytest.fixture
def large_site(visitor: Client) -> None:
    make_pages(BasePage.objects.get(slug="about"), list(generated()))
    for _done in rebuild():
        pass


def test_both_halves_are_found(large_site: None) -> None:
    frozen, tuning = measure(half("frozen"), ours), measure(half("tuning"), ours)
    print(f"\nours,  frozen half: {frozen}\nours,  tuning half: {tuning}")
    assert frozen.queries + tuning.queries >= 120
    assert frozen.ndcg_at_10 >= 0.95
    assert tuning.ndcg_at_10 >= 0.95
    assert frozen.without_result == tuning.without_result == 0


def test_wagtails_stock_search_finds_less(large_site: None) -> None:
    """The comparison that justifies a search of our own; when this fails, ask whether it still does."""
    index = get_search_backend().get_index_for_model(StandardPage)
    index.add_items(StandardPage, list(StandardPage.objects.all()))
    frozen, tuning = measure(half("frozen"), stock), measure(half("tuning"), stock)
    print(f"\nstock, frozen half: {frozen}\nstock, tuning half: {tuning}")
    assert frozen.ndcg_at_10 < 0.8
