"""What pages about the expo show from the archive, without importing it."""

from collections.abc import Iterable

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pages.page_head import PageHead, public_address
from sessions_archive.citations import Citation, citations
from sessions_archive.ledger import ledger
from sessions_archive.letters import letter_shown
from sessions_archive.models import SessionLetter, Source
from sessions_archive.presentation import Cell, Letter, SourceRef

register = template.Library()


@register.simple_tag
def letters_to(session_number: int | None) -> list[Letter]:
    """Letters of congratulation that a live session received, in the active language; none without a number."""
    book = ledger()
    if session_number not in book.sessions:
        return []
    page = book.sessions[session_number].page
    return [_letter(row, book.sources[row.source_id]) for row in book.letters if row.session_id == page.pk]


def _letter(row: SessionLetter, source: Source) -> Letter:
    # Number 0: the source stands in no list on the page, so it is named with its own address.
    return letter_shown(row, (SourceRef(0, source.publisher, source.date, source.url),))


@register.simple_tag
def cite_page(head: PageHead) -> list[Citation]:
    """How to cite the page that ``head`` is of."""
    return citations(str(head.page.title), public_address(head.path), head.updated)


@register.simple_tag
def cite_data(head: PageHead) -> list[Citation]:
    """How to cite the data of the archive."""
    title = _("Figures of all recorded sessions of the High-Tech Expo")
    return citations(title, public_address(reverse("figures_csv")), head.updated, is_data=True)


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


@register.simple_tag
def ledger_cells(cells: tuple[Cell, ...]) -> SafeString:
    """The cells of one row. In Python, because hundreds of rows of cells were most of what the template engine did."""
    missing = _("not recorded")
    return format_html_join("", "{}", ((_ledger_cell(cell, missing),) for cell in cells))


def _ledger_cell(cell: Cell, missing: str) -> SafeString:
    if not cell.text:
        return format_html(
            '<td class="amount none"><span aria-hidden="true">—</span><span class="hidden">{}</span></td>', missing
        )
    sign = (
        format_html('<span class="kind {}"><span class="hidden">{} </span></span>', cell.known.css, cell.known.label)
        if cell.known.is_marked
        else ""
    )
    figure = format_html('<a href="{}">{}</a>', cell.path, cell.text) if cell.path else cell.text
    return format_html('<td class="amount">{} {}</td>', sign, figure)
