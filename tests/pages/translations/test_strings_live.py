"""A string changed in the admin: checked, kept with who and when, taken back, taken up by the process, exported."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.contrib.auth.models import User
from django.utils import translation
from django.utils.translation import gettext

from pages.translations import live_strings
from pages.translations.catalogs import DOMAINS, LOCALE_DIR, catalog_path
from pages.translations.models import InterfaceString, StringChange, WorkItem
from pages.translations.models.work import Kind
from pages.translations.own_strings import repository_catalog
from pages.translations.shipped_strings import copy_shipped_strings
from pages.translations.string_editing import Outdated, Refused, change_string, take_back
from tests.pages.translations.conftest import CHINESE

pytestmark = pytest.mark.django_db
type Strings = Callable[[str], InterfaceString]


def said(english: str) -> str:
    with translation.override(CHINESE):
        return gettext(english)


def test_readers_get_the_changed_string_and_the_sources_stay(
    strings: Strings, administrator: User, own_folder: Path
) -> None:
    before = {path: path.read_bytes() for path in LOCALE_DIR.rglob("*.?o")}
    string = strings("Skip to content")
    change_string(string.pk, ["跳至正文"], administrator, string.version)
    live_strings.take_up()
    assert said("Skip to content") == "跳至正文"
    assert said("Home") == "首页"
    assert {path: path.read_bytes() for path in LOCALE_DIR.rglob("*.?o")} == before
    assert [path.name for path in own_folder.rglob("*.mo")] == ["django.mo"]


def test_it_is_there_after_a_restart_on_a_machine_that_never_saw_it(
    strings: Strings, administrator: User, own_folder: Path
) -> None:
    string = strings("Skip to content")
    change_string(string.pk, ["跳至正文"], administrator, string.version)
    assert not list(own_folder.rglob("*.mo"))
    live_strings.take_up()
    assert said("Skip to content") == "跳至正文"


def test_a_change_is_kept_with_who_when_and_what_it_was(strings: Strings, administrator: User) -> None:
    string = strings("Skip to content")
    change_string(string.pk, ["跳至正文"], administrator, 0)
    change_string(string.pk, ["转到正文"], administrator, 1)
    change = StringChange.objects.first()
    assert (change.before, change.after, change.made_by) == (["跳至正文"], ["转到正文"], administrator)
    string.refresh_from_db()
    assert (string.version, string.changed_by) == (2, administrator)
    assert string.changed_at


def test_it_can_be_taken_back(strings: Strings, administrator: User, own_folder: Path) -> None:
    string = strings("Skip to content")
    change_string(string.pk, ["跳至正文"], administrator, 0)
    live_strings.take_up()
    take_back(string.pk, administrator, 1)
    live_strings.take_up()
    assert said("Skip to content") == "跳到正文"
    assert StringChange.objects.first().taken_back
    assert not list(own_folder.rglob("*.mo"))


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("Line %(line)s of this PO file cannot be read.", "无法读取这个PO文件。"),
        ("Line %(line)s of this PO file cannot be read.", "无法读取第%(lines)s行。"),
        ("Skip to content", ""),
        ("Skip to content", " 跳到正文"),
        ("Saved: “%(text)s”. Visitors see it within two seconds.", "已保存:“%(text)s”。"),
    ],
    ids=["placeholder gone", "placeholder misspelt", "empty", "space before", "half-width colon"],
)
def test_what_would_fail_readers_is_refused(strings: Strings, administrator: User, english: str, chinese: str) -> None:
    string = strings(english)
    with pytest.raises(Refused) as refused:
        change_string(string.pk, [chinese], administrator, string.version)
    assert refused.value.reasons
    string.refresh_from_db()
    assert string.own is None
    assert not StringChange.objects.exists()


def test_what_no_xml_can_hold_is_not_kept(strings: Strings, administrator: User) -> None:
    string = change_string(strings("Skip to content").pk, ["跳至\x02正文\x1f"], administrator, 0)
    assert string.forms == ["跳至正文"]


def test_two_people_do_not_overwrite_each_other(strings: Strings, administrator: User) -> None:
    string = strings("Skip to content")
    change_string(string.pk, ["跳至正文"], administrator, 0)
    with pytest.raises(Outdated, match="跳至正文"):
        change_string(string.pk, ["转到正文"], administrator, 0)


def test_the_export_differs_from_the_repository_in_nothing_else(strings: Strings, administrator: User) -> None:
    for domain in DOMAINS:
        assert repository_catalog(CHINESE, domain) == catalog_path("zh_Hans", domain).read_bytes()
    string = strings("Skip to content")
    change_string(string.pk, ["跳至正文"], administrator, 0)
    exported = repository_catalog(CHINESE, "django").decode().splitlines()
    shipped = catalog_path("zh_Hans", "django").read_text().splitlines()
    differing = [(new, old) for new, old in zip(exported, shipped, strict=True) if new != old]
    assert differing == [('msgstr "跳至正文"', 'msgstr "跳到正文"')]
    assert read_po(catalog_path("zh_Hans", "django").open("rb")).get("Skip to content").string == "跳到正文"


def test_a_string_that_the_sources_drop_comes_back_with_what_staff_made_of_it(
    strings: Strings, administrator: User
) -> None:
    string = strings("Skip to content")
    change_string(string.pk, ["跳至正文"], administrator, 0)
    InterfaceString.objects.filter(pk=string.pk).update(in_catalog=False, source="Was called so once", digest="x" * 32)
    from pages.translations.models import CatalogCopy

    CatalogCopy.objects.all().delete()
    assert copy_shipped_strings()
    kept = InterfaceString.objects.get(pk=string.pk)
    assert (kept.own, kept.in_catalog) == (["跳至正文"], False)
    assert strings("Skip to content").own is None
    assert not WorkItem.objects.filter(kind=Kind.STRING, object_id=kept.pk).exists()


def test_copying_twice_does_nothing(strings: Strings) -> None:
    assert not copy_shipped_strings()


def test_a_request_that_is_running_stays_in_its_language(
    strings: Strings, administrator: User, own_folder: Path
) -> None:
    """Trap 24: what a thread has activated is left alone, in both languages, while strings are taken up."""
    change_string(strings("Skip to content").pk, ["跳至正文"], administrator, 0)
    ready, go, found = threading.Barrier(3), threading.Event(), {}

    def read(language: str) -> None:
        with translation.override(language):
            ready.wait()
            go.wait()
            found[language] = (translation.get_language(), gettext("Home"))

    threads = [threading.Thread(target=read, args=[language]) for language in ("en", CHINESE)]
    for thread in threads:
        thread.start()
    ready.wait()
    live_strings.take_up()
    go.set()
    for thread in threads:
        thread.join()
    assert found == {"en": ("en", "Home"), CHINESE: (CHINESE, "首页")}
