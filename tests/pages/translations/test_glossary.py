"""The glossary: seeded with the names of the content, followed by the shipped texts, and what departs from it is found."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pages.models import BasePage, StandardPage
from pages.translations.exchange.exporting import pages_to_export
from pages.translations.exchange.segments import segments_of
from pages.translations.glossary_check import departures, glossary, hints_for
from pages.translations.glossary_seed import seed_glossary
from pages.translations.models import GlossaryTerm, InterfaceString
from pages.translations.plain_text import without_markup
from tests.pages.staff import ENGLISH, sign_in
from tests.pages.translations.conftest import CHINESE

pytestmark = pytest.mark.django_db


def test_names_of_the_content_are_in_it_and_unconfirmed_ones_say_so(site_content: None) -> None:
    status = dict(GlossaryTerm.objects.values_list("term", "status"))
    assert status["Guest of Honor"] == "agreed"
    assert status["Ministry of Science and Technology"] == "agreed"
    for name in (
        "National Military-Civil Technology Exchange Center",
        "The four economic zones of Sichuan",
        "China Association of Productivity Promotion Centers",
    ):
        assert status[name] == "open", name


def test_protected_names_are_in_it(site_content: None) -> None:
    protected = dict(GlossaryTerm.objects.filter(is_protected=True).values_list("term", "translation"))
    assert protected["Taiwan, China"] == "中国台湾"
    assert protected["Li Keqiang"] == "李克强"
    assert protected["Central Military Commission"] == "中央军事委员会"


def test_seeding_again_changes_nothing_that_staff_made_of_it(site_content: None) -> None:
    GlossaryTerm.objects.filter(term="Guest of Honor").update(translation="主宾", note="Ours.")
    assert seed_glossary() == 0
    assert GlossaryTerm.objects.get(term="Guest of Honor").translation == "主宾"


def test_the_shipped_texts_follow_it(administrator: User) -> None:
    terms = glossary(CHINESE)
    found = [
        (page.slug, segment.source, segment.target, departure.sentence)
        for page in pages_to_export(administrator).specific()
        for segment in segments_of(page, CHINESE)
        for departure in departures(without_markup(segment.source), without_markup(segment.target), CHINESE, terms)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("english", "chinese", "sentences"),
    [
        ("The Guest of Honor speaks.", "主宾国致辞。", 0),
        ("The Guests of Honor speak.", "嘉宾致辞。", 1),
        ("The Ministry of Science and Technology", "科技部", 0),
        ("The Ministry of Science and Technology", "科学部", 1),
        ("Companies from Taiwan, China", "来自中国台湾的企业", 0),
        ("Companies from Taiwan, China", "来自台湾的企业", 2),
        ("Companies from Taiwan", "来自中国台湾的企业", 1),
        ("Science & Technology City International High-Tech Expo", "", 0),
        (
            "The China (Mianyang) Science & Technology City International High-Tech Expo",
            "中国（绵阳）科技城国际科技博览会",
            0,
        ),
        ("MOST of it", "大部分", 1),
        ("most of it", "大部分", 0),
    ],
)
def test_what_departs_from_it_is_found(site_content: None, english: str, chinese: str, sentences: int) -> None:
    assert len(departures(english, chinese, CHINESE)) == sentences


def test_unconfirmed_names_are_hints_and_never_faults(site_content: None) -> None:
    english = "The four economic zones of Sichuan came."
    assert "The four economic zones of Sichuan" in [term.term for term in hints_for(english, CHINESE)]
    assert departures(english, "四川的四个经济区", CHINESE) == []


def test_a_form_cannot_be_right_and_wrong(site_content: None) -> None:
    with pytest.raises(ValidationError):
        GlossaryTerm(term="A", translation="甲", wrong_forms="甲").full_clean()


def test_the_report_names_the_page_and_the_term(site_content: None) -> None:
    page = BasePage.objects.get(slug="overview").specific
    page.summary_en, page.summary_zh_hans = "Meet the Guest of Honor.", "会见贵宾。"
    page.save_revision()
    client: Client = sign_in("translator", ENGLISH)
    html = client.get("/admin/translations/glossary/").content.decode()
    assert "会见贵宾。" in html
    assert "“Guest of Honor” is “主宾国”." in html
    assert "国家军民两用技术交易中心" in html  # to be confirmed


@pytest.mark.long
def test_a_long_report_asks_the_database_no_more_than_a_short_one(workbench: None) -> None:
    """Departures on every page and in forty strings, and ten more pages: the same queries."""
    client: Client = sign_in("translator", ENGLISH)
    address = "/admin/translations/glossary/"
    client.get(address)
    with CaptureQueriesContext(connection) as short:
        client.get(address)
    home = BasePage.objects.get(depth=2)
    for number in range(10):
        page = StandardPage(title=f"Guest of Honor {number}", title_zh_hans=f"贵宾{number}", slug=f"guest-{number}")
        home.add_child(instance=page)
    BasePage.objects.filter(depth__gt=2).update(title_en="The Guest of Honor", title_zh_hans="贵宾")
    for string in InterfaceString.objects.filter(language=CHINESE, is_ours=True)[:40]:
        string.source, string.own = f"Guest of Honor {string.pk}", ["贵宾"]
        string.save()
    with CaptureQueriesContext(connection) as long:
        html = client.get(address).content.decode()
    assert html.count("“Guest of Honor” is “主宾国”.") >= 70
    # The list's rows of pages and of strings, which a report without departures has no need to ask for.
    assert len(long) <= len(short) + 2
    assert len(short) <= 45


def test_translators_keep_it_in_the_admin(site_content: None) -> None:
    client = sign_in("translator", ENGLISH)
    address = "/admin/snippets/pages_translations/glossaryterm/"
    values = {"term": "Night opening", "translation": "夜场", "language": CHINESE, "status": "open"}
    assert client.post(f"{address}add/", values).status_code == 302
    assert "夜场" in client.get(f"{address}?q=夜场").content.decode()
    again = client.post(f"{address}add/", values)
    assert "This term is in the glossary already." in again.content.decode()
