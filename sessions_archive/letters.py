"""Letters of congratulation, as pages show them."""

from django.utils.translation import gettext as _

from pages.dates import say_date
from sessions_archive.models import SessionLetter
from sessions_archive.presentation import Letter, Said, SourceRef
from sessions_archive.wording import said_of


def letter_shown(row: SessionLetter, sources: tuple[SourceRef, ...]) -> Letter:
    """A letter in the active language, with the references to its source as the page at hand numbers them."""
    what = _("Letter of congratulation")
    if row.read_on:
        what = _("Letter of congratulation, read on {date}").format(date=say_date(row.read_on))
    return Letter(
        sender=said_of(row, "sender") or Said(""),
        office=said_of(row, "office"),
        what=what,
        excerpt=said_of(row, "excerpt"),
        sources=sources,
    )
