"""A section with more pages than fit: some at a time, each part at an address of its own."""

import re

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from pages.models import BasePage, SectionPage, StandardPage
from pages.page_of_list import page_of_list, whole_lists

pytestmark = pytest.mark.django_db
AT_A_TIME = 6
MORE = 2 * AT_A_TIME


@pytest.fixture
def long_section(site_content: None, monkeypatch: pytest.MonkeyPatch) -> SectionPage:
    monkeypatch.setattr("pages.models.standard.CHILDREN_PER_PAGE", AT_A_TIME)
    section = SectionPage.objects.get(slug="about")
    for number in range(MORE):
        section.add_child(
            instance=StandardPage(title_en=f"Note {number}", title_zh_hans=f"说明{number}", slug=f"note-{number}")
        )
    return section


def cards(html: str) -> list[str]:
    return re.findall(r'<h2 class="card-title"[^>]*>\s*<a href="([^"]+)"', html)


def test_every_page_is_listed_once_over_all_parts(visitor: Client, long_section: SectionPage) -> None:
    found: list[str] = []
    address = "/zh-hans/about/"
    while address:
        html = visitor.get(address).content.decode()
        assert len(cards(html)) <= AT_A_TIME
        assert f'rel="canonical" href="http://localhost:8000{address}"' in html
        english = address.replace("/zh-hans/", "/en/")
        assert f'hreflang="en" href="http://localhost:8000{english}"' in html
        found += cards(html)
        way_on = re.search(r'class="next" href="([^"]+\?page=\d+)" rel="next"', html)
        address = way_on[1] if way_on else ""
    assert len(found) == len(set(found)) == long_section.get_children().live().count()


@pytest.mark.parametrize("typed", ["0", "-1", "9999", "2.5", "two", "٢", "", "9" * 40])
def test_a_mistyped_number_shows_the_nearest_part(visitor: Client, long_section: SectionPage, typed: str) -> None:
    response = visitor.get("/en/about/", {"page": typed})
    assert response.status_code == 200
    assert ("?page=3" in re.findall(r'rel="canonical" href="([^"]+)"', response.content.decode())[0]) == (
        typed == "9999"
    )


def test_a_page_that_not_everybody_may_read_is_not_listed(visitor: Client, long_section: SectionPage) -> None:
    page = BasePage.objects.get(slug="privacy")
    restriction = page.view_restrictions.create(restriction_type="groups")
    restriction.groups.add(Group.objects.first())
    assert "/en/about/privacy/" not in cards(visitor.get("/en/about/").content.decode())


def test_a_short_section_has_no_parts(visitor: Client) -> None:
    html = visitor.get("/en/features/").content.decode()
    assert len(cards(html)) == 3
    assert "?page=" not in html


def test_where_parameters_cannot_be_the_list_is_whole(long_section: SectionPage) -> None:
    with whole_lists():
        page = page_of_list(long_section.get_children(), 5, AT_A_TIME)
    assert (page.number, page.paginator.num_pages, len(page)) == (1, 1, long_section.get_children().count())
