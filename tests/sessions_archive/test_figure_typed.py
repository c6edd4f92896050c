"""Staff type values as people do; what is not understood is refused with an example, and nothing is guessed."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.forms import BaseForm

from pages.measures import Quality, Unit
from pages.numbers_typed import read_precision
from sessions_archive.figure_typed import shown_back, understand
from sessions_archive.models import Figure, SessionPage, Source
from sessions_archive.next_session import next_session
from tests.pages.staff import CHINESE, ENGLISH, sign_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "measure", "value", "quality", "precision"),
    [
        ("1,114亿", "signed_amount_cny", 111_400_000_000, "exact", 10**8),
        ("111.4 billion", "signed_amount_cny", 111_400_000_000, "exact", 10**8),
        ("RMB 48.65 billion", "signed_amount_cny", 48_650_000_000, "exact", 10**7),
        ("超6000亿元", "signed_amount_cny", 600_000_000_000, "more_than", 10**8),
        ("三千余", "exhibitors", 3000, "more_than", 1),
        ("10,964", "projects", 10964, "exact", 1),
        ("7万平方米", "area_m2", 70000, "exact", 1),
        ("about 600,000", "visitors", 600_000, "about", 1),
    ],
)
def test_typed_as_people_type(text: str, measure: str, value: int, quality: str, precision: int) -> None:
    typed = understand(text, measure)
    assert (typed.value, typed.quality, typed.precision) == (value, Quality(quality), precision)


@pytest.mark.parametrize("text", ["many", "12,34", "1.5", "=1+1", "3 000", "70000 m2", "", "9" * 30, "1e9", "½"])
def test_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        understand(text, "projects")
    assert "10964" in refused.value.messages[0] or "larger" in refused.value.messages[0]


@pytest.mark.parametrize("text", ["-5", "−5", "－5", "负五"])
def test_never_negative(text: str) -> None:
    with pytest.raises(ValidationError, match="never negative"):
        understand(text, "projects")


def test_precision_is_that_of_the_last_digit() -> None:
    assert read_precision("456.5 billion", Unit.YUAN) == 10**8
    assert read_precision("4565亿", Unit.YUAN) == 10**8
    assert read_precision("10,964", Unit.COUNT) == 1


def test_shown_back_in_both_languages() -> None:
    assert shown_back("signed_amount_cny", 111_400_000_000) == "RMB 111.4 billion · 1114亿元"
    assert shown_back("exhibitors", 3700, "more_than") == "3,700+ · 3700余"


def edit_form(page: SessionPage, changes: dict[str, str]) -> Any:
    """The editor's form of a session, posted as the browser would, with some fields changed."""
    handler = SessionPage.get_edit_handler()
    form_class = handler.get_form_class()
    blank = form_class(instance=page.get_latest_revision_as_object())
    data: dict[str, Any] = {}

    def fill(form: BaseForm) -> None:
        for bound in form:
            value = bound.value()
            if callable(getattr(bound.field, "prepare_value", None)):
                value = bound.field.prepare_value(value)
            if isinstance(value, list | tuple):
                data[bound.html_name] = [str(getattr(each, "pk", each)) for each in value]
            elif value is None and bound.html_name.endswith("-id"):
                data[bound.html_name] = ""
            elif value is not None and value is not False and not hasattr(value, "stream_block"):
                data[bound.html_name] = str(value)

    fill(blank)
    for formset in blank.formsets.values():
        fill(formset.management_form)
        for form in formset.forms:
            fill(form)
    for name in ("body_en", "body_zh_hans"):
        data[f"{name}-count"] = "0"
    data.update(changes)
    from django.utils.datastructures import MultiValueDict

    posted = MultiValueDict({name: value if isinstance(value, list) else [value] for name, value in data.items()})
    return form_class(data=posted, instance=page.get_latest_revision_as_object())


def position(page: SessionPage, measure: str) -> int:
    return [row.measure for row in page.figures.all()].index(measure)


def test_the_editor_understands_what_is_typed(site_content: None) -> None:
    page = SessionPage.objects.get(number=5)
    at = f"figures-{position(page, 'signed_amount_cny')}"
    form = edit_form(page, {f"{at}-value": "1,120亿", f"{at}-reason_en": "The final count was published."})
    assert form.is_valid(), (form.errors, [f.errors for f in form.formsets["figures"].forms])
    row = form.formsets["figures"].forms[position(page, "signed_amount_cny")].cleaned_data
    assert (row["value"], row["precision"], row["quality"]) == (112_000_000_000, 10**8, "exact")


def test_unchanged_figures_stay_as_they_are(site_content: None) -> None:
    for number in (1, 5, 7, 11):
        page = SessionPage.objects.get(number=number)
        form = edit_form(page, {})
        assert form.is_valid(), (number, form.errors, [f.errors for f in form.formsets["figures"].forms])
        for subform, row in zip(form.formsets["figures"].forms, page.figures.all(), strict=True):
            data = subform.cleaned_data
            assert (data["value"], data["precision"], data["quality"]) == (row.value, row.precision, row.quality)


def test_rows_that_stay_empty_are_dropped_and_half_filled_ones_refused(site_content: None) -> None:
    page = next_session(SessionPage.objects.get(number=5).get_parent().specific)
    form = edit_form(
        page, {"figures-0-value": "三百余", "figures-0-quality": "more_than", "figures-0-kind": "announced"}
    )
    assert not form.is_valid()
    assert "sources" in form.formsets["figures"].forms[0].errors
    source = str(Source.objects.get(key="S46").pk)
    form = edit_form(page, {"figures-0-value": "三百余", "figures-0-kind": "announced", "figures-0-sources": source})
    assert form.is_valid(), (form.errors, [f.errors for f in form.formsets["figures"].forms])
    saved = form.save(commit=False)
    assert [(row.measure, row.value, row.quality) for row in saved.figures.all()] == [("exhibitors", 300, "more_than")]
    form = edit_form(page, {"figures-1-sources": source})
    assert not form.is_valid()
    assert "value" in form.formsets["figures"].forms[1].errors


def test_a_published_figure_is_changed_only_with_a_reason(site_content: None) -> None:
    page = SessionPage.objects.get(number=5)
    at = f"figures-{position(page, 'projects')}"
    form = edit_form(page, {f"{at}-value": "3,066"})
    assert not form.is_valid()
    assert "reason_en" in form.formsets["figures"].forms[position(page, "projects")].errors


@pytest.mark.parametrize("account", [pytest.param("editor", marks=pytest.mark.long), "moderator"])
def test_the_editor_shows_values_as_they_will_be_read(site_content: None, account: str) -> None:
    page = SessionPage.objects.get(number=5)
    english = sign_in(account, ENGLISH).get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "Shown as: RMB 111.4 billion · 1114亿元" in english
    assert 'value="RMB 111.4 billion"' in english
    chinese = sign_in(account, CHINESE).get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert 'value="1114亿元"' in chinese


def test_a_value_is_said_back_while_it_is_typed(site_content: None) -> None:
    client = sign_in("editor", ENGLISH)

    def said(measure: str, value: str, quality: str = "exact") -> dict[str, str]:
        query = {"measure": measure, "value": value, "quality": quality}
        answer: dict[str, str] = client.get("/admin/figures/read/", query).json()
        return answer

    assert said("signed_amount_cny", "1,114亿") == {"said": "RMB 111.4 billion · 1114亿元"}
    assert "is not understood" in said("projects", "lots")["error"]
    assert said("nothing", "5") == {}
    assert said("projects", "3,712", "more_than") == {"said": "3,712+ · 3712余"}
    assert said("projects", "约3712", "more_than") == said("projects", "3,712", "about")
    assert said("projects", "3,712", "?") == {"said": "3,712 · 3712"}


def test_a_value_is_saved_with_the_quality_it_was_said_back_with(site_content: None) -> None:
    page = SessionPage.objects.get(number=5)
    place = position(page, "exhibits")
    at = f"figures-{place}"
    for typed, quality in (("12,000", "more_than"), ("约12,000", "about")):
        form = edit_form(page, {f"{at}-value": typed, f"{at}-reason_en": "The final count was published."})
        assert form.is_valid(), form.formsets["figures"].forms[place].errors
        assert form.formsets["figures"].forms[place].cleaned_data["quality"] == quality


def test_a_source_is_added_in_place(site_content: None) -> None:
    client = sign_in("editor", ENGLISH)
    fields = {"key": "S99", "publisher_en": "Some Daily", "publisher_zh_hans": "某日报", "year": "2026", "grade": "A"}
    answer = client.post("/admin/sources/add-in-place/", fields)
    assert answer.status_code == 201
    assert Source.objects.get(pk=answer.json()["id"]).publisher_zh_hans == "某日报"
    assert client.post("/admin/sources/add-in-place/", fields).status_code == 400
    translator = sign_in("translator", ENGLISH)
    refused = translator.post("/admin/sources/add-in-place/", {**fields, "key": "S98"})
    assert refused.status_code in (302, 403)
    assert not Source.objects.filter(key="S98").exists()


def test_the_list_of_all_figures_has_filters(site_content: None) -> None:
    client = sign_in("editor", ENGLISH)
    address = "/admin/reports/figures/"

    def count(**query: str) -> int:
        return int(client.get(address, query).context["paginator"].count)

    assert count() == Figure.objects.count()
    assert count(rank="alternative") == Figure.objects.filter(rank="alternative").count() == 3
    assert count(grade="B") == Figure.objects.filter(sources__grade="B").distinct().count()
    assert count(no_source="yes") == 0
    Figure.sources.through.objects.filter(figure=Figure.objects.first()).delete()
    assert count(no_source="yes") == 1
    announced = count(announced_only="yes")
    assert 0 < announced < Figure.objects.filter(kind="announced").count()
