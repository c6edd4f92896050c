"""What pages about the expo show from the archive, without importing it."""

from django import template
from django.utils.translation import gettext as _

from pages.dates import say_date
from sessions_archive.models import SessionLetter
from sessions_archive.presentation import Letter, Said, SourceRef
from sessions_archive.wording import said_of

register = template.Library()


@register.simple_tag
def letters_to(session_number: int | None) -> list[Letter]:
    """Letters of congratulation that a live session received, in the active language; none without a number."""
    if not session_number:
        return []
    rows = SessionLetter.objects.filter(session__number=session_number, session__live=True)
    return [_letter(row) for row in rows.select_related("source").order_by("sort_order")]


def _letter(row: SessionLetter) -> Letter:
    what = _("Letter of congratulation")
    if row.read_on:
        what = _("Letter of congratulation, read on {date}").format(date=say_date(row.read_on))
    # Number 0: the source stands in no list on the page, so it is named with its own address.
    source = SourceRef(0, row.source.publisher, row.source.date, row.source.url)
    return Letter(said_of(row, "sender") or Said(""), said_of(row, "office"), what, said_of(row, "excerpt"), (source,))
