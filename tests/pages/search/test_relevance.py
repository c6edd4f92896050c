"""How good search is on the shipped content among two thousand generated pages; ``-s`` prints the measures."""

import pytest
from django.test import Client

from pages.models import BasePage
from pages.search.index import rebuild
from tests.pages.search.generated_pages import generated, make_pages
from tests.pages.search.relevance import half, measure, ours

pytestmark = [pytest.mark.django_db, pytest.mark.long]


@pytest.fixture
def large_site(visitor: Client) -> None:
    make_pages(BasePage.objects.get(slug="about"), list(generated()))
    for _done in rebuild():
        pass


def test_both_halves_are_found(large_site: None) -> None:
    frozen, tuning = measure(half("frozen"), ours), measure(half("tuning"), ours)
    print(f"\nfrozen: {frozen}\ntuning: {tuning}")
    assert frozen.queries + tuning.queries >= 120
    assert frozen.ndcg_at_10 >= 0.95
    assert tuning.ndcg_at_10 >= 0.95
    assert frozen.without_result == tuning.without_result == 0
