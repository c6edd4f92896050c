"""What pages about the expo show from the archive, without importing it."""

from django import template

from sessions_archive.letters import letter_shown
from sessions_archive.models import SessionLetter
from sessions_archive.presentation import Letter, SourceRef

register = template.Library()


@register.simple_tag
def letters_to(session_number: int | None) -> list[Letter]:
    """Letters of congratulation that a live session received, in the active language; none without a number."""
    if not session_number:
        return []
    rows = SessionLetter.objects.filter(session__number=session_number, session__live=True)
    return [_letter(row) for row in rows.select_related("source").order_by("sort_order")]


def _letter(row: SessionLetter) -> Letter:
    # Number 0: the source stands in no list on the page, so it is named with its own address.
    source = SourceRef(0, row.source.publisher, row.source.date, row.source.url)
    return letter_shown(row, (source,))
