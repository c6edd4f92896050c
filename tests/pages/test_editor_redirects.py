"""Old addresses lead on in both languages when a page moves or gets another slug (trap 20)."""

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect

from pages.bilingual.languages import LANGUAGES
from pages.models import BasePage, SectionPage, StandardPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(site_content: None) -> BasePage:
    return BasePage.objects.get(depth=2).specific


@pytest.fixture
def parent(home: BasePage) -> StandardPage:
    return home.add_child(instance=StandardPage(title_en="Visit", title_zh_hans="参观", slug="visit"))


@pytest.fixture
def child(parent: StandardPage) -> StandardPage:
    return parent.add_child(instance=StandardPage(title_en="Travel", title_zh_hans="交通", slug="travel"))


@pytest.fixture
def section(home: BasePage) -> BasePage:
    return SectionPage.objects.get(slug="about")


def lead_on(visitor: Client, old: str, new: str) -> bool:
    """Whether each language's old address leads to its new one, which answers."""
    for code in LANGUAGES:
        response = visitor.get(f"/{code}{old}")
        if (response.status_code, response.get("Location")) != (301, f"/{code}{new}"):
            return False
        if visitor.get(f"/{code}{new}").status_code != 200:
            return False
    return True


def rename(page: BasePage, slug: str) -> None:
    page.slug = slug
    page.save()


@pytest.mark.django_db(transaction=False)
def test_a_new_slug_leaves_a_redirect_in_each_language(
    visitor: Client, parent: StandardPage, child: StandardPage, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        rename(parent, "your-visit")
    assert lead_on(visitor, "/visit/", "/your-visit/")
    assert lead_on(visitor, "/visit/travel/", "/your-visit/travel/")


def test_a_move_leaves_a_redirect_in_each_language(
    visitor: Client, parent: StandardPage, child: StandardPage, section: BasePage
) -> None:
    parent.move(section, pos="last-child")
    assert lead_on(visitor, "/visit/", "/about/visit/")
    assert lead_on(visitor, "/visit/travel/", "/about/visit/travel/")


def test_moving_back_and_forth_leaves_no_circle(
    visitor: Client, home: BasePage, child: StandardPage, section: BasePage
) -> None:
    for target in (section, home, section):
        BasePage.objects.get(slug="travel").move(BasePage.objects.get(pk=target.pk), pos="last-child")
    assert lead_on(visitor, "/travel/", "/about/travel/")
    assert not Redirect.objects.filter(old_path__endswith="/about/travel").exists()
    page = BasePage.objects.get(slug="travel").specific
    page.unpublish()
    assert visitor.get("/en/about/travel/").status_code == 404


def test_a_page_that_nobody_could_visit_leaves_none(child: StandardPage, section: BasePage) -> None:
    child.unpublish()
    child.move(section, pos="last-child")
    assert not Redirect.objects.exists()


def test_a_new_place_among_its_siblings_leaves_none(home: BasePage, parent: StandardPage) -> None:
    parent.move(home, pos="first-child")
    assert not Redirect.objects.exists()


def test_an_editors_own_redirect_stays(home: BasePage, child: StandardPage, section: BasePage) -> None:
    own = Redirect.add_redirect("/en/visit/travel/", redirect_to="https://example.org/", site=home.get_site())
    child.move(section, pos="last-child")
    own.refresh_from_db()
    assert own.redirect_link == "https://example.org/"
    assert Redirect.objects.filter(old_path="/zh-hans/visit/travel", redirect_page=child).exists()
