"""A session as search engines read it (schema.org, ExhibitionEvent)."""

from typing import Any

from django.utils.translation import gettext as _

from pages.page_head import PageHead, public_address
from sessions_archive.models import SessionFormat, SessionPage, SessionStatus

_STATUSES = {SessionStatus.POSTPONED: "EventPostponed", SessionStatus.CANCELED: "EventCancelled"}
_MODES = {
    SessionFormat.ON_SITE: "OfflineEventAttendanceMode",
    SessionFormat.HYBRID: "MixedEventAttendanceMode",
    SessionFormat.ONLINE: "OnlineEventAttendanceMode",
}


def session_described(page: SessionPage, head: PageHead) -> list[dict[str, Any]]:
    """The event with what is known of it; nothing where its first day is not, which an event must have."""
    if not page.start_date:
        return []
    event: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ExhibitionEvent",
        "name": page.title,
        "url": public_address(head.path),
        "startDate": page.start_date.isoformat(),
        "eventStatus": f"https://schema.org/{_STATUSES.get(SessionStatus(page.status), 'EventScheduled')}",
        "eventAttendanceMode": f"https://schema.org/{_MODES[SessionFormat(page.format)]}",
    }
    if page.end_date:
        event["endDate"] = page.end_date.isoformat()
    if page.format != SessionFormat.ONLINE:
        event["location"] = {"@type": "Place", "name": _("Mianyang, Sichuan"), "address": _("Mianyang, Sichuan")}
    return [event]
