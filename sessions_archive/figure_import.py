"""What an imported CSV would change, and changing it: all of it, or nothing.

Rows are matched by ``id``; a row without one is new; what the file leaves out stays as it is. Columns that repeat what is
recorded elsewhere (labels, publishers, addresses) are not read.
"""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pages.bilingual.languages import default_language
from sessions_archive.csv_reading import Line, Problem, Refused, read_lines
from sessions_archive.figure_lines import LineReader, Wanted
from sessions_archive.models import CumulativeFigure, Figure, SessionPage, SessionsArchivePage, Source
from sessions_archive.session_checks import FigureEntry, problems_of_figures


@dataclass(frozen=True, slots=True)
class Change:
    """One line that changes something: ``fields`` holds (name, before, after)."""

    wanted: Wanted
    row: Figure | CumulativeFigure | None
    fields: tuple[tuple[str, str, str], ...]

    @property
    def line(self) -> int:
        return self.wanted.line.number

    @property
    def is_new(self) -> bool:
        return self.row is None

    @property
    def is_correction(self) -> bool:
        """Whether a figure that readers know will be another one."""
        return self.row is not None and any(name in ("value", "quality") for name, _old, _new in self.fields)


@dataclass(frozen=True, slots=True)
class Plan:
    """What importing would do. ``digest`` tells two plans apart."""

    changes: tuple[Change, ...]
    unchanged: int

    @property
    def digest(self) -> str:
        said = repr([(change.line, change.fields) for change in self.changes])
        return hashlib.sha256(said.encode()).hexdigest()

    @property
    def needs_reason(self) -> bool:
        return any(change.is_correction for change in self.changes)


def plan_import(content: bytes) -> Plan:
    """Read and check the whole file. Raises Refused with every problem found; writes nothing."""
    lines = read_lines(content)
    reader = LineReader({source.key: source for source in Source.objects.all()})
    wanted = [found for line in lines if (found := reader.read(line)) is not None]
    problems = [*reader.problems, *_duplicates(lines)]
    if problems:
        raise Refused(*sorted(problems, key=lambda each: each.line))
    rows = {row.key: row for row in Figure.objects.prefetch_related("sources").select_related("session")}
    totals = {row.key: row for row in CumulativeFigure.objects.prefetch_related("sources")}
    changes = [_change(each, totals if each.is_total else rows, problems) for each in wanted]
    touched = tuple(change for change in changes if change.is_new or change.fields)
    problems += _problems_of_sessions(touched, list(rows.values()))
    if problems:
        raise Refused(*sorted(problems, key=lambda each: each.line))
    return Plan(touched, len(changes) - len(touched))


def carry_out(plan: Plan, user: Any, reasons: dict[str, str]) -> None:
    """Publish the changes, page by page, in one transaction. ``reasons``: why figures are corrected, by column."""
    with transaction.atomic(), default_language():
        for number in sorted({each.wanted.session for each in plan.changes if not each.wanted.is_total}):
            page: Any = SessionPage.objects.select_for_update(of=("self",)).get(number=number)
            own = [each for each in plan.changes if not each.wanted.is_total and each.wanted.session == number]
            page.figures = _rows_after(list(page.figures.all()), own, Figure, reasons)
            _publish(page, user)
        totals = [each for each in plan.changes if each.wanted.is_total]
        if totals:
            archive: Any = SessionsArchivePage.objects.get()
            archive.totals = _rows_after(list(archive.totals.all()), totals, CumulativeFigure, reasons)
            _publish(archive, user)


def _publish(page: Any, user: Any) -> None:
    page.save_revision(user=user, log_action=True).publish(user=user)


def _rows_after(rows: list[Any], changes: list[Change], model: type[Any], reasons: dict[str, str]) -> list[Any]:
    by_key = {row.key: row for row in rows}
    for change in changes:
        wanted = change.wanted
        row = by_key.get(wanted.key) if wanted.key else None
        if row is None:
            row = model(sort_order=len(rows), **({"through_session": wanted.session} if wanted.is_total else {}))
            rows.append(row)
        for name, value in wanted.values.items():
            setattr(row, name, value)
        if change.is_correction:
            for name, value in reasons.items():
                setattr(row, name, value)
        row.sources.set(Source.objects.filter(pk__in=wanted.sources))
    return rows


def _change(wanted: Wanted, rows: dict[Any, Any], problems: list[Problem]) -> Change:
    row = rows.get(wanted.key)
    line = wanted.line
    if wanted.key and row is None:
        problems.append(line.problem("id", _("There is no figure with this identifier.")))
    if row is None:
        said = tuple((name, "", str(value)) for name, value in wanted.values.items() if value not in ("", None, []))
        return Change(wanted, None, said)
    number = row.through_session if wanted.is_total else row.session.number
    if number != wanted.session:
        problems.append(line.problem("session", _("A figure cannot be moved to another session.")))
    sources = tuple(sorted(source.pk for source in row.sources.all()))
    fields = [
        (name, str(getattr(row, name) if getattr(row, name) is not None else ""), str(value))
        for name, value in wanted.values.items()
        if (getattr(row, name) if getattr(row, name) is not None else "") != value
    ]
    if sources != wanted.sources:
        keys = " ".join(source.key for source in row.sources.all())
        fields.append(("sources", keys, line.cells["sources"]))
    return Change(wanted, row, tuple(fields))


def _duplicates(lines: list[Line]) -> list[Problem]:
    seen: dict[tuple[str, ...], int] = {}
    problems = []
    for line in lines:
        cells = line.cells
        names = ("id",) if cells["id"] else ("scope", "session", "measure", "value", "kind", "sources")
        key = (names[0], *(cells[name] for name in names))
        if key in seen:
            problems.append(line.problem(names[0], _("The same as line %(line)s.") % {"line": seen[key]}))
        seen.setdefault(key, line.number)
    return problems


def _problems_of_sessions(changes: tuple[Change, ...], rows: list[Figure]) -> list[Problem]:
    """The rules of a session, asked of its figures as they would be."""
    problems: list[Problem] = []
    days = {source.pk: source.last_day for source in Source.objects.all()}
    pages = {page.number: page for page in SessionPage.objects.all()}
    own = [each for each in changes if not each.wanted.is_total]
    archive = SessionsArchivePage.objects.first()
    if archive and archive.has_unpublished_changes:
        problems += [_unpublished(each) for each in changes if each.wanted.is_total]
    for number in sorted({each.wanted.session for each in own}):
        group = [each for each in own if each.wanted.session == number]
        page = pages.get(number)
        if page is None:
            problems += [each.wanted.line.problem("session", _("There is no such session.")) for each in group]
            continue
        if page.has_unpublished_changes or not page.live:
            problems += [_unpublished(each) for each in group]
        touched = {each.wanted.key for each in group}
        kept = [row for row in rows if row.session.number == number and row.key not in touched]
        entries = [
            FigureEntry(row.measure, row.kind, row.rank, tuple(days[source.pk] for source in row.sources.all()))
            for row in kept
        ]
        entries += [
            FigureEntry(
                each.wanted.values["measure"],
                each.wanted.values["kind"],
                each.wanted.values["rank"],
                tuple(days[source] for source in each.wanted.sources),
            )
            for each in group
        ]
        for found in problems_of_figures(entries, opening=page.start_date, year=page.year):
            change = group[max(found.position - len(kept), 0)]
            problems.append(change.wanted.line.problem(found.field, str(found.message)))
        problems += [wrong for each in group if (wrong := _problem_of_row(each.wanted)) is not None]
    return problems


def _problem_of_row(wanted: Wanted) -> Problem | None:
    try:
        Figure(**wanted.values).clean()
    except ValidationError as error:
        column, messages = next(iter(error.message_dict.items()))
        return wanted.line.problem(column, " ".join(messages))
    return None


def _unpublished(change: Change) -> Problem:
    message = _("The page has changes that are not published; publish or discard them first.")
    return change.wanted.line.problem("session", message)
