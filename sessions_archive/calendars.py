"""``/en/sessions/sessions.ics``: every dated session as an all-day event, in the language of the address (RFC 5545)."""

import datetime
import uuid

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from pages.bilingual.languages import current_language, html_code
from pages.kept_answers import kept_answer
from pages.page_head import public_address
from sessions_archive.csv_files import answered
from sessions_archive.ledger import ledger
from sessions_archive.models import SessionFormat, SessionPage, SessionStatus

# Events keep their identity whatever becomes of address or database.
_NAMESPACE = uuid.UUID("5f0c1c9e-6d0f-5d0a-9b0e-2f1d3a6b8c47")
_STATUSES = {
    SessionStatus.ANNOUNCED: "TENTATIVE",
    SessionStatus.POSTPONED: "TENTATIVE",
    SessionStatus.CANCELED: "CANCELLED",
}


@require_safe
@kept_answer()
def sessions_calendar(request: HttpRequest) -> HttpResponse:
    """Sessions whose first day is known; of the others there is nothing a calendar could show."""
    calendar = Calendar()
    calendar.add("prodid", "-//High-Tech Expo//Sessions//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("High-Tech Expo"))
    calendar.add("x-wr-timezone", "Asia/Shanghai")
    for each in ledger().sessions.values():
        if each.page.start_date:
            calendar.add_component(_event(each.page))
    response = answered(request, calendar.to_ical(), "text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="sessions.ics"'
    response["Content-Language"] = html_code(current_language())
    return response


def _event(page: SessionPage) -> Event:
    assert page.start_date
    event = Event()
    event.add("uid", f"{uuid.uuid5(_NAMESPACE, str(page.number))}")
    event.add("dtstamp", page.last_published_at or page.first_published_at or _noon(page.start_date))
    event.add("dtstart", page.start_date)
    # The end of an all-day event is the day after its last (RFC 5545, 3.6.1).
    event.add("dtend", (page.end_date or page.start_date) + datetime.timedelta(days=1))
    event.add("summary", page.title)
    event.add("status", _STATUSES.get(SessionStatus(page.status), "CONFIRMED"))
    event.add("transp", "TRANSPARENT")
    event.add("url", public_address(page.get_url() or ""))
    if page.format != SessionFormat.ONLINE:
        event.add("location", _("Mianyang, Sichuan"))
    notes = [page.theme or "", "" if page.end_date else _("The last day is not recorded.")]
    if any(notes):
        event.add("description", "\n".join(filter(None, notes)))
    return event


def _noon(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
