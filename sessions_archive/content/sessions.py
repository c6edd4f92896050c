"""Makes the archive from ``facts.yaml``: sources, organizations, the sessions with their rows, and the totals."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError

from pages.content.site_pages import add_page
from pages.content.texts import mark_ready, read_content, set_texts
from pages.models import HomePage
from pages.ordinals import session_name
from pages.translations.glossary_seed import Name
from sessions_archive.models import (
    CumulativeFigure,
    Figure,
    Honor,
    Organization,
    OrganizationRole,
    SessionFormat,
    SessionGuest,
    SessionLetter,
    SessionOrganization,
    SessionPage,
    SessionsArchivePage,
    SessionStatus,
    Source,
)
from sessions_archive.session_checks import problems_of_session

type Sources = dict[str, Source]

ARCHIVE = {
    "slug": "sessions",
    "title": {"en": "Session archive", "zh": "历届回顾"},
    "summary": {
        "en": "What was reported of each is listed with its source; what was not found is said to be not recorded.",
        "zh": "各届已有报道的内容逐项注明来源，未查到的注明“未见记载”。",
    },
    "search_description": {
        "en": "Every session of the High-Tech Expo since 2013: dates, themes, Guests of Honor and figures with their sources.",
        "zh": "2013年以来历届科博会的日期、主题、主宾国与有来源的数字。",
    },
}


def facts() -> dict[str, Any]:
    content: dict[str, Any] = read_content("sessions_archive.content", "facts.yaml")
    return content


def make_sources() -> Sources:
    """By key. YAML reads a full date as a date, a month as text and a year as a number: all are ISO 8601 again here."""
    made: Sources = {}
    for key, content in facts()["sources"].items():
        parts = (int(part) for part in str(content["date"]).split("-"))
        date = dict(zip(("year", "month", "day"), parts, strict=False))
        source = Source(key=key, grade=content["grade"], url=content.get("url", ""), **date)
        set_texts(source, "publisher", {"en": content["publisher"], "zh": content["publisher_zh"]})
        source.full_clean()
        source.save()
        made[key] = source
    return made


def make_organizations() -> dict[str, Organization]:
    made = {}
    for key, content in facts()["organizations"].items():
        made[key] = Organization(key=key, name_is_translation=content.get("en_is") == "translation")
        set_texts(made[key], "name", content)
        mark_ready(made[key])
        made[key].full_clean()
        made[key].save()
    return made


def names_of_organizations() -> list[Name]:
    """For the glossary. Where one of the two is only our translation of the other, nobody has agreed to it yet."""
    rows = facts()["organizations"].values()
    return [Name(row["en"], row["zh"], is_agreed=row.get("en_is") != "translation") for row in rows]


def make_archive(home: HomePage, sources: Sources) -> SessionsArchivePage:
    page = SessionsArchivePage()
    for content in facts()["cumulative"]:
        total = CumulativeFigure(through_session=content["through"], **_stated(content))
        set_texts(total, "note", content.get("note"))
        page.totals.add(total)
        total.sources.set(_sources(content, sources))
    for content in facts()["honors"]:
        honor = Honor(source=sources[content["source"]])
        set_texts(honor, "name", content)
        set_texts(honor, "years", content.get("detail"))
        page.honors.add(honor)
    return add_page(home, page, ARCHIVE)


def make_session(
    archive: SessionsArchivePage, content: dict[str, Any], sources: Sources, organizations: dict[str, Organization]
) -> SessionPage:
    """One session page with its rows. Raises ValidationError where the rules of the archive do not hold."""
    number = content["number"]
    page = SessionPage(
        number=number,
        year=content["year"],
        status=content.get("status", SessionStatus.HELD),
        format=content.get("format", SessionFormat.ON_SITE),
        start_date=content.get("start"),
        end_date=content.get("end"),
    )
    _set_texts_with_sources(page, content, sources)
    for role, name in ((OrganizationRole.HOST, "hosts"), (OrganizationRole.SUPPORTER, "supporters")):
        for key in content.get(name, ()):
            page.organizations.add(SessionOrganization(organization=organizations[key], role=role))
    for code in content.get("guests_of_honor", ()):
        page.guests.add(SessionGuest(country=code))
    for letter in content.get("letters", ()):
        page.letters.add(_letter(letter, sources))
    for figure in content["figures"]:
        _add_figure(page, figure, sources)
    if problems := problems_of_session(page):
        raise ValidationError([f"Session {number}: {problem.message}" for problem in problems])
    return add_page(archive, page, _frame(number))


def _frame(number: int) -> dict[str, Any]:
    def named(language: str) -> str:
        return session_name(number, language)

    described = {
        "en": f"{named('en')}: dates, theme, hosts, and figures with their sources.",
        "zh": f"{named('zh-hans')}的日期、主题、主办单位与有来源的数字。",
    }
    return {
        "slug": str(number),
        "title": {"en": named("en"), "zh": named("zh-hans")},
        "search_description": described,
    }


def _set_texts_with_sources(page: SessionPage, content: dict[str, Any], sources: Sources) -> None:
    def source_of(part: dict[str, Any]) -> Source | None:
        return sources[part["source"]] if "source" in part else None

    name, theme, note = (content.get(key, {}) for key in ("name", "theme", "dates_note"))
    venue = content.get("opening_venue", {})
    set_texts(page, "official_name", name)
    set_texts(page, "name_note", content.get("name_note"))
    set_texts(page, "theme", theme)
    set_texts(page, "dates_note", note)
    set_texts(page, "opening_venue", venue)
    page.name_kind = name.get("en_is", page.name_kind)
    page.theme_kind = theme.get("theme_en_is", page.theme_kind)
    page.name_source, page.theme_source = source_of(name), source_of(theme)
    page.dates_note_source, page.venue_source = source_of(note), source_of(venue)
    for field in ("dates_source", "hosts_source", "guests_source"):
        setattr(page, field, sources.get(content.get(field, "")))


def _letter(content: dict[str, Any], sources: Sources) -> SessionLetter:
    read_on: datetime.date | None = content.get("read_on")
    letter = SessionLetter(read_on=read_on, source=sources[content["source"]])
    set_texts(letter, "sender", content["from"])
    set_texts(letter, "office", content.get("office"))
    return letter


def _add_figure(page: SessionPage, content: dict[str, Any], sources: Sources) -> None:
    given = {name: content[name] for name in ("rank", "derived_from") if name in content}
    figure = Figure(kind=content["kind"], **given, **_stated(content))
    set_texts(figure, "note", content.get("note"))
    page.figures.add(figure)
    figure.sources.set(_sources(content, sources))
    figure.clean()


def _stated(content: dict[str, Any]) -> dict[str, Any]:
    return {name: content[name] for name in ("measure", "value", "precision", "quality") if name in content}


def _sources(content: dict[str, Any], sources: Sources) -> list[Source]:
    keys = content["sources"] if "sources" in content else [content["source"]]
    return [sources[key] for key in keys]
