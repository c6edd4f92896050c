"""What visitors get of the contact page and its form."""

import datetime
import html
import re

import pytest
from django.test import Client
from django.utils import timezone

from pages.contact.models import ContactMessage, ContactPage, ContactRole
from pages.models import SiteSettings
from tests.pages.contact.conftest import Send

pytestmark = pytest.mark.django_db


def stored() -> ContactMessage:
    [message] = ContactMessage.objects.all()
    return message


def test_the_page_needs_no_cookie_and_carries_no_token(visitor: Client) -> None:
    response = visitor.get("/en/about/contact/")
    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert "csrf" not in response.content.decode()
    assert "180 days" in response.content.decode()
    assert "180天" in visitor.get("/zh-hans/about/contact/").content.decode()


def test_visitor_finds_roles_and_hours(visitor: Client, roles: list[ContactRole]) -> None:
    site = SiteSettings.objects.get()
    site.contact_hours_en, site.contact_hours_zh_hans = "Mon–Fri 9:00–17:00", "周一至周五9:00—17:00"
    site.save()
    page = visitor.get("/zh-hans/about/contact/").content.decode()
    for said in ("媒体", "mailto:press@example.org", "周一至周五9:00—17:00", "北京时间"):
        assert said in page


@pytest.mark.parametrize("code", ["en", "zh-hans"])
def test_visitor_sends_a_message(visitor: Client, send: Send, roles: list[ContactRole], code: str) -> None:
    response = send(
        code, text="媒体中心在哪里？\r\n谢谢", name=" 王 芳 ", email="wang@example.org", role=str(roles[1].pk)
    )
    assert response.status_code == 303
    assert not response.cookies
    message = stored()
    assert (message.text, message.name, message.email) == ("媒体中心在哪里？\n谢谢", "王 芳", "wang@example.org")
    assert (message.language, message.role, message.state) == (code, roles[1], "open")
    assert message.delete_on == timezone.localdate() + datetime.timedelta(days=180)
    thanks = visitor.get(response["Location"])
    assert message.reference in thanks.content.decode()
    assert thanks["X-Robots-Tag"] == "noindex"
    assert "no-store" in thanks["Cache-Control"]


WRONG = [
    ({"text": ""}, "Write your message.", "请填写留言内容。"),
    ({"text": "hm"}, "This is too short", "内容太短"),
    ({"text": "a" * 5_001}, "5000", "5000"),
    ({"email": "wang@"}, "This is not a whole mail address", "电子邮箱不完整"),
    ({"consent": None}, "Without your consent", "未经您同意"),
    ({"name": "n" * 101}, "100", "100"),
    ({"text": "damaged \ufffd text"}, "arrived damaged", "字符在传输中损坏"),
]


@pytest.mark.parametrize(("typed", "english", "chinese"), WRONG)
def test_an_error_is_clear_and_nothing_typed_is_lost(send: Send, typed: dict, english: str, chinese: str) -> None:
    whole = {"text": "A question & more <b>", "name": "Ann O'Neil", "email": "ann@example.org", "consent": "on"} | typed
    for code, said in (("en", english), ("zh-hans", chinese)):
        response = send(code, **whole)
        page = response.content.decode()
        assert response.status_code == 422
        assert said in page
        shown = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", page, re.DOTALL)
        assert shown
        assert html.unescape(shown[1]).strip() == (whole["text"] or "")
        for name in ("name", "email"):
            assert f'value="{html.escape(whole[name])}"' in page
        assert bool(re.search(r'<input[^>]*name="consent"[^>]*\bchecked', page)) is (whole["consent"] == "on")
        assert 'role="alert"' in page
        wrong = next(iter(typed))
        assert f'href="#contact-{wrong}"' in page
        assert f'id="contact-{wrong}"' in page
    assert not ContactMessage.objects.exists()


def test_a_figure_is_named_from_the_record_to_the_message(
    visitor: Client, send: Send, roles: list[ContactRole]
) -> None:
    session = visitor.get("/zh-hans/sessions/5/").content.decode()
    links = re.findall(r'href="(/zh-hans/contact/report/[^"]+)"', session)
    address = html.unescape(next(link for link in links if "exhibitors" in link and "session=5" in link))
    form = visitor.get(address, follow=True)
    page = form.content.decode()
    assert form.redirect_chain[-1][0] == "/zh-hans/about/contact/?figure=exhibitors&session=5#message"
    assert re.search(r"<strong>[^<]*参展[^<]*，第五届</strong>", page)
    assert 'name="figure" value="exhibitors"' in page
    send("zh-hans", figure="exhibitors", session="5", text="应为另一数字。")
    assert (stored().about_measure, stored().about_session, stored().about_total) == ("exhibitors", 5, False)


@pytest.mark.long
def test_each_recorded_figure_and_total_can_be_reported(visitor: Client) -> None:
    session = visitor.get("/en/sessions/5/").content.decode()
    rows = session.count('class="provenance"')
    assert rows > 5
    assert len(re.findall(r"contact/report/\?figure=\w+&amp;session=5", session)) == rows
    archive = visitor.get("/en/sessions/").content.decode()
    totals = set(re.findall(r"/en/contact/report/\?figure=\w+&amp;through=\d+", archive))
    assert len(totals) > 5
    for address in totals:
        assert "<strong>" in visitor.get(html.unescape(address), follow=True).content.decode()


# Names of figures that nobody recorded, and what a machine puts there: the form opens without a figure.
@pytest.mark.parametrize(
    "query", ["figure=nothing&session=5", "figure=exhibitors&session=99", "figure=<b>&session=5", "session=%00", ""]
)
def test_only_recorded_figures_are_named(visitor: Client, query: str) -> None:
    response = visitor.get(f"/en/contact/report/?{query}")
    assert response["Location"] == "/en/about/contact/#message"
    page = visitor.get(f"/en/about/contact/?{query}").content.decode()
    assert "letter-about" not in page
    assert "<b>&session" not in page


def test_a_button_pressed_twice_sends_one_message(send: Send) -> None:
    first, second = send(), send()
    assert first["Location"] == second["Location"]
    assert ContactMessage.objects.count() == 1


def test_the_page_keeps_its_budget_of_queries(
    visitor: Client, roles: list[ContactRole], django_assert_max_num_queries
) -> None:
    visitor.get("/zh-hans/about/contact/?figure=exhibitors&session=5")
    with django_assert_max_num_queries(12):
        visitor.get("/zh-hans/about/contact/?figure=exhibitors&session=5")


def test_without_a_contact_page_there_is_no_form_to_send(visitor: Client, send: Send, contact: ContactPage) -> None:
    contact.unpublish()
    assert send().status_code == 404
    assert visitor.get("/en/contact/report/").status_code == 404
