"""The front page follows the sessions: what is on or to come leads, and says so in words; nothing counts down."""

import datetime
import re

import pytest
from django.test import Client

from pages.models import BasePage
from sessions_archive.models import SessionPage

pytestmark = pytest.mark.django_db


def leading(visitor: Client, code: str = "en") -> str:
    """The text beside the front page's picture."""
    html = visitor.get(f"/{code}/").content.decode()
    caption = re.search(r"<figcaption>(.*?)</figcaption>", html, re.DOTALL)
    assert caption
    return " ".join(re.sub(r"<[^>]+>", " ", caption[1]).split())


@pytest.fixture
def fourteenth(site_content: None) -> SessionPage:
    """A session that nothing has been recorded of yet."""
    page = SessionPage(
        title_en="The 14th High-Tech Expo",
        title_zh_hans="第十四届科博会",
        slug="14",
        number=14,
        year=2027,
        status="upcoming",
        start_date=datetime.date(2027, 9, 9),
        end_date=datetime.date(2027, 9, 12),
    )
    BasePage.objects.get(slug="sessions").add_child(instance=page)
    return page


def test_without_a_session_to_come_it_is_an_archives_front_door(visitor: Client) -> None:
    assert leading(visitor) == "The 13th High-Tech Expo from 26 September 2025"
    assert leading(visitor, "zh-hans") == "第十三届科博会 2025年9月26日起"
    assert 'class="status"' not in visitor.get("/en/").content.decode()


@pytest.mark.parametrize(
    ("status", "english", "chinese"),
    [("announced", "announced", "已宣布"), ("upcoming", "coming up", "即将举办"), ("on", "on now", "正在举办")],
)
def test_a_session_that_is_on_or_to_come_leads(
    visitor: Client, fourteenth: SessionPage, status: str, english: str, chinese: str
) -> None:
    SessionPage.objects.filter(pk=fourteenth.pk).update(status=status)
    assert leading(visitor) == f"The 14th High-Tech Expo 9–12 September 2027 {english}"
    assert leading(visitor, "zh-hans") == f"第十四届科博会 2027年9月9日至12日 {chinese}"


@pytest.mark.parametrize(("status", "said"), [("postponed", "postponed"), ("canceled", "canceled")])
def test_a_session_that_will_not_be_held_as_planned_says_so(
    visitor: Client, fourteenth: SessionPage, status: str, said: str
) -> None:
    SessionPage.objects.filter(pk=fourteenth.pk).update(status=status)
    html = visitor.get("/en/").content.decode()
    assert re.search(rf'class="status">{said}<', html)
    assert re.search(rf'class="status">\s*{said}\s*<', visitor.get("/en/sessions/14/").content.decode())


def test_pictures_of_later_sessions_are_drawn_in_the_page(visitor: Client, fourteenth: SessionPage) -> None:
    html = visitor.get("/en/").content.decode()
    assert "#session-14" not in html
    assert html.count("var(--ground)") >= 14
    assert "The 14th High-Tech Expo" in html


def test_the_front_page_costs_the_same_with_more_sessions(
    visitor: Client, fourteenth: SessionPage, django_assert_max_num_queries
) -> None:
    visitor.get("/en/")
    with django_assert_max_num_queries(12):
        visitor.get("/en/")
