"""How good search is: the two halves of the relevance set, run and measured, ours beside Wagtail's stock backend."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.utils import translation
from wagtail.search.backends import get_search_backend

from pages.models import BasePage
from pages.search.query import search
from tests.pages.search.generated_pages import SUBJECTS, generated

HERE = Path(__file__).parent
DEEP = 500
"""How far down a result still counts for recall."""

type Engine = Callable[[str, str], list[str]]


@dataclass(frozen=True)
class Judged:
    """A query and what is relevant for it: slug → grade."""

    text: str
    language: str
    grades: dict[str, int]
    never: frozenset[str]

    @property
    def expects_nothing(self) -> bool:
        return not self.grades


@dataclass(frozen=True)
class Score:
    recall: float
    precision_at_5: float
    ndcg_at_10: float
    found_nothing: bool


def half(name: str) -> list[Judged]:
    """``frozen`` or ``tuning``."""
    rows = yaml.safe_load((HERE / f"relevance_{name}.yaml").read_text(encoding="utf-8"))
    return [Judged(row["q"], row["in"], _grades(row), frozenset(row.get("never", ()))) for row in rows]


def _grades(row: dict[str, Any]) -> dict[str, int]:
    if "subject" not in row:
        return {str(slug): grade for slug, grade in row.get("want", {}).items()}
    assert row["subject"] in {subject[0] for subject in SUBJECTS}
    titled = [page.slug for page in generated() if page.subject == row["subject"]]
    return {slug: 3 if slug == row["subject"] else 2 for slug in titled}


def ours(text: str, language: str) -> list[str]:
    return slugs(search(text, language, per_page=DEEP).page_ids)


def stock(text: str, language: str) -> list[str]:
    """Wagtail's search view as its project template has it, in the language of the page."""
    with translation.override(language):
        found = get_search_backend().search(text, BasePage.objects.live())
        return [page.slug for page in found[:DEEP]]


def slugs(ids: list[int]) -> list[str]:
    by_id = dict(BasePage.objects.filter(pk__in=ids).values_list("pk", "slug"))
    return [by_id[pk] for pk in ids]


def score(judged: Judged, found: list[str]) -> Score:
    if judged.expects_nothing or judged.never & set(found):
        right = float(not found) if judged.expects_nothing else 0.0
        return Score(right, right, right, not found)
    relevant = judged.grades
    ideal = sorted(relevant.values(), reverse=True)[:10]
    gains = [relevant.get(slug, 0) for slug in found[:10]]
    return Score(
        len([slug for slug in found if slug in relevant]) / len(relevant),
        len([slug for slug in found[:5] if slug in relevant]) / min(5, len(relevant)),
        _gain(gains) / _gain(ideal),
        not found,
    )


def _gain(grades: list[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


@dataclass(frozen=True)
class Report:
    queries: int
    recall: float
    precision_at_5: float
    ndcg_at_10: float
    without_result: int
    """Queries that found nothing although something is relevant."""

    def __str__(self) -> str:
        return (
            f"{self.queries} queries: recall {self.recall:.3f}, P@5 {self.precision_at_5:.3f},"
            f" nDCG@10 {self.ndcg_at_10:.3f}, {self.without_result} without a result"
        )


def measure(judged: list[Judged], engine: Engine) -> Report:
    scores = [(each, score(each, engine(each.text, each.language))) for each in judged]
    count = len(scores)
    return Report(
        count,
        sum(each.recall for _query, each in scores) / count,
        sum(each.precision_at_5 for _query, each in scores) / count,
        sum(each.ndcg_at_10 for _query, each in scores) / count,
        sum(each.found_nothing and not query.expects_nothing for query, each in scores),
    )
