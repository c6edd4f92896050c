"""Countries and regions carry the names that the expo and official usage give them."""

import pytest

from pages.places import country_choices, say_country


@pytest.mark.parametrize(
    ("code", "english", "in_prose", "chinese"),
    [
        ("CZ", "Czech Republic", "the Czech Republic", "捷克"),
        ("US", "United States", "the United States", "美国"),
        ("IL", "Israel", "Israel", "以色列"),
        ("AT", "Austria", "Austria", "奥地利"),
        ("HU", "Hungary", "Hungary", "匈牙利"),
        ("AR", "Argentina", "Argentina", "阿根廷"),
        ("ID", "Indonesia", "Indonesia", "印度尼西亚"),
        ("NL", "Netherlands", "the Netherlands", "荷兰"),
        ("TW", "Taiwan, China", "Taiwan, China", "中国台湾"),
        ("HK", "Hong Kong, China", "Hong Kong, China", "中国香港"),
        ("MO", "Macao, China", "Macao, China", "中国澳门"),
    ],
)
def test_names(code: str, english: str, in_prose: str, chinese: str) -> None:
    assert say_country(code, "en") == english
    assert say_country(code, "en", in_prose=True) == in_prose
    assert say_country(code, "zh-hans") == say_country(code, "zh-hans", in_prose=True) == chinese


@pytest.mark.parametrize("code", ["", "us", "USA", "EU", "ZZ", "XK", "419", "A1", "AA"])
def test_only_codes_of_countries_and_regions_are_accepted(code: str) -> None:
    with pytest.raises(ValueError, match="ISO 3166-1"):
        say_country(code, "en")


def test_choices_name_the_same_places_in_both_languages() -> None:
    english, chinese = dict(country_choices("en")), dict(country_choices("zh-hans"))
    assert english.keys() == chinese.keys()
    assert len(english) == 249
    for names in (english, chinese):
        assert len(set(names.values())) == len(names)
    assert not any(name.isascii() for name in chinese.values())


def test_choices_come_in_the_order_people_look_them_up() -> None:
    english = [name for _, name in country_choices("en")]
    assert english[:3] == ["Afghanistan", "Åland Islands", "Albania"]
    chinese = [name for _, name in country_choices("zh-hans")]
    # By pinyin: a, b, …, z.
    assert chinese.index("阿根廷") < chinese.index("巴西") < chinese.index("捷克") < chinese.index("以色列")
