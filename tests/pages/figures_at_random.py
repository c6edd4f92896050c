"""Figures for property-based tests: every measure and quality, values over the whole range, round ones more often."""

from hypothesis import strategies as st

from pages.measures import MEASURES, Quality
from pages.numbers import Stated

HIGHEST = 10**15

_ROUND = st.builds(
    lambda digits, power: min(digits * 10**power, HIGHEST),
    digits=st.integers(0, 99_999),
    power=st.integers(0, 15),
)


def stated_figures() -> st.SearchStrategy[Stated]:
    """Give figures as sources state them: most end in zeros, some are exact to the last digit."""
    return st.builds(
        Stated,
        measure=st.sampled_from(sorted(MEASURES)),
        value=st.one_of(_ROUND, st.integers(0, HIGHEST)),
        quality=st.sampled_from(Quality),
    )
