"""The drawn pictures follow the sessions' numbers, whatever they become."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from pages.art.numerals import BOX, box_size, line_width, numeral_path, strokes, wavefronts
from pages.art.sprite import SESSIONS_IN_SPRITE, sprite
from pages.art.waves import waves
from pages.models.feature import FeaturePicture

numbers = st.integers(min_value=1, max_value=999)


def drawn_by(tag: str) -> ElementTree.Element:
    return ElementTree.fromstring(Template("{% load art %}{% " + tag + " %}").render(Context()))


def test_the_file_is_what_the_generator_makes() -> None:
    assert (Path(settings.BASE_DIR) / "static/img/art.svg").read_text(encoding="utf-8") == sprite()


def test_each_reference_in_the_file_has_its_shape() -> None:
    ids = re.findall(r'id="([^"]+)"', sprite())
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', sprite())) <= set(ids)
    assert {f"session-{n}{fine}" for n in range(1, SESSIONS_IN_SPRITE + 1) for fine in ("", "-fine")} <= set(ids)
    assert {choice.value for choice in FeaturePicture} <= set(ids)


@given(numbers)
def test_a_session_sends_out_as_many_waves_as_its_number(number: int) -> None:
    ink = [width for width, color in strokes(number) if color == ""]
    assert len(ink) == number
    assert ink == sorted(ink, reverse=True)


@given(numbers, st.booleans())
def test_the_picture_stays_in_its_box_and_its_lines_apart(number: int, fine: bool) -> None:
    waves_of = wavefronts(number)
    assert box_size(number) >= BOX
    assert 2 * waves_of[-1] <= box_size(number)
    assert 0 < line_width(number, fine=fine) <= 1.2
    assert all(outer > inner for inner, outer in zip(waves_of, waves_of[1:], strict=False))


@given(numbers)
def test_a_close_picture_shows_all_waves(number: int) -> None:
    assert 2 * wavefronts(number)[-1] < box_size(number, close=True) <= box_size(number)


def test_numbers_begin_at_one() -> None:
    with pytest.raises(ValueError, match="count from 1"):
        numeral_path(0)


@pytest.mark.parametrize("number", [1, 13])
def test_recorded_sessions_come_from_the_file(number: int) -> None:
    svg = drawn_by(f"numeral {number} fine=True")
    (use,) = svg
    assert use.attrib["href"].endswith(f"#session-{number}-fine")
    assert svg.attrib["aria-hidden"] == "true"


@pytest.mark.parametrize("number", [14, 20, 128])
def test_later_sessions_are_drawn_in_the_page(number: int) -> None:
    svg = drawn_by(f"numeral {number}")
    (group,) = svg
    assert len(group) == 2 * number + 1
    assert not [part for part in svg.iter() if "style" in part.attrib or "id" in part.attrib]


def test_an_unknown_picture_is_an_error() -> None:
    with pytest.raises(KeyError):
        waves("wave-none")
