"""The language that nobody speaks shows which text no translator could reach."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.utils import translation
from django.utils.translation import gettext, ngettext

from pages.translations.pseudo import plain_words, pseudo, write_pseudo_locale


@pytest.mark.parametrize(
    ("english", "shown"),
    [
        ("Home", "⟦Ĥóɱé⟧"),
        ("By %(name)s", "⟦Ɓý %(name)s⟧"),
        ("{number} of {total}", "⟦{number} óƒ {total}⟧"),
        ('Go <a href="/x">home</a> &amp; rest', '⟦Ǵó <a href="/x">ĥóɱé</a> &amp; ŕéšť⟧'),
        ("%(n)s%% done", "⟦%(n)s%% ďóñé⟧"),
        ("Status: ", "⟦Šťáťúš:⟧ "),
        ("", ""),
    ],
)
def test_words_change_and_placeholders_stay(english: str, shown: str) -> None:
    assert pseudo(english) == shown


def test_only_words_that_no_catalog_gave_are_found() -> None:
    assert plain_words("⟦Ĥóɱé⟧ Read more ⟦Ɓý ⟦Šťáťé⟧ 5⟧ 科博会 2017") == ["Read more"]
    assert plain_words("⟦Ɓý Li Keqiang⟧") == []


@pytest.mark.long
def test_it_takes_a_real_languages_place(tmp_path: Path, settings: LazySettings) -> None:
    write_pseudo_locale(tmp_path, packages=True)
    settings.LOCALE_PATHS = [tmp_path]
    with translation.override("zh-hans"):
        assert gettext("High-Tech Expo") == "⟦Ĥíǵĥ-Ťéćĥ Éẋƥó⟧"
        assert gettext("Publish") == "⟦Ƥúƀļíšĥ⟧"
        assert (
            ngettext("%(num_parent_objects)d page", "%(num_parent_objects)d pages", 1)
            == "⟦%(num_parent_objects)d ƥáǵéš⟧"
        )
