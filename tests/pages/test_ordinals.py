"""Sessions are numbered and named as each language numbers and names them."""

import pytest

from pages.ordinals import (
    HIGHEST,
    chinese_numeral,
    from_chinese_numeral,
    number_word,
    ordinal,
    session_name,
    session_ordinal,
    sessions_counted,
)


@pytest.mark.parametrize(
    ("number", "english", "chinese"),
    [
        (1, "1st", "第一"),
        (2, "2nd", "第二"),
        (3, "3rd", "第三"),
        (5, "5th", "第五"),
        (10, "10th", "第十"),
        (11, "11th", "第十一"),
        (12, "12th", "第十二"),
        (13, "13th", "第十三"),
        (20, "20th", "第二十"),
        (21, "21st", "第二十一"),
        (101, "101st", "第一百零一"),
        (110, "110th", "第一百一十"),
        (111, "111th", "第一百一十一"),
        (1001, "1001st", "第一千零一"),
        (1010, "1010th", "第一千零一十"),
        (1100, "1100th", "第一千一百"),
        (9999, "9999th", "第九千九百九十九"),
    ],
)
def test_ordinals(number: int, english: str, chinese: str) -> None:
    assert (ordinal(number, "en"), ordinal(number, "zh-hans")) == (english, chinese)


def test_every_ordinal_is_read_back_as_its_number() -> None:
    for number in range(1, HIGHEST + 1):
        assert from_chinese_numeral(ordinal(number, "zh-hans").removeprefix("第")) == number
        assert int(ordinal(number, "en")[:-2]) == number


@pytest.mark.parametrize("wrong", [0, -1, HIGHEST + 1])
def test_there_is_no_session_zero(wrong: int) -> None:
    for say in (ordinal, number_word, session_name, chinese_numeral):
        with pytest.raises(ValueError, match="1 to"):
            say(wrong)


@pytest.mark.parametrize("wrong", ["", "零", "百", "二三", "一十", "五五", "五x", "十百", "一百一"])
def test_only_well_written_chinese_numerals_are_read(wrong: str) -> None:
    with pytest.raises(ValueError, match="not a Chinese numeral"):
        from_chinese_numeral(wrong)


def test_small_numbers_are_words() -> None:
    english = [number_word(number, "en") for number in (1, 5, 9, 10, 13)]
    chinese = [number_word(number, "zh-hans") for number in (1, 2, 5, 9, 12, 13)]
    assert english == ["one", "five", "nine", "10", "13"]
    assert chinese == ["一", "两", "五", "九", "十二", "十三"]


def test_sessions_are_counted() -> None:
    assert [sessions_counted(number, "en") for number in (1, 5, 13)] == ["one session", "five sessions", "13 sessions"]
    assert [sessions_counted(number, "zh-hans") for number in (2, 5, 13)] == ["两届", "五届", "十三届"]


def test_sessions_are_named() -> None:
    assert session_name(5, "en") == "The 5th High-Tech Expo"
    assert session_name(5, "en", in_sentence=True) == "the 5th High-Tech Expo"
    assert session_name(5, "zh-hans") == session_name(5, "zh-hans", in_sentence=True) == "第五届科博会"
    official = "5th China (Mianyang) Science & Technology City International High-Tech Expo"
    assert session_name(5, "en", short=False) == f"The {official}"
    assert session_name(5, "en", short=False, in_sentence=True) == f"the {official}"
    assert session_name(13, "zh-hans", short=False) == "第十三届中国（绵阳）科技城国际科技博览会"
    assert [session_ordinal(5, language) for language in ("en", "zh-hans")] == ["5th session", "第五届"]
