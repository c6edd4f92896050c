"""The catalogs this site ships: complete, right, compiled whole, and what staff and visitors really read."""

import json
import shutil
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.test import RequestFactory
from django.utils import translation
from django.utils.translation import gettext, ngettext
from wagtail.admin.views.i18n import js_catalog

from pages.management.commands import check_catalogs
from pages.translations.catalogs import BASE_DIR, DOMAINS, LOCALE_DIR, catalog_path, compile_catalogs, write_aside
from pages.translations.loaded import reload_translations
from pages.translations.merging import update_catalog
from pages.translations.packages import installed_strings, package_template
from pages.translations.problems import catalog_problems
from pages.translations.sources import source_template


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_string_of_ours_and_of_the_packages_is_chinese(domain: str) -> None:
    content = catalog_path("zh_Hans", domain).read_bytes()
    ours, packages = source_template(BASE_DIR, domain), package_template("zh_Hans", domain)
    assert [str(problem) for problem in catalog_problems(content, "zh_Hans", domain, ours, packages)] == []


def test_wagtail_still_lacks_what_we_carry_for_it() -> None:
    """Tells when an upgrade changes the count, so that somebody looks at the new strings."""
    packages = [
        package
        for domain in DOMAINS
        for package in installed_strings("zh_Hans", domain)
        if package.name.startswith("wagtail")
    ]
    assert sum(len(package.english) for package in packages) == 1993
    assert sum(len(package.gaps()) for package in packages) == 432


@pytest.mark.long
def test_updating_leaves_a_current_file_untouched(tmp_path: Path) -> None:
    shutil.copytree(LOCALE_DIR, tmp_path / "locale")
    for domain in DOMAINS:
        update_catalog("zh_Hans", domain, BASE_DIR, tmp_path / "locale")
        before = catalog_path("zh_Hans", domain, tmp_path / "locale").read_bytes()
        assert not update_catalog("zh_Hans", domain, BASE_DIR, tmp_path / "locale")
        assert catalog_path("zh_Hans", domain, tmp_path / "locale").read_bytes() == before


def test_compiling_writes_only_what_changed(tmp_path: Path) -> None:
    shutil.copytree(LOCALE_DIR, tmp_path / "locale", ignore=shutil.ignore_patterns("*.mo"))
    compiled = compile_catalogs(tmp_path / "locale")
    assert [path.name for path in compiled] == ["django.mo", "djangojs.mo"]
    assert compile_catalogs(tmp_path / "locale") == []
    source = catalog_path("zh_Hans", "django", tmp_path / "locale")
    source.touch()
    assert compile_catalogs(tmp_path / "locale") == []  # newer, but the same
    write_aside(source, source.read_bytes().replace("科博会".encode(), "博览会".encode()))
    assert compile_catalogs(tmp_path / "locale") == [source.with_suffix(".mo")]
    assert {path.suffix for path in source.parent.iterdir()} == {".po", ".mo"}  # nothing left aside


def test_our_catalog_goes_before_the_packages_own(tmp_path: Path, settings: LazySettings) -> None:
    catalog = tmp_path / "zh_Hans" / "LC_MESSAGES" / "django.po"
    write_aside(
        catalog,
        """msgid ""
msgstr ""
"Plural-Forms: nplurals=1; plural=0;\\n"

msgid "Publish"
msgstr "刊出"

msgid "%(num)d year"
msgid_plural "%(num)d years"
msgstr[0] "%(num)d载"
""".encode(),
    )
    compile_catalogs(tmp_path)
    settings.LOCALE_PATHS = [tmp_path]
    with translation.override("zh-hans"):
        assert gettext("Publish") == "刊出"  # Wagtail says 发布
        assert ngettext("%(num)d year", "%(num)d years", 1) == "%(num)d载"
        assert ngettext("%(num)d year", "%(num)d years", 5) == "%(num)d载"
        assert gettext("Pages") == "页面"  # what ours does not have is still Wagtail's


def test_staff_read_the_admins_own_gaps_in_chinese() -> None:
    with translation.override("zh-hans"):
        assert gettext("Autosave is paused") == "自动保存已暂停"
        assert (
            ngettext("%(num_parent_objects)d page", "%(num_parent_objects)d pages", 1) == "%(num_parent_objects)d个页面"
        )


def test_the_admins_scripts_read_them_too() -> None:
    with translation.override("zh-hans"):
        script = js_catalog(RequestFactory().get("/")).content.decode()
    assert json.dumps("正在自动保存…") in script


def test_a_changed_catalog_is_taken_up_without_dropping_the_running_language(
    tmp_path: Path, settings: LazySettings
) -> None:
    catalog = tmp_path / "zh_Hans" / "LC_MESSAGES" / "django.po"
    text = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\nmsgid "Harvest"\nmsgstr "%s"\n'
    write_aside(catalog, (text % "收获").encode())
    compile_catalogs(tmp_path)
    settings.LOCALE_PATHS = [tmp_path]
    with translation.override("zh-hans"):
        assert gettext("Harvest") == "收获"
        write_aside(catalog, (text % "丰收").encode())
        catalog.with_suffix(".mo").unlink()
        compile_catalogs(tmp_path)
        reload_translations()
        assert translation.get_language() == "zh-hans"
        assert gettext("Harvest") == "收获"  # the page that is being made stays in one piece
        translation.activate("zh-hans")
        assert gettext("Harvest") == "丰收"
    reload_translations()


def test_the_check_is_silent_or_fails_with_exit_code_1(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check_catalogs, "catalog_path", lambda locale, domain: tmp_path / "none.po")
    with pytest.raises(SystemExit) as failure:
        call_command(check_catalogs.Command())
    assert failure.value.code == 1
    assert "not in the catalog" in capsys.readouterr().out
