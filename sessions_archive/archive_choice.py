"""What a visitor chose to see of the archive: a chart, and sessions by year, Guest of Honor or what is recorded.

The address holds all of it (``?from=2015&to=2019&guest=IL&recorded=visitors&chart=visitors``). Whatever in it cannot be
understood is left out: an address that somebody mistyped still shows the archive.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.functional import cached_property
from django.utils.translation import ngettext

from pages.measures import MEASURES
from pages.places import say_country
from sessions_archive.charts import Chart, chart_of, charted_measures
from sessions_archive.ledger import Ledger
from sessions_archive.records import RecordedSession


@dataclass(frozen=True, slots=True)
class Option:
    """One entry of a list to choose from."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ChartLink:
    """The way to another chart; the filters stay as they are."""

    address: str
    label: str
    is_current: bool


class ArchiveChoice:
    """The choice that an address holds, with all there is to choose from. ``query`` is the address's parameters."""

    def __init__(self, ledger: Ledger, query: Mapping[str, Any]) -> None:
        self.ledger = ledger
        sessions = ledger.sessions.values()
        self._years = sorted({each.page.year for each in sessions})
        self._guests = sorted({code for each in sessions for code in each.guests}, key=say_country)
        self._measures = charted_measures(ledger)
        self.first_year = self._year(query.get("from"))
        self.last_year = self._year(query.get("to"))
        self.guest = _one_of(self._guests, query.get("guest"))
        self.recorded = _one_of(self._measures, query.get("recorded"))
        self.chart_measure = _one_of(self._measures, query.get("chart"))

    # --- sessions

    @property
    def is_filtered(self) -> bool:
        return bool(self._filters)

    def includes(self, each: RecordedSession) -> bool:
        """Whether a session is among the chosen ones."""
        year, number = each.page.year, each.page.number
        return (
            (self.first_year is None or year >= self.first_year)
            and (self.last_year is None or year <= self.last_year)
            and (not self.guest or self.guest in each.guests)
            and (not self.recorded or self.ledger.figure(self.recorded, number) is not None)
        )

    @cached_property
    def sessions(self) -> list[RecordedSession]:
        """The chosen sessions, oldest first."""
        return [each for each in self.ledger.sessions.values() if self.includes(each)]

    @property
    def result(self) -> str:
        """“2 of 13 sessions”."""
        count = len(self.sessions)
        pattern = ngettext("{count} of {all} sessions", "{count} of {all} sessions", count)
        return pattern.format(count=count, all=len(self.ledger.sessions))

    @property
    def first_years(self) -> list[Option]:
        return [Option(str(year), str(year), year == self.first_year) for year in self._years]

    @property
    def last_years(self) -> list[Option]:
        return [Option(str(year), str(year), year == self.last_year) for year in self._years]

    @property
    def guests(self) -> list[Option]:
        return [Option(code, say_country(code), code == self.guest) for code in self._guests]

    @property
    def measures(self) -> list[Option]:
        return [Option(key, str(MEASURES[key].label), key == self.recorded) for key in self._measures]

    # --- charts

    @cached_property
    def chart(self) -> Chart | None:
        """The chosen chart, else the first; None where nothing at all is recorded. Charts show every session."""
        measure = self.chart_measure or next(iter(self._measures), "")
        return chart_of(self.ledger, measure) if measure else None

    @property
    def charts(self) -> list[ChartLink]:
        current = self.chart.measure if self.chart else ""
        return [
            ChartLink(f"?{urlencode({**self._filters, 'chart': key})}#charts", str(MEASURES[key].label), key == current)
            for key in self._measures
        ]

    @property
    def _filters(self) -> dict[str, str]:
        chosen = {"from": self.first_year, "to": self.last_year, "guest": self.guest, "recorded": self.recorded}
        return {name: str(value) for name, value in chosen.items() if value}

    def _year(self, typed: str | None) -> int | None:
        return int(typed) if typed and re.fullmatch("[0-9]{4}", typed) else None


def _one_of(known: list[str], typed: str | None) -> str:
    return typed if typed in known else ""
