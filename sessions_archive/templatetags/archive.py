"""What pages about the expo show from the archive, without importing it."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

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


@register.filter
def source_links(sources: Iterable[SourceRef]) -> SafeString:
    """Links to entries of the page's list of sources: by name, and by number where there is no room for names."""
    link = (
        '<a href="#{}"><span class="source-name">{}</span>'
        '<span class="source-number"><span class="hidden">{} </span>{}</span></a>'
    )
    parts = (
        (source.anchor, source.publisher, pgettext("before its number", "source"), source.number) for source in sources
    )
    return format_html_join(pgettext("between sources", ", "), link, parts)


@register.filter
def source_entry(source: SourceRef) -> SafeString:
    """An entry of the list of sources: “Xinhua, on ECNS, 8 September 2017”."""
    name = format_html('<a href="{}">{}</a>', source.url, source.publisher) if source.url else source.publisher
    if not source.date:
        return format_html("{}", name)
    # Translators: who published something, and when.
    return format_html(pgettext("source", "{publisher}, {date}"), publisher=name, date=source.date)


@register.filter
def letter_note(letter: Letter) -> SafeString:
    """“Letter of congratulation, read on 7 September 2017; Xinhua, on ECNS”."""
    names = []
    for source in letter.sources:
        address = f"#{source.anchor}" if source.number else source.url
        names.append((format_html('<a href="{}">{}</a>', address, source.publisher) if address else source.publisher,))
    sources = format_html_join(pgettext("between sources", ", "), "{}", names)
    # Translators: {what} is “Letter of congratulation, read on 7 September 2017”.
    return format_html(pgettext("letter", "{what}; {sources}"), what=letter.what, sources=sources)
