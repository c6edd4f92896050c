"""Each way in which a translation can fail a reader is found, and nothing else is."""

import pytest
from babel.messages.catalog import Catalog

from pages.translations.catalogs import catalog_bytes, parse_catalog
from pages.translations.merging import merged
from pages.translations.problems import catalog_problems
from tests.pages.translations.made_up import package, po, sources

NONE = Catalog(domain="django")


def reasons(*entries: str) -> list[str]:
    return [problem.reason for problem in catalog_problems(po(*entries), "zh_Hans", "django")]


def entry(english: str, chinese: str) -> str:
    return f'msgid "{english}"\nmsgstr "{chinese}"'


@pytest.mark.parametrize(
    ("english", "chinese", "reason"),
    [
        ("Home", "", "missing"),
        ("By %(name)s", "作者：%(nam)s", "placeholders differ"),
        ("By %(name)s", "作者", "placeholders differ"),
        ("%s of %s", "%s", "placeholders differ"),
        ("{0} of {1}", "{1}之{2}", "placeholders differ"),
        ("From {date}", "自{data}", "placeholders differ"),
        ("%(n)s%% done", "完成%(n)s%", "stray %"),
        ("Go <b>home</b>", "回<i>首页</i>", "HTML tags differ"),
        ("Go <b>home</b>", "回<b>首页", "HTML tags differ"),
        ('<a href=\\"%(url)s\\">Go</a>', '<a href=\\"#\\">去</a>', "HTML tags differ"),
        ("By ", "作者", "white space"),
        ("Done\\n", "完成", "white space"),
        ("Yes, delete", "是,删除", "half-width punctuation"),
        ("Saved.", "已保存.", "half-width punctuation"),
    ],
)
def test_a_bad_translation_is_found(english: str, chinese: str, reason: str) -> None:
    assert any(found.startswith(reason) or reason in found for found in reasons(entry(english, chinese)))


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("Home", "首页"),
        ("%(a)s by %(b)s", "%(b)s：%(a)s"),
        ("{number} of {total}", "共{total}，第{number}"),
        ("%(n)s%% done", "完成%(n)s%%"),
        ("100% yours", "100%归您"),
        ('<a href=\\"/\\" title=\\"Home\\">Go</a>', '<a href=\\"/\\" title=\\"首页\\">去</a>'),
        ("Status: ", "状态："),
        ("Status: ", "状态： "),
        (", ", "、"),
        ("Version 8.0, now", "8.0版，现在"),
    ],
)
def test_a_good_translation_is_left_alone(english: str, chinese: str) -> None:
    assert reasons(entry(english, chinese)) == []


def test_a_guess_is_found() -> None:
    assert reasons("#, fuzzy\n" + entry("Home", "家"))[0].startswith("fuzzy")


def test_a_string_without_a_source_is_found() -> None:
    assert reasons("#~ " + entry("Home", "首页").replace("\n", "\n#~ "))[0].startswith("obsolete")


COUNTED = 'msgid "One page"\nmsgid_plural "%(n)s pages"\n'


@pytest.mark.parametrize(
    ("forms", "reason"),
    [
        ('msgstr[0] "%(n)s页"\nmsgstr[1] "%(n)s页"', "2 plural forms, 1 in this language"),
        ('msgstr[0] ""', "missing"),
        ('msgstr[0] "一页"', "placeholders differ"),  # Chinese says two pages with this form, too
    ],
)
def test_wrong_plurals_are_found(forms: str, reason: str) -> None:
    assert any(found.startswith(reason) for found in reasons(COUNTED + forms))


def test_one_form_with_the_number_is_right() -> None:
    assert reasons(COUNTED + 'msgstr[0] "%(n)s页"') == []


def test_a_header_with_two_plural_forms_is_found() -> None:
    content = po(entry("Home", "首页")).replace(b"nplurals=1; plural=0;", b"nplurals=2; plural=(n != 1);")
    assert "nplurals=1" in catalog_problems(content, "zh_Hans", "django")[0].reason


def test_a_file_that_is_no_catalog_is_one_problem() -> None:
    assert len(catalog_problems(b"\xff\xfe\x00", "zh_Hans", "django")) == 1


def test_a_string_of_the_sources_that_is_not_in_the_file_is_found() -> None:
    problems = catalog_problems(po(entry("Home", "首页")), "zh_Hans", "django", sources("Home", "Search"))
    assert [(problem.message, problem.reason) for problem in problems] == [
        ("Search", "not in the catalog, but in shop/views.py")
    ]


def test_a_string_that_a_package_does_not_translate_is_found() -> None:
    problems = catalog_problems(po(), "zh_Hans", "django", NONE, package("Autosave is paused"))
    assert [problem.reason for problem in problems] == [
        "not in the catalog, and wagtail.admin has no translation of it"
    ]


def test_a_file_that_merging_would_change_is_behind() -> None:
    ours = sources("Home", file="shop/moved.py")
    content = po("#: shop/views.py\n" + entry("Home", "首页"))
    assert "behind" in catalog_problems(content, "zh_Hans", "django", ours)[0].reason
    current = catalog_bytes(merged(parse_catalog(content, "zh_Hans", "django"), ours, NONE))
    assert catalog_problems(current, "zh_Hans", "django", ours) == []
