"""A chart of one measure over all sessions: its bars as plain geometry, and the table it is drawn from.

Lengths are units of the drawing's ``viewBox``; the template only places them. A bar starts at zero. Reported figures are
solid, derived ones outlined, announced ones hatched; of “more than” the sides run on past the value and the top is open;
where nothing is recorded there is a dotted line and the words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import pgettext

from pages.locales import language_or_active
from pages.measures import MEASURES, Kind, Quality
from pages.number_shapes import habits
from pages.numbers import Stated, column_unit, say_in_column
from sessions_archive.chart_sentences import chart_sentence
from sessions_archive.figure_rows import how_known
from sessions_archive.ledger import SESSION_MEASURES, Ledger
from sessions_archive.presentation import HowKnown
from sessions_archive.records import RecordedFigure

LEFT, TOP, BASE, BOTTOM = 52.0, 26.0, 500.0, 560
NARROWEST, STEP = 840.0, 61.2
BAR = 26.0
OPEN_TOP = 16.0
RULES = 4
"""Lines above the base line; with it five, as the look allows at most."""
_ROUND_STEPS = (10, 15, 20, 25, 30, 40, 50, 60, 80, 100)


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line with its number; the first is the base line."""

    y: float
    label: str

    @property
    def text_y(self) -> float:
        return self.y + 5


@dataclass(frozen=True, slots=True)
class Bar:
    """One session. ``top`` is where its value lies; ``percent`` is the same as a share of the highest rule."""

    number: int
    year: str
    path: str
    x: float
    top: float
    percent: str
    text: str
    known: HowKnown

    @property
    def is_recorded(self) -> bool:
        return bool(self.text)

    @property
    def is_open(self) -> bool:
        return self.known.quality is Quality.MORE_THAN

    @property
    def css(self) -> str:
        """``chart-solid``, ``chart-outline`` or ``chart-hatched``."""
        return {Kind.DERIVED: "chart-outline", Kind.ANNOUNCED: "chart-hatched"}.get(self.known.kind, "chart-solid")  # type: ignore[arg-type]

    @property
    def area(self) -> str:
        """Path of what is filled: from the base line to the value."""
        return f"M{self._left} {BASE:g}V{self.top:g}H{self._right}V{BASE:g}Z"

    @property
    def line(self) -> str:
        """Path of what is drawn round it, never along the base line, and not along an open top."""
        if not self.is_open:
            return f"M{self._left} {BASE:g}V{self.top:g}H{self._right}V{BASE:g}"
        above = f"{self.top - OPEN_TOP:g}"
        return f"M{self._left} {BASE:g}V{above}M{self._right} {BASE:g}V{above}"

    @property
    def label_y(self) -> float:
        return round(self.top - 9 - (OPEN_TOP if self.is_open else 0), 1)

    @property
    def gap_words_x(self) -> float:
        return round(self.x + 5, 1)

    @property
    def _left(self) -> str:
        return f"{self.x - BAR / 2:.1f}"

    @property
    def _right(self) -> str:
        return f"{self.x + BAR / 2:.1f}"


@dataclass(frozen=True, slots=True)
class Chart:
    """One measure by session, oldest first."""

    measure: str
    heading: str
    unit: str
    sentence: str
    width: float
    rules: tuple[Rule, ...]
    bars: tuple[Bar, ...]

    @property
    def caption(self) -> str:
        if not self.unit:
            return self.heading
        return pgettext("caption of a chart's table", "{heading}, {unit}").format(heading=self.heading, unit=self.unit)

    @property
    def left(self) -> float:
        """Where the rules begin, right of their numbers."""
        return LEFT

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width:g} {BOTTOM}"


def charted_measures(ledger: Ledger) -> list[str]:
    """Measures that at least one session has, in the order of the table of all figures; amounts lead."""
    recorded = {figure.measure for each in ledger.sessions.values() for figure in each.figures}
    order = dict.fromkeys(["signed_amount_cny", *SESSION_MEASURES, *MEASURES])
    return [key for key in order if key in recorded]


def chart_of(ledger: Ledger, measure: str) -> Chart:
    """Draw what the ledger shows of a measure, in the active language."""
    figures = {number: ledger.figure(measure, number) for number in ledger.sessions}
    step = rule_step(max((figure.stated.value for figure in figures.values() if figure), default=0), measure)
    width = max(NARROWEST, LEFT + STEP * len(figures))
    pitch = (width - LEFT) / max(len(figures), 1)
    bars = tuple(
        _bar(ledger, number, figure, LEFT + pitch * (place + 0.5), step)
        for place, (number, figure) in enumerate(figures.items())
    )
    label = str(MEASURES[measure].label)
    return Chart(
        measure=measure,
        heading=pgettext("heading of a chart", "{measure}, by session").format(measure=label),
        unit=column_unit(MEASURES[measure]),
        sentence=chart_sentence(ledger, measure),
        width=width,
        rules=tuple(_rules(measure, step)),
        bars=bars,
    )


def rule_step(highest: int, measure: str) -> int:
    """The distance of the rules: a round number in the scale of the column, so that four reach the highest value."""
    scale = habits(language_or_active(None)).column_scale if MEASURES[measure].unit.value == "yuan" else 1
    needed = -(-highest // RULES)
    power = 1
    while True:
        for factor in _ROUND_STEPS:
            candidate = factor * power * scale
            if candidate % 10 == 0 and candidate // 10 >= max(needed, 1):
                return candidate // 10
        power *= 10


def _rules(measure: str, step: int) -> Sequence[Rule]:
    return [
        Rule(round(BASE - (BASE - TOP) * place / RULES, 1), say_in_column(Stated(measure, step * place)))
        for place in range(RULES + 1)
    ]


def _bar(ledger: Ledger, number: int, figure: RecordedFigure | None, x: float, step: int) -> Bar:
    page = ledger.sessions[number].page
    share = figure.stated.value / (step * RULES) if figure else 0
    return Bar(
        number=number,
        year=str(page.year),
        path=ledger.path(number),
        x=round(x, 1),
        top=round(BASE - (BASE - TOP) * share, 1),
        percent=f"{100 * share:.1f}%",
        text=say_in_column(figure.stated) if figure else "",
        known=how_known(figure) if figure else HowKnown(),
    )
