"""Files from translators' tools become drafts: all that fits, or nothing where a file is not what it should be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pages.models import BasePage
from pages.translations.exchange.applying import Objection, Outcome, carry_out, locked_draft, plan
from pages.translations.exchange.po_files import NotUsable, PageUnits, read_units
from pages.translations.rights import may_translate


@dataclass
class Report:
    """What an import did. With ``problems`` it did nothing."""

    outcomes: list[Outcome] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    """(page, reason) of whole pages that were not taken."""
    problems: list[tuple[str, str]] = field(default_factory=list)
    """(file or text, what is wrong)."""

    @property
    def changed(self) -> int:
        return sum(len(outcome.changed) for outcome in self.outcomes)

    @property
    def unchanged(self) -> int:
        return sum(outcome.unchanged for outcome in self.outcomes)

    @property
    def drafts(self) -> list[Outcome]:
        """The pages that have a new draft."""
        return [outcome for outcome in self.outcomes if outcome.changed]

    @property
    def refused(self) -> list[tuple[str, str, str]]:
        """(page, text, reason) of what was left out."""
        return [(outcome.title, each.label, each.reason) for outcome in self.outcomes for each in outcome.refused]


def import_files(files: Iterable[tuple[str, bytes]], language: str, user: Any) -> Report:
    """Take (name, content) of one or more PO files in, with the rights of ``user``."""
    report = Report()
    units = _read(files, language, report)
    if report.problems:
        return report
    try:
        with transaction.atomic():
            for unit in units:
                _plan_page(unit, language, user, report)
            if not report.problems:
                for outcome in report.outcomes:
                    _write(outcome, language, user, report)
            if report.problems:
                raise _Undone
    except _Undone:
        report.outcomes.clear()
    return report


class _Undone(Exception):
    """Takes back what this import wrote."""


def _read(files: Iterable[tuple[str, bytes]], language: str, report: Report) -> list[PageUnits]:
    found: dict[int, tuple[str, PageUnits]] = {}
    for name, content in files:
        try:
            units = read_units(content, language)
        except NotUsable as problem:
            report.problems.append((name, str(problem)))
            continue
        for unit in units:
            if unit.page_id in found:
                message = _("Texts of one page are in two files: this one and %(other)s. Import only one of them.")
                report.problems.append((name, message % {"other": found[unit.page_id][0]}))
                break
            found[unit.page_id] = (name, unit)
    return [unit for _name, unit in found.values()]


def _plan_page(unit: PageUnits, language: str, user: Any, report: Report) -> None:
    try:
        draft = locked_draft(BasePage(pk=unit.page_id))
    except BasePage.DoesNotExist:
        report.left_out.append((str(unit.page_id), _("This page does not exist any more.")))
        return
    title = draft.get_admin_display_title()
    if not may_translate(user, draft, language):
        report.left_out.append((title, _("You may not edit this page, or somebody has locked it.")))
        return
    outcome = plan(draft, language, unit.given)
    reason = _("It is marked as unsure (fuzzy).")
    outcome.refused += [Objection("", source[:60], reason) for source in unit.unsure]
    report.problems += [(f"{title}: {fault.label}", fault.reason) for fault in outcome.faults]
    report.outcomes.append(outcome)


def _write(outcome: Outcome, language: str, user: Any, report: Report) -> None:
    try:
        carry_out(outcome, language, user)
    except ValidationError as error:
        report.problems += [(outcome.title, message) for message in _sentences(error)]


def _sentences(error: ValidationError) -> Sequence[str]:
    return [str(message) for message in error.messages]
