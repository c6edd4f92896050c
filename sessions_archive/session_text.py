"""What search reads of a session besides its title and body: all that its page shows, in the active language."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pages.ordinals import session_ordinal
from sessions_archive.presentation import Said
from sessions_archive.session_facts import how_held

if TYPE_CHECKING:
    from sessions_archive.session_view import SessionView


def session_text(view: "SessionView") -> list[str]:
    """Facts, figures and letters, a line each. What would be shown in the other language is left out."""
    return [line for line in _lines(view) if line]


def _lines(view: "SessionView") -> Iterator[str]:
    yield f"{session_ordinal(view.page.number)} {view.page.year}"
    yield view.status_label
    yield how_held(view.page)
    for fact in view.facts:
        values = ", ".join(_own(fact.values))
        if values:
            yield _("{label}: {names}").format(label=fact.label, names=values)
        yield from _own([fact.note])
    for row in view.figure_rows:
        if row.is_recorded:
            yield _("{label}: {names}").format(label=row.label, names=row.text)
            yield from _own([row.note])
    for letter in view.letters_shown:
        yield " ".join([letter.what, *_own([letter.sender, letter.office])])
        yield from _own([letter.excerpt])


def _own(said: "list[Said | None] | tuple[Said, ...]") -> Iterator[str]:
    """Texts in the language of the page; one with a ``lang`` of its own is in another."""
    return (each.text for each in said if each is not None and each.text and not each.lang)
