"""Stated totals with their checks, as a session's page and the archive show them."""

from collections.abc import Iterable

from django.utils.translation import pgettext

from pages.figure_source import figure_source
from pages.measures import MEASURES
from pages.numbers import say
from pages.ordinals import ordinal, session_ordinal, sessions_counted
from sessions_archive.crossfoot import Check, check
from sessions_archive.figure_rows import Refs, how_known
from sessions_archive.ledger import Ledger
from sessions_archive.presentation import HowKnown, TotalGroup, TotalRow, TotalsTable
from sessions_archive.records import RecordedTotal
from sessions_archive.wording import said


def totals_through(ledger: Ledger, session: int) -> list[Check]:
    """Every total stated through a session with its check; first those that could be checked, then by measure."""
    order = list(MEASURES)
    checks = [check(total, ledger) for total in ledger.totals if total.through == session]
    return sorted(checks, key=lambda each: (not each.outcome.is_checked, order.index(each.total.measure)))


def totals_table(ledger: Ledger, session: int, refs: Refs) -> TotalsTable | None:
    """The totals through a session beside those before it and its own figures; None where none was stated."""
    checks = totals_through(ledger, session)
    if not checks:
        return None
    counted = sessions_counted(session)
    return TotalsTable(
        heading=heading(session),
        caption=pgettext("table of totals", "Totals stated through {sessions}, checked with the {session}").format(
            sessions=counted, session=session_ordinal(session)
        ),
        before_label=_first_sessions(session - 1) if session > 1 else "",
        own_label=pgettext("column of one session", "The {ordinal}").format(ordinal=ordinal(session)),
        through_label=_first_sessions(session),
        rows=tuple(_row(each, ledger, refs) for each in checks),
    )


def total_groups(ledger: Ledger, refs: Refs) -> list[TotalGroup]:
    """All totals, by the session they run through, the latest first."""
    sessions = sorted({total.through for total in ledger.totals}, reverse=True)
    return [
        TotalGroup(
            heading(session),
            figure_source().stamp(session),
            tuple(_row(each, ledger, refs) for each in totals_through(ledger, session)),
        )
        for session in sessions
    ]


def sources_of(totals: Iterable[RecordedTotal]) -> list[int]:
    """Ids of their sources, in the order of the totals."""
    return [each for total in totals for each in total.sources]


def heading(session: int) -> str:
    """“Through five sessions”."""
    return pgettext("heading of totals", "Through {sessions}").format(sessions=sessions_counted(session))


def _first_sessions(count: int) -> str:
    return pgettext("column of totals", "First {sessions}").format(sessions=sessions_counted(count))


def _row(each: Check, ledger: Ledger, refs: Refs) -> TotalRow:
    total = each.total
    before = ledger.total(total.measure, total.through - 1)
    own = ledger.figure(total.measure, total.through)
    return TotalRow(
        label=str(MEASURES[total.measure].label),
        text=say(total.stated),
        check=each.sentence,
        sums=each.sums,
        before=say(before.stated) if before else "",
        own=say(own.stated) if own else "",
        known_own=how_known(own) if own else HowKnown(),
        note=said(total.note),
        sources=refs(total.sources),
        measure=total.measure,
        through=total.through,
    )
