"""Files that are not what they should be: a clear message, and nothing written; what fits is taken all the same."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User

from pages.models import BasePage
from pages.translations.exchange.exporting import export_pages, pages_to_export
from pages.translations.exchange.importing import import_files
from tests.pages.staff import ENGLISH, sign_in
from tests.pages.translations.conftest import CHINESE

pytestmark = pytest.mark.django_db


@pytest.fixture
def overview(site_content: None) -> BasePage:
    return BasePage.objects.get(slug="overview").specific


@pytest.fixture
def file(overview: BasePage, administrator: User) -> bytes:
    return export_pages(pages_to_export(administrator, overview, alone=True), CHINESE)


def drafts() -> dict[int, int]:
    return dict(BasePage.objects.values_list("pk", "latest_revision_id"))


def with_title(file: bytes, chinese: str = "总览") -> bytes:
    return file.replace('msgstr "概况"'.encode(), f'msgstr "{chinese}"'.encode(), 1)


HOSTILE: dict[str, Callable[[bytes], bytes]] = {
    # Each breaks in another place: before parsing, in the parser, in the header, in the units, in the texts.
    "wrong language": lambda file: file.replace(b"Language: zh_Hans", b"Language: fr"),
    "traditional characters": lambda file: file.replace(b"Language: zh_Hans", b"Language: zh_TW"),
    "wrong language without a header": lambda file: file.split(b"\n\n", 1)[1].replace(b"zh-hans:page", b"fr:page"),
    "a catalog of the interface": lambda file: b'msgid "Home"\nmsgstr "x"\n',
    "a picture": lambda file: b"\x89PNG\r\n\x1a\n\x00\x00msgid",
    "an empty file": lambda file: b"",
    "half a file": lambda file: file[: len(file) // 2] + b'\nmsgid "x',
    "a line that is none": lambda file: file + b"\nthis is no PO file any more\n",
    "another encoding": lambda file: with_title(file).decode().encode("gbk", "replace"),
    "50 MB of rubbish": lambda file: b"msgid " + b"x" * (50 * 1024 * 1024),
    "a unit twice": lambda file: file + file.split(b"\n\n", 1)[1].replace("总览".encode(), "甲".encode()),
    "broken markup": lambda file: _in_rich_text(file, "<b>甲"),
    "foreign markup": lambda file: _in_rich_text(file, "<script>alert(1)</script>甲"),
    "placeholder gone": lambda file: _without_placeholder(file),
    "too long": lambda file: file.replace("总览".encode(), ("长" * 300).encode()),
}


def _in_rich_text(file: bytes, text: str) -> bytes:
    """Puts a text before the first translation of a rich text."""
    entries = file.split(b"\n\n")
    place = next(number for number, entry in enumerate(entries) if b'/0"' in entry and b"body/" in entry)
    entries[place] = entries[place].replace(b'msgstr "', b'msgstr "' + text.encode(), 1)
    return b"\n\n".join(entries)


def _without_placeholder(file: bytes) -> bytes:
    entries = file.split(b"\n\n")
    place = next(number for number, entry in enumerate(entries) if b"_through_5}" in entry)
    source, target = entries[place].rsplit(b"msgstr ", 1)
    entries[place] = source + b"msgstr " + target.replace(b"{", b"(")
    return b"\n\n".join(entries)


@pytest.mark.parametrize("kind", HOSTILE)
def test_nothing_is_written_and_the_reason_is_said(
    kind: str, file: bytes, administrator: User, overview: BasePage
) -> None:
    before = drafts()
    feature = BasePage.objects.get(slug="military-civilian-integration")
    source = export_pages(pages_to_export(administrator, feature, alone=True), CHINESE) if "gone" in kind else file
    report = import_files(
        [("some.po", HOSTILE[kind](with_title(source) if "gone" not in kind else source))], CHINESE, administrator
    )
    assert report.problems
    assert all(reason for _where, reason in report.problems)
    assert report.changed == 0
    assert drafts() == before


def test_two_files_of_one_page_are_refused(file: bytes, administrator: User) -> None:
    before = drafts()
    report = import_files([("one.po", with_title(file)), ("two.po", file)], CHINESE, administrator)
    assert [where for where, _reason in report.problems] == ["two.po"]
    assert "one.po" in report.problems[0][1]
    assert drafts() == before


def test_a_text_whose_english_has_changed_is_named_and_the_rest_is_taken(
    file: bytes, administrator: User, overview: BasePage
) -> None:
    overview.summary_en = "Something else now."
    overview.save_revision().publish()
    changed = with_title(file).replace(overview.summary_zh_hans.encode(), "别的摘要。".encode())
    report = import_files([("a.po", changed)], CHINESE, administrator)
    assert report.problems == []
    assert [label for _page, label, _reason in report.refused] == ["Summary"]
    assert "Something else now." in report.refused[0][2]
    draft = BasePage.objects.get(pk=overview.pk).get_latest_revision_as_object()
    assert draft.title_zh_hans == "总览"
    assert draft.summary_zh_hans == overview.summary_zh_hans


def test_a_file_does_not_undo_what_was_translated_since_it_was_made(
    file: bytes, administrator: User, overview: BasePage
) -> None:
    overview.title_zh_hans, overview.summary_zh_hans = "新概况", "新摘要。"
    overview.save_revision()
    report = import_files([("a.po", with_title(file))], CHINESE, administrator)
    assert (report.problems, report.changed) == ([], 0)
    assert [(label, "新概况" in reason) for _page, label, reason in report.refused] == [("Title", True)]
    draft = BasePage.objects.get(pk=overview.pk).get_latest_revision_as_object()
    assert (draft.title_zh_hans, draft.summary_zh_hans) == ("新概况", "新摘要。")
    # A tool that drops comments leaves what it always was: the file's word counts.
    bare = b"\n".join(line for line in with_title(file).split(b"\n") if not line.startswith(b"#."))
    assert import_files([("a.po", bare)], CHINESE, administrator).changed == 2


def test_what_its_translator_is_unsure_of_is_left_out(file: bytes, administrator: User) -> None:
    entries = with_title(file).split(b"\n\n")
    place = next(number for number, entry in enumerate(entries) if ":title" in entry.decode())
    entries[place] = b"#, fuzzy\n" + entries[place]
    report = import_files([("a.po", b"\n\n".join(entries))], CHINESE, administrator)
    assert (report.problems, report.changed) == ([], 0)
    assert len(report.refused) == 1


def test_a_page_that_is_gone_is_named(file: bytes, administrator: User, overview: BasePage) -> None:
    report = import_files(
        [("a.po", file.replace(f":page:{overview.pk}:".encode(), b":page:987654:"))], CHINESE, administrator
    )
    assert report.problems == []
    assert report.left_out[0][0] == "987654"


def test_an_import_has_the_rights_of_who_imports(file: bytes, overview: BasePage, site_content: None) -> None:
    """Somebody without any right on pages, and a page that another person has locked."""
    before = drafts()
    nobody = User.objects.create_user("nobody-in-particular")
    assert import_files([("a.po", with_title(file))], CHINESE, nobody).left_out
    translator = sign_in("translator", ENGLISH)
    user = User.objects.get(username="translator-en")
    locker = User.objects.create_superuser("locker")
    BasePage.objects.filter(pk=overview.pk).update(locked=True, locked_by=locker)
    assert import_files([("a.po", with_title(file))], CHINESE, user).left_out
    assert drafts() == before
    BasePage.objects.filter(pk=overview.pk).update(locked=False, locked_by=None)
    assert import_files([("a.po", with_title(file))], CHINESE, user).changed == 1
    assert translator.get(f"/admin/pages/{overview.pk}/edit/").status_code == 200
