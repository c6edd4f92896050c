"""What can be taken along: CSV, JSON, a data package, a calendar, and descriptions for search engines."""

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import extruct
import frictionless
import icalendar
import pytest
from django.test import Client

from sessions_archive.csv_files import as_typed, csv_bytes
from sessions_archive.models import CumulativeFigure, Figure, SessionPage

pytestmark = pytest.mark.usefixtures("site_content")


def table(visitor: Client) -> list[dict[str, str]]:
    content = visitor.get("/data/figures.csv").content
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_the_csv_opens_in_excel_and_holds_every_figure(visitor: Client) -> None:
    assert visitor.get("/data/figures.csv").content.startswith(b"\xef\xbb\xbf")
    rows = table(visitor)
    assert len(rows) == Figure.objects.count() + CumulativeFigure.objects.count() == 68 + 11
    assert len({row["id"] for row in rows}) == len(rows)
    amount = next(row for row in rows if row["session"] == "5" and row["measure"] == "signed_amount_cny")
    assert (amount["value"], amount["precision"], amount["unit"]) == ("111400000000", "100000000", "yuan")
    assert (amount["measure_en"], amount["measure_zh_hans"]) == ("Amount signed", "签约金额")
    assert (amount["said_en"], amount["said_zh_hans"]) == ("RMB 111.4 billion", "1114亿元")


def test_the_json_holds_the_same_with_sources(visitor: Client) -> None:
    data = json.loads(visitor.get("/data/figures.json").content)
    assert [row["id"] for row in data["figures"]] == [row["id"] for row in table(visitor)]
    keys = {source["key"] for source in data["sources"]}
    assert all(set(row["sources"]) <= keys and row["sources"] for row in data["figures"])
    assert date.fromisoformat(data["generated"])
    assert len(data["measures"]) == 12


@pytest.mark.parametrize("name", ["figures.csv", "figures.json", "datapackage.json"])
def test_what_one_has_already_is_not_sent_again(visitor: Client, name: str) -> None:
    first = visitor.get(f"/data/{name}")
    again = visitor.get(f"/data/{name}", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert visitor.post(f"/data/{name}").status_code == 405
    if name != "datapackage.json":
        Figure.objects.filter(session__number=5, measure="signed_projects").update(value=1)
        assert visitor.get(f"/data/{name}", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_formulas_are_only_text() -> None:
    cells = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "'quoted", "plain", 5]
    written = next(csv.reader(io.StringIO(csv_bytes([cells]).decode("utf-8-sig"), newline="")))
    assert written[:6] == [f"'{cell}" for cell in cells[:6]]
    assert written[6:] == ["'quoted", "plain", "5"]
    assert [as_typed(cell) for cell in written] == [str(cell) for cell in cells]


def test_the_descriptor_is_a_data_package_and_fits_the_data(visitor: Client, tmp_path: Path) -> None:
    for name in ("figures.csv", "datapackage.json"):
        (tmp_path / name).write_bytes(visitor.get(f"/data/{name}").content)
    report = frictionless.validate(str(tmp_path / "datapackage.json"), type="package")
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])
    assert report.tasks[0].stats["rows"] == 79


@pytest.mark.parametrize(("code", "name"), [("en", "The 5th High-Tech Expo"), ("zh-hans", "第五届科博会")])
def test_the_calendar_has_an_all_day_event_for_each_dated_session(visitor: Client, code: str, name: str) -> None:
    SessionPage.objects.filter(number=12).update(status="canceled")
    calendar = icalendar.Calendar.from_ical(visitor.get(f"/{code}/sessions/sessions.ics").content)
    events = {str(event["summary"]): event for event in calendar.walk("VEVENT")}
    assert len(events) == SessionPage.objects.filter(start_date__isnull=False).count() == 12
    fifth = events[name]
    assert fifth["dtstart"].dt == date(2017, 9, 7)
    assert fifth["dtend"].dt == date(2017, 9, 10)  # the day after the last
    assert [str(event["status"]) for event in calendar.walk("VEVENT")][-2:] == ["CANCELLED", "CONFIRMED"]
    assert calendar["x-wr-timezone"] == "Asia/Shanghai"


def test_events_keep_their_identity(visitor: Client) -> None:
    def uids(code: str) -> list[str]:
        calendar = icalendar.Calendar.from_ical(visitor.get(f"/{code}/sessions/sessions.ics").content)
        return [str(event["uid"]) for event in calendar.walk("VEVENT")]

    before = uids("en")
    SessionPage.objects.filter(number=5).update(title_en="Renamed", start_date=date(2017, 9, 6))
    assert uids("en") == before == uids("zh-hans")
    assert len(set(before)) == 12


def described(visitor: Client, path: str, kind: str) -> list[dict[str, Any]]:
    page = visitor.get(path).content.decode()
    found = extruct.extract(page, base_url="http://localhost:8000", syntaxes=["json-ld"])["json-ld"]
    return [each for each in found if each["@type"] == kind]


@pytest.mark.parametrize("code", ["en", "zh-hans"])
def test_search_engines_read_the_series_and_its_events(visitor: Client, code: str) -> None:
    (series,) = described(visitor, f"/{code}/sessions/", "EventSeries")
    assert series["name"]
    assert len(series["subEvent"]) == 12
    for event in series["subEvent"]:
        assert event["@type"] == "ExhibitionEvent"
        assert {"name", "startDate", "location", "eventStatus", "eventAttendanceMode", "description"} <= set(event)
        assert event["location"]["address"]
    assert sum("endDate" in event for event in series["subEvent"]) == 9
    assert sum("organizer" in event for event in series["subEvent"]) == 4
    (event,) = described(visitor, f"/{code}/sessions/8/", "ExhibitionEvent")
    assert event["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert event["superEvent"]["@type"] == "EventSeries"


@pytest.mark.parametrize("code", ["en", "zh-hans"])
def test_search_engines_read_the_data_set_with_its_downloads(visitor: Client, code: str) -> None:
    (data,) = described(visitor, f"/{code}/sessions/", "Dataset")
    assert data["name"]
    assert len(data["description"]) >= (50 if code == "en" else 20)
    for download in data["distribution"]:
        response = visitor.get(download["contentUrl"].removeprefix("http://localhost:8000"))
        assert response["Content-Type"].startswith(download["encodingFormat"])
    assert data["temporalCoverage"] == "2013/2025"
