"""“At a glance”: what is known of a session besides its figures."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from pages.bilingual.languages import current_language
from pages.ordinals import session_name
from pages.places import say_country
from sessions_archive.figure_source import when
from sessions_archive.models import (
    OrganizationRole,
    SessionFormat,
    SessionPage,
    SessionStatus,
    TextOrigin,
)
from sessions_archive.presentation import Fact, Said, SourceRef
from sessions_archive.records import RecordedSession
from sessions_archive.wording import said, said_of


@dataclass(frozen=True, slots=True)
class FoundFact:
    """A fact whose sources have no numbers yet. Facts of several sessions belong together by their ``key``."""

    key: str
    label: str
    values: tuple[Said, ...]
    source_ids: tuple[int | None, ...] = ()
    note: Said | None = None
    goes_without_saying: bool = False
    """It is the usual, or nothing to miss: said only beside a session of which there is more to say."""

    def numbered(self, refs: Callable[[Iterable[int | None]], tuple[SourceRef, ...]]) -> Fact:
        return Fact(self.label, self.values, self.note, refs(self.source_ids))


def found_facts(recorded: RecordedSession) -> list[FoundFact]:
    """What is said of one session. Of one that was held, what was not found stays, without values: “not recorded”."""
    is_record = recorded.page.status == SessionStatus.HELD
    return [fact for fact in all_facts(recorded) if not fact.goes_without_saying and (fact.values or is_record)]


def all_facts(recorded: RecordedSession) -> list[FoundFact]:
    """Every fact in its order: the same keys for each session."""
    page = recorded.page
    return [
        _official_name(page),
        _dates(page),
        *_places(page),
        _theme(page),
        _guests(page, list(recorded.guests)),
        *(_bodies(recorded, role) for role in OrganizationRole),
    ]


def status_label(page: SessionPage) -> str:
    """“postponed”, “canceled” …; "" for a session that was held."""
    return "" if page.status == SessionStatus.HELD else str(SessionStatus(page.status).label)


def how_held(page: SessionPage) -> str:
    """“Held on site and online”; "" for a session on site, which is the usual."""
    if page.format == SessionFormat.ON_SITE:
        return ""
    return _("Held on site and online") if page.format == SessionFormat.HYBRID else _("Held online")


def guests_said(guests: list[str]) -> str:
    """“Guest of Honor: Israel”; "" where none is recorded."""
    if not guests:
        return ""
    return _("{label}: {names}").format(label=_guests_label(len(guests)), names=_joined(map(say_country, guests)))


def _official_name(page: SessionPage) -> FoundFact:
    own = said_of(page, "official_name")
    name = own or Said(session_name(page.number, short=False))
    return FoundFact(
        "official_name",
        _("Official name"),
        (name,),
        (page.name_source_id,) if own else (),
        _note_on_origin(page.name_kind if own else "", said_of(page, "name_note")),
    )


def _dates(page: SessionPage) -> FoundFact:
    sources = (page.dates_source_id, page.dates_note_source_id)
    return FoundFact("dates", _("Dates"), (Said(when(page)),), sources, said_of(page, "dates_note"))


def _places(page: SessionPage) -> Iterable[FoundFact]:
    form = (Said(str(SessionFormat(page.format).label)),)
    is_online = page.format == SessionFormat.ONLINE
    place = form if is_online else (Said(_("Mianyang, Sichuan")),)
    yield FoundFact("place", _("Place"), place, goes_without_saying=is_online)
    venue = said_of(page, "opening_venue")
    yield FoundFact(
        "opening_venue",
        _("Place of the opening"),
        (venue,) if venue else (),
        (page.venue_source_id,) if venue else (),
        goes_without_saying=not venue,
    )
    label = pgettext("how a session was held", "Format")
    yield FoundFact("format", label, form, goes_without_saying=page.format == SessionFormat.ON_SITE)


def _theme(page: SessionPage) -> FoundFact:
    theme = said_of(page, "theme")
    return FoundFact(
        "theme",
        _("Theme"),
        (theme,) if theme else (),
        (page.theme_source_id,),
        _note_on_origin(page.theme_kind) if theme and page.theme_zh_hans else None,
    )


def _guests(page: SessionPage, guests: list[str]) -> FoundFact:
    names = tuple(Said(say_country(code)) for code in guests)
    return FoundFact("guests", _guests_label(len(guests)), names, (page.guests_source_id,) if names else ())


def _guests_label(count: int) -> str:
    return ngettext("Guest of Honor", "Guests of Honor", max(count, 1))


def _bodies(recorded: RecordedSession, role: OrganizationRole) -> FoundFact:
    bodies = [body for body in recorded.bodies if body.role == role]
    names = tuple(name for body in bodies if (name := said(body.name)))
    label = _("Hosts") if role == OrganizationRole.HOST else _("Supporters")
    is_ours = current_language() == "en" and any(body.name_is_translation for body in bodies)
    note = Said(_("Names translated from the Chinese.")) if is_ours else None
    is_rare = role == OrganizationRole.SUPPORTER and not names
    return FoundFact(role.value, label, names, (recorded.page.hosts_source_id,) if names else (), note, is_rare)


def _note_on_origin(origin: str, note: Said | None = None) -> Said | None:
    """Where the English is ours, an English page says so."""
    if origin != TextOrigin.TRANSLATION or current_language() != "en":
        return note
    ours = _("Translated from the Chinese.")
    return Said(f"{ours} {note.text}" if note else ours)


def _joined(names: Iterable[str]) -> str:
    # Translators: stands between the names of a list; in Chinese “、”.
    return pgettext("between the names of a list", ", ").join(names)
