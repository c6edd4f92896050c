"""The shipped content: equal to the facts, in both languages, loaded once and whole."""

import json
import re
from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from wagtail.models import PageLogEntry, Revision, Site

from pages.content.site_pages import profile
from pages.models import BasePage, FeatureEntry, HomePage, OverviewPage, SiteSettings
from sessions_archive.content import sessions
from sessions_archive.content.load import AlreadyHasPages, load_all
from sessions_archive.models import (
    ContentLoad,
    CumulativeFigure,
    Figure,
    Organization,
    SessionPage,
    SessionsArchivePage,
    Source,
)

pytestmark = pytest.mark.usefixtures("site_content")

FACTS = sessions.facts()
SESSIONS = {content["number"]: content for content in FACTS["sessions"]}


def test_as_many_of_each_as_the_facts_have() -> None:
    counts = [model.objects.count() for model in (SessionPage, Figure, CumulativeFigure, Source, Organization)]
    assert counts == [13, 68, 11, 26, 7]


@pytest.mark.parametrize("number", SESSIONS)
def test_each_session_is_as_the_facts_say(number: int) -> None:
    content, page = SESSIONS[number], SessionPage.objects.get(number=number)
    assert (page.year, page.start_date, page.end_date) == (content["year"], content.get("start"), content.get("end"))
    assert (page.theme_en, page.theme_zh_hans) == tuple(content.get("theme", {}).get(code, "") for code in ("en", "zh"))
    assert [guest.country for guest in page.guests.all()] == content.get("guests_of_honor", [])
    assert [row.organization.key for row in page.organizations.all()] == content.get("hosts", [])
    assert page.status == "held"
    assert page.format == content.get("format", "on_site")
    assert [_row(figure) for figure in page.figures.all()] == [_fact(figure) for figure in content["figures"]]


def test_totals_are_as_the_facts_say() -> None:
    found = [
        (total.through_session, total.measure, total.value, total.quality) for total in CumulativeFigure.objects.all()
    ]
    assert found == [(each["through"], each["measure"], each["value"], each["quality"]) for each in FACTS["cumulative"]]


def test_sources_keep_dates_as_exactly_as_they_are_known() -> None:
    for key, content in FACTS["sources"].items():
        source = Source.objects.get(key=key)
        assert (source.date_stated, source.grade, source.url) == (
            str(content["date"]),
            content["grade"],
            content.get("url", ""),
        )
    assert Source.objects.get(key="S3").last_day == date(2014, 10, 31)
    assert Source.objects.get(key="S4").last_day == date(2013, 12, 31)


# The profile's own sentences, as they read with their figures said.
PROSE = {
    "/en/features/innovation/": (
        "Five sessions brought more than 3,700 exhibitors to Mianyang: companies, Fortune 500 companies among them, "
        "universities and national research institutes. Together they showed 10,964 projects.",
        "In all, more than 2,000 achievements and patents were launched, and 2,772 projects were signed, worth "
        "RMB 456.5 billion.",
    ),
    "/zh-hans/features/innovation/": (
        "前五届科博会共有3700余家企业、高校和科研院所参展，世界500强企业也在其中，共带来10964个项目。",
        "累计发布科技成果与专利技术2000余项，签约项目2772个，金额4565亿元。",
    ),
    "/en/features/cooperation/": ("In the five sessions 56 countries and regions took part, some of them in several.",),
    "/zh-hans/features/cooperation/": ("前五届共有56个国家和地区参展参会（部分国家和地区参加过多届）",),
    "/en/features/military-civilian-integration/": (
        "Among those taking part are 12 military-industrial groups, research institutes such as",
        "has met at all five sessions and led to more than 150 theoretical results.",
    ),
    "/zh-hans/features/military-civilian-integration/": (
        "担任支持单位，12家军工集团、中国科学院等重点科研院所",
        "已连续举办五届，形成150余项理论成果。",
    ),
}


@pytest.mark.parametrize("path", PROSE)
def test_prose_reads_as_the_profile_does(visitor: Client, words: Any, path: str) -> None:
    read = words(visitor.get(path))
    for sentence in PROSE[path]:
        assert sentence in read


def test_numbers_in_prose_are_references() -> None:
    for page in BasePage.objects.live().specific():
        for code in ("en", "zh_hans"):
            body = json.dumps(getattr(page, f"body_{code}").get_prep_value()) if hasattr(page, "body_en") else ""
            body = re.sub(r'"(id|date)": "[^"]*"', "", body)
            for figure in CumulativeFigure.objects.all():
                assert f"{figure.value:,}" not in body or figure.value < 100


def test_blocks_correspond_by_id() -> None:
    page = OverviewPage.objects.get()
    assert [block.id for block in page.body_en] == [block.id for block in page.body_zh_hans]
    assert len(page.body_en) == len({block.id for block in page.body_en}) == 6


def test_every_page_opens_in_the_editor_as_it_is_live() -> None:
    for page in BasePage.objects.filter(depth__gt=1).specific():
        assert page.latest_revision is not None
        drafted = page.latest_revision.as_object()
        assert (drafted.title_en, drafted.title_zh_hans) == (page.title_en, page.title_zh_hans)
        assert page.title_zh_hans
        if page.live:
            assert page.first_published_at
            assert page.live_revision == page.latest_revision
            assert not page.has_unpublished_changes


def test_the_contact_page_names_nobody_until_staff_do(visitor: Client) -> None:
    page = visitor.get("/en/about/contact/").content.decode()
    assert re.findall('href="mailto:[^?"]', page) == [], "sharing a page by mail names nobody"
    assert "<textarea" in page


def test_menus_and_names() -> None:
    site = Site.objects.get()
    settings = SiteSettings.for_site(site)
    assert (site.hostname, site.port, site.is_default_site) == ("localhost", 80, True)
    assert isinstance(site.root_page.specific, HomePage)
    assert [entry.page.slug for entry in settings.menu_entries.exclude(place="footer")] == [
        "overview",
        "military-civilian-integration",
        "innovation",
        "cooperation",
        "sessions",
        "news",  # shown once there is news
    ]
    footer_only = [entry.page.slug for entry in settings.menu_entries.filter(place="footer")]
    assert footer_only == ["contact", "accessibility", "privacy", "official-addresses"]
    assert (settings.short_name_en, settings.short_name_zh_hans) == ("High-Tech Expo", "科博会")
    assert not settings.hosts_en


def test_names_without_an_official_chinese_form_are_marked() -> None:
    unconfirmed = FeatureEntry.objects.filter(name_confirmed=False)
    assert unconfirmed.count() == 7
    assert not FeatureEntry.objects.filter(name_en__contains="†").exists()


def test_nothing_is_left_of_the_welcome_page() -> None:
    assert BasePage.objects.filter(depth=2).count() == 1
    assert len(profile()["features"]["pages"]) == 3


def test_a_second_load_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    session = SessionPage.objects.get(number=5)
    session.title_en = "As edited"
    session.save()
    SessionPage.objects.get(number=6).delete()
    before = (Revision.objects.count(), PageLogEntry.objects.count(), Figure.objects.count(), Site.objects.count())
    call_command("load_content")
    assert "nothing was changed" in capsys.readouterr().out
    assert before == (
        Revision.objects.count(),
        PageLogEntry.objects.count(),
        Figure.objects.count(),
        Site.objects.count(),
    )
    assert SessionPage.objects.get(number=5).title_en == "As edited"
    assert not SessionPage.objects.filter(number=6).exists()


@pytest.fixture
def empty_site() -> None:
    """The database as it is before anything was loaded, the welcome page apart."""
    HomePage.objects.get().delete()
    for model in (ContentLoad, Source, Organization):
        model.objects.all().delete()


@pytest.mark.long
def test_a_load_that_breaks_off_leaves_nothing(empty_site: None, monkeypatch: pytest.MonkeyPatch) -> None:
    make_session = sessions.make_session

    def breaks_at_seven(archive: Any, content: Any, *rest: Any) -> SessionPage:
        if content["number"] == 7:
            raise OSError("No space left on device")
        return make_session(archive, content, *rest)

    monkeypatch.setattr(sessions, "make_session", breaks_at_seven)
    with pytest.raises(OSError, match="No space left"):
        load_all()
    for model in (HomePage, SessionsArchivePage, SessionPage, Figure, Source, Organization, ContentLoad, SiteSettings):
        assert not model.objects.exists(), model
    monkeypatch.undo()
    assert load_all().is_new


@pytest.mark.long
def test_progress_counts_every_page(empty_site: None) -> None:
    told: list[tuple[int, int]] = []
    loaded = load_all(lambda done, of, what: told.append((done, of)))
    assert loaded.pages == 26
    assert told == [(done, 26) for done in range(27)]


def test_a_site_with_pages_of_its_own_is_left_alone() -> None:
    ContentLoad.objects.all().delete()
    with pytest.raises(AlreadyHasPages):
        load_all()


def _row(figure: Figure) -> tuple[Any, ...]:
    keys = {source.key for source in figure.sources.all()}
    stated = (figure.measure, figure.value, figure.precision, figure.quality, figure.kind, figure.rank)
    return (*stated, keys, figure.derived_from, figure.note_en, figure.note_zh_hans)


def _fact(content: dict[str, Any]) -> tuple[Any, ...]:
    note = content.get("note", {})
    return (
        content["measure"],
        content["value"],
        content.get("precision", 1),
        content["quality"],
        content["kind"],
        content.get("rank", "preferred"),
        set(content.get("sources") or [content["source"]]),
        content.get("derived_from", []),
        note.get("en", ""),
        note.get("zh", ""),
    )
