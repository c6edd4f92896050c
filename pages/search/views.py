"""The search page, the suggestions of its box, and how browsers learn of it. All in the language of the address."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pages.bilingual.languages import current_language, html_code, other_language
from pages.dates import say_year
from pages.kept_answers import kept_answer
from pages.ordinals import session_ordinal
from pages.page_head import public_address
from pages.search import glossary
from pages.search.misses import note_miss
from pages.search.query import PER_PAGE, Outcome, Step, search
from pages.search.rate_limit import limited
from pages.search.request import LONGEST_ECHO, SearchRequest
from pages.search.results import Result, kind_label, results
from pages.search.suggestions import suggestions

MOST_CHOICES = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet; the address of the chosen one takes it away again."""

    label: str
    number: int
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class SearchHead:
    """What the frame of a page asks of it, for a page that is not in the tree."""

    title: str
    switch_address: str
    breadcrumbs: list[dict[str, str]] = field(default_factory=list)
    is_pending: bool = False
    is_home: bool = False


def too_many(request: HttpRequest) -> HttpResponse:
    response = render(request, "search/too_many.html", {"head": _head(request), "page": None}, status=429)
    response.headers["Retry-After"] = "60"
    return response


def no_suggestions(_request: HttpRequest) -> HttpResponse:
    return JsonResponse({"items": []}, status=429, headers={"Retry-After": "60"})


@require_safe
@limited(too_many)
def search_page(request: HttpRequest) -> HttpResponse:
    asked = SearchRequest.of(request)
    language = current_language()
    context: dict[str, Any] = {"head": _head(request), "asked": asked, "typed": asked.text[:LONGEST_ECHO], "page": None}
    if asked.text:
        outcome = search(asked.text, language, asked.filters, asked.number, asked.sort)
        pages = max(1, -(-outcome.counts.total // PER_PAGE))
        if asked.number > pages:
            asked = SearchRequest(asked.text, asked.filters, asked.sort, pages)
            outcome = search(asked.text, language, asked.filters, asked.number, asked.sort)
        found = results(outcome, language, asked.number)
        if outcome.step in {Step.NOTHING, Step.OTHER_LANGUAGE} and outcome.query and not found:
            note_miss(asked.text, language)
        context |= _of_results(asked, outcome, found, pages)
    response = TemplateResponse(request, "search/search.html", context)
    patch_cache_control(response, private=True, max_age=0)
    return response


def _of_results(asked: SearchRequest, outcome: Outcome, found: list[Result], pages: int) -> dict[str, Any]:
    return {
        "outcome": outcome,
        "step": outcome.step.value,
        "results": found,
        "total": outcome.counts.total or len(found),
        "first": (asked.number - 1) * PER_PAGE + 1,
        "number": asked.number,
        "pages": pages,
        "previous_address": asked.address(page=asked.number - 1) if asked.number > 1 else "",
        "next_address": asked.address(page=asked.number + 1) if asked.number < pages else "",
        "facets": _facets(asked, outcome),
        "sorts": [
            Choice(_("Best first"), 0, asked.address(sort=""), asked.sort == "relevance"),
            Choice(_("Latest first"), 0, asked.address(sort="date"), asked.sort == "date"),
        ],
        "without_filters": asked.address(kind="", session="", year="") if asked.filters else "",
        "is_other_language": outcome.step is Step.OTHER_LANGUAGE,
        "result_lang": html_code(outcome.language),
        "near_terms": _near_terms(outcome) if not found else [],
    }


def _facets(asked: SearchRequest, outcome: Outcome) -> list[tuple[str, str, list[Choice]]]:
    """(name, heading, choices) of each facet that would tell results apart, or that is chosen."""
    counts, filters = outcome.counts, asked.filters
    by_number = [sorted(each.items(), reverse=True) for each in (counts.sessions, counts.years)]
    offered: list[tuple[str, str, Any, list[tuple[Any, str, int]]]] = [
        ("kind", _("Kind of page"), filters.kind, [(key, kind_label(key), n) for key, n in counts.kinds.most_common()]),
        ("session", _("Session"), filters.session, [(key, session_ordinal(key), n) for key, n in by_number[0] if key]),
        ("year", _("Year"), filters.year, [(key, say_year(key), n) for key, n in by_number[1]]),
    ]
    facets = []
    for name, heading, chosen, values in offered:
        if len(values) > 1 or (chosen not in ("", None) and values):
            choices = [
                Choice(label, number, asked.address(**{name: "" if key == chosen else key}), key == chosen)
                for key, label, number in values[:MOST_CHOICES]
            ]
            facets.append((name, heading, choices))
    return facets


def _near_terms(outcome: Outcome) -> list[tuple[str, str]]:
    """(term, address) to try instead: terms of the glossary that share a word or a character with the query."""
    near = glossary.near(outcome.query.text, current_language())
    return [(term, f"{reverse('search')}?{urlencode({'q': term})}") for term in near]


def _head(request: HttpRequest) -> SearchHead:
    language = current_language()
    query = request.GET.copy()
    if "q" in query:
        query["q"] = echo(str(query["q"]))
    target = f"/{other_language(language)}/search/" + (f"?{query.urlencode()}" if query else "")
    return SearchHead(
        _("Search"),
        f"{reverse('switch_language', args=[other_language(language)])}?{urlencode({'next': target})}",
        [{"title": _("Home"), "path": f"/{language}/", "lang": ""}, {"title": _("Search"), "path": "", "lang": ""}],
    )


def echo(text: str) -> str:
    return text.replace("\x00", " ")[:LONGEST_ECHO]


@require_safe
@limited(no_suggestions)
def suggest(request: HttpRequest) -> HttpResponse:
    """``{"items": [{"text": …, "address": …}]}``, under 2 KB; a term has the address of its search."""
    items = []
    for each in suggestions(request.GET.get("q", ""), current_language()):
        address = each.address or f"{reverse('search')}?{urlencode({'q': each.text})}"
        items.append({"text": each.text, "address": address})
    while len(response := JsonResponse({"items": items}, json_dumps_params={"ensure_ascii": False}).content) > 2000:
        items.pop()
    answer = HttpResponse(response, content_type="application/json")
    patch_cache_control(answer, public=True, max_age=60)
    return answer


@require_safe
@kept_answer()
def opensearch(request: HttpRequest) -> HttpResponse:
    """OpenSearch 1.1 description: lets a browser search this site from its own bar."""
    language = current_language()
    context = {
        "search_address": public_address(reverse("search")),
        "suggest_address": public_address(reverse("search_suggest")),
        "own_address": public_address(reverse("opensearch")),
        "html_lang": html_code(language),
    }
    return render(request, "search/opensearch.xml", context, "application/opensearchdescription+xml; charset=utf-8")
