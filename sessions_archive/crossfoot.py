"""Parts against totals: whether what was stated over several sessions agrees with what was stated of each.

A total is compared with the nearest earlier total of the same measure plus the sessions in between, or else with all its
sessions. It is never compared with a part that was derived from one of the totals in question, nor where a part is not
recorded, only announced, or stated as “more than” or “about”. Measures whose ones come again are never summed.
"""

from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext as _

from pages.measures import MEASURES, Kind, Quality
from pages.numbers import say_difference
from pages.ordinals import session_ordinal
from sessions_archive.ledger import Ledger
from sessions_archive.records import RecordedFigure, RecordedTotal


class Outcome(Enum):
    """What came of a check."""

    AGREES = "agrees"
    WITHIN_ROUNDING = "within rounding"
    DIFFERS = "differs"
    NEVER_SUMMED = "never summed"
    DERIVED_PART = "a part was derived from a total in question"
    MISSING_PART = "a part is not recorded"
    ANNOUNCED_PART = "a part was only announced"
    INEXACT_PART = "a part is not stated exactly"
    INEXACT_TOTAL = "the total is not stated exactly"

    @property
    def is_checked(self) -> bool:
        return self in (Outcome.AGREES, Outcome.WITHIN_ROUNDING, Outcome.DIFFERS)


@dataclass(frozen=True, slots=True)
class Check:
    """A total, what it was compared with, and the result.

    ``base`` is the earlier total it was compared with, None where all parts are sessions. ``parts_sum`` is what base and
    sessions give, in the measure's unit, None where they were not summed. ``sessions`` are those that stand in the way.
    """

    total: RecordedTotal
    outcome: Outcome
    base: RecordedTotal | None = None
    parts_sum: int | None = None
    sessions: tuple[int, ...] = ()

    @property
    def difference(self) -> int:
        """How far the parts lie from the total; 0 where they were not summed."""
        return 0 if self.parts_sum is None else abs(self.total.stated.value - self.parts_sum)

    @property
    def sentence(self) -> str:
        """The result in the active language, without a full stop."""
        if self.outcome is Outcome.AGREES:
            return _("agrees")
        if self.outcome is Outcome.WITHIN_ROUNDING:
            return _("differs by {difference}, within rounding").format(difference=self._difference_said)
        if self.outcome is Outcome.DIFFERS:
            return _("differs by {difference}").format(difference=self._difference_said)
        if self.outcome is Outcome.NEVER_SUMMED:
            return _("never summed: the same ones come again")
        if self.outcome is Outcome.INEXACT_TOTAL:
            return _("cannot be checked: the total is not stated exactly")
        return self._obstacle

    @property
    def _difference_said(self) -> str:
        return say_difference(MEASURES[self.total.measure], self.difference)

    @property
    def _obstacle(self) -> str:
        if self.outcome is Outcome.MISSING_PART and len(self.sessions) > 1:
            return _("cannot be checked: {count} of the sessions are not recorded").format(count=len(self.sessions))
        sentences = {
            Outcome.DERIVED_PART: _("cannot be checked: the {session} was derived from this total"),
            Outcome.MISSING_PART: _("cannot be checked: the {session} is not recorded"),
            Outcome.ANNOUNCED_PART: _("cannot be checked: the {session} is known only as announced"),
            Outcome.INEXACT_PART: _("cannot be checked: the {session} is not stated exactly"),
        }
        return sentences[self.outcome].format(session=session_ordinal(self.sessions[0]))


def check(total: RecordedTotal, ledger: Ledger) -> Check:
    """Compare a total with its parts. Of several ways the first that can be taken counts, nearest earlier total first."""
    if not MEASURES[total.measure].summable:
        return Check(total, Outcome.NEVER_SUMMED)
    earlier = {known.through: known for known in reversed(ledger.totals) if known.measure == total.measure}
    bases = [earlier[through] for through in sorted(earlier, reverse=True) if through < total.through]
    attempts = [_attempt(total, base, ledger) for base in [*bases, None]]
    return next((attempt for attempt in attempts if attempt.outcome.is_checked), attempts[0])


def _attempt(total: RecordedTotal, base: RecordedTotal | None, ledger: Ledger) -> Check:
    first = base.through + 1 if base else 1
    parts = {number: ledger.figure(total.measure, number) for number in range(first, total.through + 1)}
    in_question = {total.through, base.through} if base else {total.through}

    def stopped_by(outcome: Outcome, numbers: list[int]) -> Check:
        return Check(total, outcome, base, sessions=tuple(numbers))

    known = {number: figure for number, figure in parts.items() if figure is not None}
    if derived := [number for number, figure in known.items() if figure.derived_from & in_question]:
        return stopped_by(Outcome.DERIVED_PART, derived)
    if missing := [number for number in parts if number not in known]:
        return stopped_by(Outcome.MISSING_PART, missing)
    if announced := [number for number, figure in known.items() if figure.kind is Kind.ANNOUNCED]:
        return stopped_by(Outcome.ANNOUNCED_PART, announced)
    if inexact := [number for number, figure in known.items() if figure.stated.quality is not Quality.EXACT]:
        return stopped_by(Outcome.INEXACT_PART, inexact)
    if total.stated.quality is Quality.ABOUT or (base and base.stated.quality is not Quality.EXACT):
        return stopped_by(Outcome.INEXACT_TOTAL, [])
    return _compared(total, base, list(known.values()))


def _compared(total: RecordedTotal, base: RecordedTotal | None, parts: list[RecordedFigure]) -> Check:
    stated = [part.stated for part in parts] + ([base.stated] if base else [])
    parts_sum = sum(each.value for each in stated)
    difference = abs(total.stated.value - parts_sum)
    # Each number may lie half a unit of its last stated digit from the truth; a count stated in full lies nowhere else.
    tolerance_doubled = sum(each.precision for each in [*stated, total.stated] if each.precision > 1)
    is_enough = total.stated.quality is Quality.MORE_THAN and parts_sum >= total.stated.value
    if difference == 0 or is_enough:
        outcome = Outcome.AGREES
    elif difference * 2 <= tolerance_doubled:
        outcome = Outcome.WITHIN_ROUNDING
    else:
        outcome = Outcome.DIFFERS
    return Check(total, outcome, base, parts_sum)
