"""The ledger as data: one row a figure or a total, with labels in both languages, units, precision and sources.

Both files hold the same rows. ``id`` stays with a figure for good, so that what was taken along can be matched later.
"""

from collections.abc import Iterator
from typing import Any

from django.utils.timezone import localdate

from pages.bilingual.languages import LANGUAGES, column
from pages.locales import speaking
from pages.measures import MEASURES, Kind, Measure
from pages.numbers import say
from pages.page_head import public_address
from sessions_archive.ledger import Ledger
from sessions_archive.models import Rank, Source
from sessions_archive.records import RecordedFigure, RecordedTotal

COLUMNS: dict[str, tuple[str, str]] = {
    "id": ("string", "Identifier of the figure; it never changes."),
    "scope": ("string", "“session”: of one session; “total”: stated over all sessions through one."),
    "session": ("integer", "Number of the session, or of the last session that a total includes."),
    "year": ("integer", "Year of that session."),
    "measure": ("string", "Key of what is measured."),
    "measure_en": ("string", "The measure in English."),
    "measure_zh_hans": ("string", "The measure in Chinese."),
    "value": ("integer", "The value in the unit given; never rounded."),
    "unit": ("string", "count, yuan, m2 or visits."),
    "precision": ("integer", "Unit of the last digit that was stated, in the same unit."),
    "quality": ("string", "exact, more_than or about."),
    "kind": ("string", "reported, announced or derived."),
    "rank": ("string", "preferred or alternative; empty for totals."),
    "shown": ("boolean", "Whether this is the figure that pages show of its measure."),
    "derived_from": ("string", "Totals, by their session, that a derived figure was computed from."),
    "said_en": ("string", "The figure as English pages say it."),
    "said_zh_hans": ("string", "The figure as Chinese pages say it."),
    "sources": ("string", "Keys of the sources, separated by spaces."),
    "publishers_en": ("string", "Their publishers in English, separated by “; ”."),
    "publishers_zh_hans": ("string", "Their publishers in Chinese, separated by “; ”."),
    "source_dates": ("string", "Their dates as exactly as known (ISO 8601), separated by spaces."),
    "source_grades": ("string", "Their grades: A, B or profile, separated by spaces."),
    "source_urls": ("string", "Their addresses, as they were found, separated by spaces."),
    "note_en": ("string", "Note in English."),
    "note_zh_hans": ("string", "Note in Chinese."),
}
"""Each column with its type (Table Schema) and what it holds."""

type Row = dict[str, Any]


def rows(ledger: Ledger) -> Iterator[Row]:
    """All figures of all sessions, oldest first, then the totals."""
    for number, recorded in ledger.sessions.items():
        for figure in recorded.figures:
            yield _figure_row(ledger, number, figure)
    for total in ledger.totals:
        yield _total_row(ledger, total)


def table(ledger: Ledger) -> list[list[Any]]:
    """The same with a head, for CSV: what is not there is empty, true and false are as Table Schema writes them."""
    return [list(COLUMNS), *([_cell(row[name]) for name in COLUMNS] for row in rows(ledger))]


def document(ledger: Ledger) -> dict[str, Any]:
    """Everything for JSON: the rows without what is said once, the measures and the sources."""
    repeated = ("measure_en", "measure_zh_hans", "publishers_", "source_")
    return {
        "generated": localdate().isoformat(),
        "publisher": public_address("/"),
        "languages": list(LANGUAGES),
        "measures": [_measure(measure) for measure in MEASURES.values()],
        "sources": [_source(source) for source in ledger.sources.values()],
        "figures": [
            {
                name: value.split(" ") if name == "sources" else value
                for name, value in row.items()
                if not name.startswith(repeated)
            }
            for row in rows(ledger)
        ],
    }


def _figure_row(ledger: Ledger, number: int, figure: RecordedFigure) -> Row:
    return {
        **_row(ledger, "session", number, figure),
        "kind": figure.kind.value,
        "rank": (Rank.PREFERRED if figure.is_preferred else Rank.ALTERNATIVE).value,
        "shown": ledger.figure(figure.measure, number) is figure,
        "derived_from": " ".join(map(str, sorted(figure.derived_from))),
    }


def _total_row(ledger: Ledger, total: RecordedTotal) -> Row:
    return {
        **_row(ledger, "total", total.through, total),
        "kind": Kind.REPORTED.value,
        "rank": "",
        "shown": ledger.total(total.measure, total.through) is total,
        "derived_from": "",
    }


def _row(ledger: Ledger, scope: str, number: int, each: RecordedFigure | RecordedTotal) -> Row:
    stated, measure = each.stated, MEASURES[each.measure]
    recorded = ledger.sessions.get(number)
    sources = [ledger.sources[source] for source in each.sources if source in ledger.sources]
    row: Row = {
        "id": each.key,
        "scope": scope,
        "session": number,
        "year": recorded.page.year if recorded else None,
        "measure": measure.key,
        "value": stated.value,
        "unit": stated.unit.value,
        "precision": stated.precision,
        "quality": stated.quality.value,
        "sources": " ".join(source.key for source in sources),
        "source_dates": " ".join(source.date_stated for source in sources),
        "source_grades": " ".join(source.grade for source in sources),
        "source_urls": " ".join(source.url for source in sources if source.url),
    }
    for code in LANGUAGES:
        row[column("measure", code)] = _label(measure, code)
        row[column("said", code)] = say(stated, code)
        row[column("publishers", code)] = "; ".join(
            getattr(source, column("publisher", code)) or "" for source in sources
        )
        row[column("note", code)] = each.note[code]
    return row


def _measure(measure: Measure) -> Row:
    labels = {column("label", code): _label(measure, code) for code in LANGUAGES}
    return {"key": measure.key, **labels, "unit": measure.unit.value, "summable": measure.summable}


def _source(source: Source) -> Row:
    names = {column("publisher", code): getattr(source, column("publisher", code)) or "" for code in LANGUAGES}
    return {"key": source.key, **names, "date": source.date_stated, "grade": source.grade, "url": source.url}


def _label(measure: Measure, code: str) -> str:
    with speaking(code):
        return str(measure.label)


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value
