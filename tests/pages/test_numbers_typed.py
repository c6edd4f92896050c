"""Staff type a figure as they are used to, in either language."""

import pytest

from pages.measures import Quality, Unit
from pages.numbers_typed import read_figure


@pytest.mark.parametrize(
    ("text", "unit", "value", "quality"),
    [
        ("1,114亿", Unit.YUAN, 111_400_000_000, Quality.EXACT),
        ("1114亿元", Unit.YUAN, 111_400_000_000, Quality.EXACT),
        ("111.4 billion", Unit.YUAN, 111_400_000_000, Quality.EXACT),
        ("RMB 111.4 Billion", Unit.YUAN, 111_400_000_000, Quality.EXACT),
        ("６０００余亿元", Unit.YUAN, 600_000_000_000, Quality.MORE_THAN),
        ("超过6000亿元", Unit.YUAN, 600_000_000_000, Quality.MORE_THAN),
        ("三千余", Unit.COUNT, 3_000, Quality.MORE_THAN),
        ("三千七百余家", Unit.COUNT, 3_700, Quality.MORE_THAN),
        ("3,700+", Unit.COUNT, 3_700, Quality.MORE_THAN),
        ("over 3700", Unit.COUNT, 3_700, Quality.MORE_THAN),
        ("两百多项", Unit.COUNT, 200, Quality.MORE_THAN),
        ("约60万人次", Unit.VISITS, 600_000, Quality.ABOUT),
        ("about 600,000 visits", Unit.VISITS, 600_000, Quality.ABOUT),
        ("35,000 m²", Unit.SQUARE_METRES, 35_000, Quality.EXACT),
        ("3.5万平方米", Unit.SQUARE_METRES, 35_000, Quality.EXACT),
        ("1.2万亿", Unit.YUAN, 1_200_000_000_000, Quality.EXACT),
    ],
)
def test_common_ways_of_typing_are_understood(text: str, unit: Unit, value: int, quality: Quality) -> None:
    assert read_figure(text, unit) == (value, quality)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("", Unit.COUNT),
        ("many", Unit.COUNT),
        ("-5", Unit.COUNT),
        ("1,23", Unit.COUNT),
        ("1.5", Unit.COUNT),
        ("1.23456万", Unit.COUNT),
        ("nearly 3,000", Unit.COUNT),
        ("近3000", Unit.COUNT),
        ("约3000余", Unit.COUNT),
        ("more than 3,000+", Unit.COUNT),
        ("百余", Unit.COUNT),
        ("二三千", Unit.COUNT),
        ("3,700 and 2,000", Unit.COUNT),
        ("35,000 m²", Unit.COUNT),
        ("RMB 5 million", Unit.COUNT),
        ("USD 5 million", Unit.YUAN),
        ("٣٠٠", Unit.COUNT),
    ],
)
def test_what_is_not_clearly_one_figure_is_refused(text: str, unit: Unit) -> None:
    with pytest.raises(ValueError, match="."):
        read_figure(text, unit)
