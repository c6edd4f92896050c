"""What is recorded, as plain values: read from live pages in one query each, or from a draft somebody is looking at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from pages.bilingual.languages import LANGUAGES, column
from pages.measures import MEASURES, Kind
from pages.numbers import Stated

if TYPE_CHECKING:
    from sessions_archive.models import Correction, SessionLetter, SessionPage, SessionsArchivePage, Source

STATED_COLUMNS = ("key", "measure", "value", "precision", "quality", *(column("note", code) for code in LANGUAGES))
FIGURE_COLUMNS = (*STATED_COLUMNS, "kind", "rank", "derived_from")
TOTAL_COLUMNS = (*STATED_COLUMNS, "through_session")
_NAMES = tuple(column("name", code) for code in LANGUAGES)
SOURCE_COLUMNS = (
    "id",
    "key",
    "year",
    "month",
    "day",
    "grade",
    "url",
    *(column("publisher", code) for code in LANGUAGES),
)


@dataclass(frozen=True, slots=True)
class RecordedFigure:
    """A figure of one session. ``key`` is its own and stays with it; ``sources`` are ids; ``note`` is one text a
    language, by code."""

    stated: Stated
    kind: Kind
    is_preferred: bool
    sources: tuple[int, ...]
    note: Mapping[str, str]
    derived_from: frozenset[int]
    position: int
    key: str = ""

    @property
    def measure(self) -> str:
        return self.stated.measure


@dataclass(frozen=True, slots=True)
class RecordedTotal:
    """A stated total of all sessions through one."""

    through: int
    stated: Stated
    sources: tuple[int, ...]
    note: Mapping[str, str]
    key: str = ""

    @property
    def measure(self) -> str:
        return self.stated.measure


@dataclass(frozen=True, slots=True)
class RecordedBody:
    """A host or supporter of a session; ``role`` is one of ``OrganizationRole``, ``name`` one text a language, by code."""

    role: str
    name: Mapping[str, str]
    name_is_translation: bool


@dataclass(frozen=True, slots=True)
class RecordedSession:
    """A session page, without its own text, and what its rows say. ``guests`` are ISO 3166-1 codes."""

    page: SessionPage
    figures: tuple[RecordedFigure, ...]
    guests: tuple[str, ...]
    bodies: tuple[RecordedBody, ...]


@dataclass(frozen=True, slots=True)
class RecordedArchive:
    """The archive's page, None where it is not live, the totals stated on it, and all sources by id."""

    page: SessionsArchivePage | None
    totals: tuple[RecordedTotal, ...]
    sources: Mapping[int, Source]


def live_sessions() -> list[RecordedSession]:
    """All live sessions with their rows, oldest first, in one query whatever their number."""
    from sessions_archive.models import Figure, SessionGuest, SessionOrganization, SessionPage

    def rows(model: Any) -> Any:
        return model.objects.filter(session=OuterRef("pk")).order_by("sort_order", "pk")

    body = JSONObject(
        role="role",
        name_is_translation="organization__name_is_translation",
        **{column("name", code): column("organization__name", code) for code in LANGUAGES},
    )
    pages = (
        SessionPage.objects.live()
        .defer_streamfields()
        .annotate(
            figures_read=ArraySubquery(rows(Figure).values_list(_as_json(Figure, "figure", FIGURE_COLUMNS))),
            guests_read=ArraySubquery(rows(SessionGuest).values("country")),
            bodies_read=ArraySubquery(rows(SessionOrganization).values_list(body)),
        )
        .order_by("number")
    )
    return [
        RecordedSession(page, _figures(page.figures_read), tuple(page.guests_read), _bodies(page.bodies_read))
        for page in pages
    ]


def live_archive() -> RecordedArchive:
    """The archive with its totals and all sources, in one query; in two where its page is not live."""
    from sessions_archive.models import CumulativeFigure, SessionsArchivePage, Source

    totals = CumulativeFigure.objects.filter(page=OuterRef("pk")).order_by("through_session", "sort_order", "pk")
    sources = Source.objects.order_by("pk").values_list(JSONObject(**{name: name for name in SOURCE_COLUMNS}))
    page = (
        SessionsArchivePage.objects.live()
        .defer_streamfields()
        .annotate(
            totals_read=ArraySubquery(
                totals.values_list(_as_json(CumulativeFigure, "cumulativefigure", TOTAL_COLUMNS))
            ),
            sources_read=ArraySubquery(sources),
        )
        .first()
    )
    if page is None:
        return RecordedArchive(None, (), Source.objects.in_bulk())
    return RecordedArchive(page, _totals(page.totals_read), {row["id"]: Source(**row) for row in page.sources_read})


def letters_to(pages: Iterable[int]) -> list[SessionLetter]:
    """Letters to the sessions whose pages have these ids, in one query."""
    from sessions_archive.models import SessionLetter

    return list(SessionLetter.objects.filter(session__in=list(pages)).select_related("facsimile"))


def corrections() -> list[Correction]:
    """What was published otherwise before, the latest first."""
    from sessions_archive.models import Correction

    return list(Correction.objects.all())


def session_as_drafted(page: SessionPage) -> RecordedSession:
    """The same of a page in memory, with the rows it has there."""
    rows = ({**_columns(row, FIGURE_COLUMNS), "sources": _source_ids(row)} for row in page.figures.all())
    bodies = [
        {"role": row.role, **_columns(row.organization, ("name_is_translation", *_NAMES))}
        for row in page.organizations.all()
    ]
    return RecordedSession(page, _figures(rows), tuple(guest.country for guest in page.guests.all()), _bodies(bodies))


def totals_as_drafted(page: SessionsArchivePage) -> tuple[RecordedTotal, ...]:
    rows = [{**_columns(row, TOTAL_COLUMNS), "sources": _source_ids(row)} for row in page.totals.all()]
    return _totals(sorted(rows, key=lambda row: row["through_session"] or 0))


def _as_json(model: Any, own: str, columns: tuple[str, ...]) -> JSONObject:
    through = model.sources.through.objects.filter(**{own: OuterRef("pk")}).order_by("source_id")
    return JSONObject(**{name: name for name in columns}, sources=ArraySubquery(through.values("source_id")))


def _columns(row: Any, columns: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in columns}


def _source_ids(row: Any) -> list[int]:
    return sorted(source.pk for source in row.sources.all())


def _bodies(rows: Iterable[Mapping[str, Any]]) -> tuple[RecordedBody, ...]:
    return tuple(
        RecordedBody(
            role=row["role"],
            name={code: row[column("name", code)] or "" for code in LANGUAGES},
            name_is_translation=row["name_is_translation"],
        )
        for row in rows
    )


def _stated(data: Mapping[str, Any]) -> Stated:
    return Stated(data["measure"], data["value"], data["quality"], data["precision"])


def _note(data: Mapping[str, Any]) -> dict[str, str]:
    return {code: data[column("note", code)] or "" for code in LANGUAGES}


def _figures(rows: Iterable[Mapping[str, Any]]) -> tuple[RecordedFigure, ...]:
    # A row of a measure that the vocabulary no longer has, or one not filled in yet, is left out.
    return tuple(
        RecordedFigure(
            stated=_stated(row),
            kind=Kind(row["kind"]),
            is_preferred=row["rank"] == "preferred",
            sources=tuple(row["sources"]),
            note=_note(row),
            derived_from=frozenset(row["derived_from"] or ()),
            position=position,
            key=str(row["key"]),
        )
        for position, row in enumerate(rows)
        if row["measure"] in MEASURES and row["value"] is not None
    )


def _totals(rows: Iterable[Mapping[str, Any]]) -> tuple[RecordedTotal, ...]:
    return tuple(
        RecordedTotal(row["through_session"], _stated(row), tuple(row["sources"]), _note(row), str(row["key"]))
        for row in rows
        if row["measure"] in MEASURES and row["value"] is not None and row["through_session"]
    )
