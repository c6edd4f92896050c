"""The archive and its sessions as search engines read them (schema.org): a series of events, and a data set.

All of it comes from the ledger. A property is there only where something is recorded.
"""

from typing import Any

from django.utils.translation import gettext as _

from pages.bilingual.languages import LANGUAGES, html_code
from pages.measures import MEASURES, Quality
from pages.ordinals import session_ordinal
from pages.page_head import PageHead, public_address
from sessions_archive.ledger import Ledger, ledger
from sessions_archive.models import SessionFormat, SessionPage, SessionsArchivePage, SessionStatus
from sessions_archive.records import RecordedFigure, RecordedSession

_CONTEXT = "https://schema.org"
_STATUSES = {SessionStatus.POSTPONED: "EventPostponed", SessionStatus.CANCELED: "EventCancelled"}
_MODES = {
    SessionFormat.ON_SITE: "OfflineEventAttendanceMode",
    SessionFormat.HYBRID: "MixedEventAttendanceMode",
    SessionFormat.ONLINE: "OnlineEventAttendanceMode",
}
_DOWNLOADS = {"/data/figures.csv": "text/csv", "/data/figures.json": "application/json"}


def session_described(page: SessionPage, head: PageHead) -> list[dict[str, Any]]:
    """The event with what is known of it, unless its first day is not, which an event must have; and its figures."""
    book = ledger()
    recorded = book.sessions.get(page.number)
    described: list[dict[str, Any]] = []
    if page.start_date:
        series = book.archive.page
        event = _event(page, recorded, public_address(head.path))
        if series:
            event["superEvent"] = {"@type": "EventSeries", "name": _series_name(), "url": _address(series)}
        described.append({"@context": _CONTEXT, **event})
    if recorded and recorded.figures:
        described.append({"@context": _CONTEXT, **_figures_of_session(book, recorded, public_address(head.path))})
    return described


def archive_described(page: SessionsArchivePage, head: PageHead) -> list[dict[str, Any]]:
    """The series with an event a dated session, and the data set with its downloads."""
    book = ledger()
    events = [
        _event(each.page, each, public_address(book.path(each.page.number)))
        for each in book.sessions.values()
        if each.page.start_date
    ]
    series: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "EventSeries",
        "name": _series_name(),
        "url": public_address(head.path),
        "subEvent": events,
    }
    if events:
        series["startDate"] = events[0]["startDate"]
        series["location"] = _place()
    return [series, {"@context": _CONTEXT, **_data_set(book, public_address(head.path))}]


def _event(page: SessionPage, recorded: RecordedSession | None, address: str) -> dict[str, Any]:
    assert page.start_date
    event: dict[str, Any] = {
        "@type": "ExhibitionEvent",
        "name": page.title,
        "url": address,
        "startDate": page.start_date.isoformat(),
        "eventStatus": f"{_CONTEXT}/{_STATUSES.get(SessionStatus(page.status), 'EventScheduled')}",
        "eventAttendanceMode": f"{_CONTEXT}/{_MODES[SessionFormat(page.format)]}",
        "location": {"@type": "VirtualLocation", "url": address} if page.format == SessionFormat.ONLINE else _place(),
    }
    if page.end_date:
        event["endDate"] = page.end_date.isoformat()
    if page.search_description:
        event["description"] = page.search_description
    hosts = [_named(body.name) for body in recorded.bodies if body.role == "host"] if recorded else []
    if any(hosts):
        event["organizer"] = [{"@type": "Organization", "name": name} for name in hosts if name]
    return event


def _figures_of_session(book: Ledger, recorded: RecordedSession, address: str) -> dict[str, Any]:
    session = session_ordinal(recorded.page.number)
    shown = {figure.measure: book.figure(figure.measure, recorded.page.number) for figure in recorded.figures}
    return {
        "@type": "Dataset",
        "name": _("Figures of the {session}").format(session=session),
        "description": _(
            "The recorded figures of the {session} of the High-Tech Expo, each with how it is known and with its sources."
        ).format(session=session),
        "url": f"{address}#figures",
        "temporalCoverage": str(recorded.page.year),
        "variableMeasured": [_measured(figure) for figure in shown.values() if figure],
        "distribution": _distribution(),
    }


def _data_set(book: Ledger, address: str) -> dict[str, Any]:
    years = [each.page.year for each in book.sessions.values()]
    figures = [figure for each in book.sessions.values() for figure in each.figures]
    described: dict[str, Any] = {
        "@type": "Dataset",
        "name": _("Figures of all recorded sessions of the High-Tech Expo"),
        "description": _(
            "Every recorded figure of every session, with unit, precision, how it is known, and its sources, in English and "
            "Chinese."
        ),
        "url": f"{address}#data",
        "inLanguage": [html_code(code) for code in LANGUAGES],
        "isAccessibleForFree": True,
        "variableMeasured": [str(measure.label) for key, measure in MEASURES.items() if _has(figures, key)],
        "distribution": _distribution(),
    }
    if years:
        described["temporalCoverage"] = f"{min(years)}/{max(years)}"
    return described


def _measured(figure: RecordedFigure) -> dict[str, Any]:
    """A figure as a property; “more than” is the least it can be."""
    measure = MEASURES[figure.measure]
    bound = "minValue" if figure.stated.quality is Quality.MORE_THAN else "value"
    return {
        "@type": "PropertyValue",
        "propertyID": measure.key,
        "name": str(measure.label),
        bound: figure.stated.value,
        "unitText": measure.unit.value,
        "description": str(figure.kind.label),
    }


def _distribution() -> list[dict[str, str]]:
    return [
        {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": public_address(path)}
        for path, kind in _DOWNLOADS.items()
    ]


def _has(figures: list[RecordedFigure], measure: str) -> bool:
    return any(figure.measure == measure for figure in figures)


def _place() -> dict[str, Any]:
    place = _("Mianyang, Sichuan")
    return {"@type": "Place", "name": place, "address": place}


def _series_name() -> str:
    return _("China (Mianyang) Science & Technology City International High-Tech Expo")


def _named(names: Any) -> str:
    from sessions_archive.wording import said

    found = said(names)
    return found.text if found else ""


def _address(page: Any) -> str:
    return public_address(page.get_url() or "")
