"""What a visitor reads of a session: facts, figures with sources, letters, checked totals, the way on."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from sessions_archive.models import Figure, Rank, SessionLetter, SessionPage

pytestmark = pytest.mark.usefixtures("site_content")


def session(number: int) -> SessionPage:
    page: SessionPage = SessionPage.objects.get(number=number)
    return page


def facts(page: SessionPage) -> dict[str, list[str]]:
    return {fact.label: [value.text for value in fact.values] for fact in page.facts}


def test_facts_of_the_fifth_session() -> None:
    assert facts(session(5)) == {
        "Official name": ["The 5th China (Mianyang) Science & Technology City International High-Tech Expo"],
        "Dates": ["7–9 September 2017"],
        "Place": ["Mianyang, Sichuan"],
        "Place of the opening": ["Jiuzhou Gymnasium"],
        "Theme": ["Military-Civilian Integration · Scientific and Technological Innovation · Open-minded Cooperation"],
        "Guest of Honor": ["Israel"],
        "Hosts": ["Ministry of Science and Technology", "People's Government of Sichuan Province"],
    }


def test_facts_in_chinese(in_chinese: None) -> None:
    assert facts(session(5)) == {
        "正式名称": ["第五届中国（绵阳）科技城国际科技博览会"],
        "日期": ["2017年9月7日至9日"],
        "地点": ["四川绵阳"],
        "开幕地点": ["九洲体育馆"],
        "主题": ["军民融合·科技创新·开放合作"],
        "主宾国": ["以色列"],
        "主办单位": ["科学技术部", "四川省人民政府"],
    }


def test_the_first_session_has_a_year_a_name_of_its_own_and_gaps_that_are_said(visitor: Client, words: Any) -> None:
    known = facts(session(1))
    assert known["Dates"] == ["2013"]
    assert known["Official name"] == ["2013 China (Mianyang) Science & Technology City Science and Technology Expo"]
    assert known["Theme"] == known["Guest of Honor"] == known["Hosts"] == []
    read = words(visitor.get("/en/sessions/1/"))
    assert "Theme not recorded" in read
    assert "The first session's name did not yet contain “International”." in read
    assert "首届名称尚无“国际”二字。" in words(visitor.get("/zh-hans/sessions/1/"))


def test_a_theme_found_in_english_only_stays_english(visitor: Client) -> None:
    with translation.override("zh-hans"):
        theme = next(fact for fact in session(10).facts if fact.label == "主题").values[0]
    assert theme.lang == "en"
    assert theme.text.startswith("Science & Technology Leading")
    for path in ("/zh-hans/sessions/10/", "/zh-hans/sessions/"):
        assert 'lang="en"' in visitor.get(path).content.decode().split("<main")[1].split("</main")[0]


def test_a_theme_found_in_chinese_only_stays_chinese() -> None:
    SessionPage.objects.filter(number=13).update(theme_en="")
    theme = next(fact for fact in session(13).facts if fact.label == "Theme")
    assert (theme.values[0].text, theme.values[0].lang) == ("协同创新·融合发展·开放合作", "zh-Hans")


def test_a_translated_theme_says_so_in_english_only() -> None:
    assert _note(session(7), "Theme") == "Translated from the Chinese."
    assert _note(session(5), "Theme") == ""
    with translation.override("zh-hans"):
        assert _note(session(7), "主题") == ""


def test_all_measures_are_listed_with_what_is_not_recorded() -> None:
    rows = [(row.label, row.text, row.known.label) for row in session(5).figure_rows]
    assert rows == [
        ("Exhibitors", "754", "reported"),
        ("Projects", "3,065", "reported"),
        ("Exhibits", "10,000+", "reported"),
        ("Countries and regions", "44", "reported"),
        ("Projects signed", "665", "reported"),
        ("Amount signed", "RMB 111.4 billion", "reported"),
        ("Amount signed, another report", "RMB 111.5 billion", "derived"),
        ("Exhibition area", "", ""),
        ("Activities", "36", "announced"),
        ("Visits", "400,000+", "reported"),
    ]


def test_sources_are_numbered_in_the_order_of_the_figures() -> None:
    page = session(5)
    listed = [(source.number, source.publisher, source.date) for source in page.sources_listed]
    assert listed == [
        (1, "Report on the 5th session (repost)", "11 September 2017"),
        (2, "Profile of the expo, as of the 5th session", ""),
        (3, "China National Radio (repost)", "7 September 2017"),
        (4, "Xinhua, on ECNS", "8 September 2017"),
    ]
    assert [[source.number for source in row.sources] for row in page.figure_rows][6] == [2, 3]


def test_the_strip_leads_with_the_amount_signed(in_chinese: None) -> None:
    parts = [(each.parts.before + each.parts.number, each.parts.after) for each in session(5).strip]
    assert parts == [("1114", "亿元"), ("665", "个"), ("3065", "个"), ("754", "家"), ("44", "个"), ("1", "万余件")]


def test_an_announced_figure_is_marked_in_the_strip() -> None:
    assert [(str(each.label), each.known.is_marked) for each in session(13).strip] == [("activities", True)]


def test_letters(visitor: Client, words: Any) -> None:
    assert "Li Keqiang Premier of the State Council of China" in words(visitor.get("/en/sessions/5/"))
    assert "贺信，宣读于2017年9月7日" in words(visitor.get("/zh-hans/sessions/5/"))
    assert session(4).letters_shown == []


def test_totals_through_the_fifth_session() -> None:
    totals = session(5).totals
    assert (totals.heading, totals.before_label, totals.own_label, totals.through_label) == (
        "Through five sessions",
        "First four sessions",
        "The 5th",
        "First five sessions",
    )
    rows = [(row.label, row.before, row.own, row.text) for row in totals.rows][:4]
    assert rows == [
        ("Projects signed", "2,107", "665", "2,772"),
        ("Amount signed", "RMB 345 billion", "RMB 111.4 billion", "RMB 456.5 billion"),
        ("Exhibitors", "", "754", "3,700+"),
        ("Projects", "", "3,065", "10,964"),
    ]
    assert session(6).totals is None


def test_the_way_to_the_sessions_before_and_after() -> None:
    page = session(5)
    assert (page.previous_session.path, page.next_session.name) == ("/en/sessions/4/", "The 6th High-Tech Expo")
    assert session(1).previous_session is None
    assert session(13).next_session is None
    session(6).unpublish()
    assert session(5).next_session.number == 7


def test_the_archive_says_how_far_the_record_goes(visitor: Client, words: Any) -> None:
    assert "Recorded up to the 13th session (2025)." in words(visitor.get("/en/sessions/"))
    SessionPage.objects.filter(number=13).update(status="upcoming")
    assert "Recorded up to the 12th session (2024)." in words(visitor.get("/en/sessions/"))


def test_one_figure_changed_changes_everywhere(
    visitor: Client, words: Any, change_figure: Callable[..., Figure]
) -> None:
    figure = change_figure(5, "signed_projects", value=700)
    for path, said in (("/en/sessions/5/", "projects signed 700"), ("/zh-hans/sessions/5/", "签约项目 700个")):
        read = words(visitor.get(path))
        assert said in read
        assert "665" not in read
    for path in ("/en/sessions/", "/zh-hans/sessions/"):
        read = words(visitor.get(path))
        assert " 700 " in read
        assert " 665 " not in read
    with translation.override("en"):
        assert figure.session.totals.rows[0].check == "differs by 35"


def test_one_total_changed_changes_prose_strips_and_tables(visitor: Client, words: Any) -> None:
    from sessions_archive.models import CumulativeFigure

    total = CumulativeFigure.objects.get(through_session=5, measure="signed_amount_cny")
    total.value = 456_700_000_000
    total.save()
    for path in ("", "about/overview/", "features/innovation/", "sessions/5/", "sessions/"):
        english, chinese = words(visitor.get(f"/en/{path}")), words(visitor.get(f"/zh-hans/{path}"))
        assert "456.7" in english
        assert "4567" in chinese
        assert "RMB 456.5 billion over five sessions" in english or "456.5" not in english
        assert "五届合计4565亿元" in chinese or "4565" not in chinese


def test_a_preview_reads_the_draft_everywhere(words: Any) -> None:
    page = session(5)
    drafted: Any = page.latest_revision.as_object()
    for figure in drafted.figures.all():
        if figure.measure == "signed_projects" and figure.rank == Rank.PREFERRED:
            figure.value = 701
    drafted.figures = drafted.figures.all()
    read = words(drafted.make_preview_request(preview_mode="en"))
    assert "projects signed 701" in read
    assert "differs by 36" in read
    assert "签约项目 701个" in words(drafted.make_preview_request(preview_mode="zh-hans"))
    assert "701" not in words(Client().get("/en/sessions/5/"))


def test_a_letter_in_one_language_is_marked() -> None:
    SessionLetter.objects.filter(session__number=5).update(office_en="")
    offices = [letter.office for letter in session(5).letters_shown]
    assert [(office.text, office.lang) for office in offices] == [("国务院总理", "zh-Hans"), ("以色列总理", "zh-Hans")]


def test_search_engines_read_an_event(visitor: Client) -> None:
    page = visitor.get("/zh-hans/sessions/5/").content.decode()
    described = [
        json.loads(found)
        for found in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    ]
    flat = [each for found in described for each in (found if isinstance(found, list) else [found])]
    event = next(each for each in flat if each["@type"] == "ExhibitionEvent")
    assert (event["name"], event["startDate"], event["endDate"]) == ("第五届科博会", "2017-09-07", "2017-09-09")
    assert "ExhibitionEvent" not in visitor.get("/en/sessions/1/").content.decode()


def _note(page: SessionPage, label: str) -> str:
    note = next(fact for fact in page.facts if fact.label == label).note
    return note.text if note else ""
