"""Importing figures: what is exported changes nothing, what is wrong is named, and nothing is half done."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sessions_archive.csv_files import csv_bytes
from sessions_archive.csv_reading import Refused
from sessions_archive.exports import COLUMNS, table
from sessions_archive.figure_import import carry_out, plan_import
from sessions_archive.ledger import Ledger
from sessions_archive.models import Correction, Figure, SessionPage
from tests.pages.staff import ENGLISH, sign_in

pytestmark = pytest.mark.usefixtures("site_content")
HEAD = list(COLUMNS)


def exported() -> list[list[Any]]:
    return table(Ledger())


def column(name: str) -> int:
    return HEAD.index(name)


def line_of(rows: list[list[Any]], session: int, measure: str) -> int:
    """Its place in the table; the line in the file is one more."""
    return next(
        place
        for place, row in enumerate(rows)
        if row[column("session")] == session and row[column("measure")] == measure and row[column("scope")] == "session"
    )


def state() -> list[tuple[Any, ...]]:
    return list(Figure.objects.order_by("pk").values_list("key", "value", "quality", "kind", "rank", "note_en"))


def refused(content: bytes) -> list[tuple[int, str]]:
    before = state()
    with pytest.raises(Refused) as problem:
        plan_import(content)
    assert state() == before
    assert all(each.message for each in problem.value.problems)
    return [(each.line, each.column) for each in problem.value.problems]


def test_what_was_exported_changes_nothing(visitor: Client) -> None:
    plan = plan_import(visitor.get("/data/figures.csv").content)
    assert plan.changes == ()
    assert plan.unchanged == 79


def test_a_note_that_looks_like_a_formula_comes_back_unharmed(visitor: Client) -> None:
    Figure.objects.filter(session__number=5, measure="projects").update(note_en="=HYPERLINK(1)", note_zh_hans="-1")
    content = visitor.get("/data/figures.csv").content
    assert b"'=HYPERLINK(1)" in content
    assert plan_import(content).changes == ()


def test_a_changed_value_is_planned_then_published(django_user_model: Any) -> None:
    rows = exported()
    place = line_of(rows, 5, "signed_projects")
    rows[place][column("value")] = "七百"
    plan = plan_import(csv_bytes(rows))
    assert [(change.line, change.fields) for change in plan.changes] == [(place + 1, (("value", "665", "700"),))]
    assert plan.needs_reason
    user = django_user_model.objects.create_superuser("chief", "chief@example.org", None)
    carry_out(plan, user, {"reason_en": "A later report", "reason_zh_hans": "后续报道"})
    assert Ledger().figure("signed_projects", 5).stated.value == 700  # type: ignore[union-attr]
    page = SessionPage.objects.get(number=5)
    assert not page.has_unpublished_changes
    assert page.figures.count() == 9
    correction = Correction.objects.get()
    assert (correction.old_value, correction.new_value, correction.reason_zh_hans) == (665, 700, "后续报道")
    assert plan_import(csv_bytes(exported())).changes == ()


def test_a_new_figure_is_added_with_its_sources(django_user_model: Any) -> None:
    row = dict.fromkeys(HEAD, "")
    row |= {"scope": "session", "session": "13", "measure": "exhibitors", "value": "三百余", "precision": "1"}
    row |= {"quality": "more_than", "kind": "announced", "rank": "preferred", "sources": "S46 S47"}
    plan = plan_import(csv_bytes([HEAD, [row[name] for name in HEAD]]))
    assert [change.is_new for change in plan.changes] == [True]
    assert not plan.needs_reason
    carry_out(plan, django_user_model.objects.create_superuser("chief", "c@example.org", None), {})
    figure = Figure.objects.get(session__number=13, measure="exhibitors")
    assert sorted(figure.sources.values_list("key", flat=True)) == ["S46", "S47"]
    assert not Correction.objects.exists()


HOSTILE: dict[str, tuple[Callable[[bytes], bytes], tuple[int, str] | None]] = {
    "empty": (lambda content: b"", (0, "")),
    "only a byte order mark": (lambda content: b"\xef\xbb\xbf", None),
    "head alone": (lambda content: content.split(b"\r\n")[0], (0, "")),
    "UTF-16": (lambda content: content.decode("utf-8-sig").encode("utf-16"), (0, "")),
    "GB 18030": (lambda content: content.decode("utf-8-sig").encode("gb18030"), None),
    "second byte order mark": (lambda content: b"\xef\xbb\xbf" + content, (1, "")),
    "zero bytes": (lambda content: content + b"\x00", (0, "")),
    "semicolons": (lambda content: content.replace(b",", b";"), (1, "")),
    "tabs": (lambda content: content.replace(b",", b"\t"), (1, "")),
    "open quotation mark": (lambda content: content + b'"' + b"x,\r\n" * 3, None),
    "huge file": (lambda content: content + b"x" * (2 * 1024 * 1024), (0, "")),
    "a picture": (lambda content: b"\x89PNG\r\n\x1a\n\xff\xd8" + bytes(range(1, 256)), None),
    "another table": (lambda content: b"a,b,c\r\n1,2,3\r\n", None),
    "a page": (lambda content: b"<html><body>figures</body></html>", None),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_by_class(name: str) -> None:
    spoil, expected = HOSTILE[name]
    places = refused(spoil(csv_bytes(exported())))
    assert places
    if expected:
        assert expected in places


CELLS = {
    "no such session": ("session", "77"),
    "session in Chinese": ("session", "五"),
    "formula": ("value", "=1+1"),
    "negative": ("value", "-5"),
    "half a project": ("value", "1.5"),
    "too large": ("value", "9" * 25),
    "huge cell": ("note_en", "x" * 5000),
    "long note": ("note_en", "x" * 301),
    "unknown measure": ("measure", "参展单位"),
    "kind in another language": ("kind", "公布"),
    "quality": ("quality", "maybe"),
    "precision": ("precision", "0"),
    "unknown source": ("sources", "S999"),
    "no source": ("sources", ""),
    "no identifier": ("id", "drop table"),
    "unknown identifier": ("id", "00000000-0000-0000-0000-000000000000"),
    "another unit": ("unit", "yuan"),
    "derived without a note": ("kind", "derived"),
    "derived from nonsense": ("derived_from", "five"),
    "reported before the opening": ("sources", "S13"),
    "moved": ("session", "6"),
}


@pytest.mark.parametrize("name", CELLS)
def test_every_bad_cell_is_named_by_line_and_column(name: str) -> None:
    rows = exported()
    place = line_of(rows, 5, "projects")
    where, text = CELLS[name]
    rows[place][column(where)] = text
    said = refused(csv_bytes(rows))
    named = {"derived without a note": "note_en", "reported before the opening": "kind"}.get(name, where)
    assert (place + 1, named) in said, said


def test_all_bad_rows_are_named_at_once_and_good_ones_wait() -> None:
    rows = exported()
    for place in (3, 9, 20):
        rows[place][column("value")] = "nonsense"
    rows[30][column("value")] = 12
    assert refused(csv_bytes(rows)) == [(4, "value"), (10, "value"), (21, "value")]


def test_wrong_columns_duplicates_and_ragged_lines() -> None:
    rows = exported()
    assert (1, "colour") in refused(csv_bytes([[*rows[0], "colour"], *([*row, ""] for row in rows[1:])]))
    assert (1, "value") in refused(csv_bytes([[*rows[0], "value"], *([*row, ""] for row in rows[1:])]))
    assert (1, "sources") in refused(csv_bytes([[cell for cell in row if cell != "sources"] for row in rows[:1]]))
    assert refused(csv_bytes([*rows, rows[5]])) == [(81, "id")]
    assert refused(csv_bytes([*rows, ["x"]])) == [(81, "")]


def test_two_preferred_values_of_one_measure_are_refused() -> None:
    rows = exported()
    place = next(at for at, row in enumerate(rows) if row[column("rank")] == "alternative")
    rows[place][column("rank")] = "preferred"
    assert [where for _line, where in refused(csv_bytes(rows))] == ["rank"]


def test_a_page_with_an_unpublished_draft_is_left_alone() -> None:
    page = SessionPage.objects.get(number=5)
    SessionPage.objects.filter(pk=page.pk).update(has_unpublished_changes=True)
    rows = exported()
    place = line_of(rows, 5, "projects")
    rows[place][column("value")] = 12
    assert refused(csv_bytes(rows)) == [(place + 1, "session")]


def test_staff_see_what_would_change_before_it_does() -> None:
    rows = exported()
    rows[line_of(rows, 5, "projects")][column("value")] = 3066
    client = sign_in("moderator", ENGLISH)
    upload = SimpleUploadedFile("figures.csv", csv_bytes(rows), content_type="text/csv")
    shown = client.post("/admin/figures/import/", {"file": upload})
    assert "value: 3065 → 3066" in shown.content.decode()
    assert Ledger().figure("projects", 5).stated.value == 3065  # type: ignore[union-attr]
    form = {"content": shown.context["content"], "plan": shown.context["plan"].digest}
    again = client.post("/admin/figures/import/", form)
    assert "Say in English why" in again.content.decode()
    assert client.post("/admin/figures/import/", {**form, "reason_en": "Recounted"}).status_code == 302
    assert Ledger().figure("projects", 5).stated.value == 3066  # type: ignore[union-attr]
    assert client.post("/admin/figures/import/", {**form, "reason_en": "Again"}).status_code == 200
    assert sign_in("translator", ENGLISH).get("/admin/figures/import/").status_code == 302


def test_quotation_marks_and_line_ends_inside_a_cell_survive(visitor: Client) -> None:
    Figure.objects.filter(session__number=5, measure="projects").update(note_en='He said "ten", then\nleft')
    content = visitor.get("/data/figures.csv").content
    assert plan_import(content).changes == ()
    read = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert all(len(row) == len(HEAD) for row in read)
