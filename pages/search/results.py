"""Results as the page shows them: three queries at most for any number of them."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.search.utils import normalise_query_string

from pages.bilingual.languages import html_code, links_in
from pages.models import BasePage
from pages.read_once import once_a_generation
from pages.search.folding import fold
from pages.search.models import SearchDocument
from pages.search.query import Outcome, Step
from pages.search.snippets import Marker, marked, snippet

MOST_PROMOTED = 3


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the list; ``lang`` is "" where it is the language of the page around it."""

    title: SafeString
    address: str
    place: str
    """Where the page stands: “About › Overview”'s parents, or ""."""
    snippet: SafeString
    lang: str
    is_promoted: bool = False


def results(outcome: Outcome, page_language: str, number: int) -> list[Result]:
    """What to list on the ``number``-th page of results: on the first, the editors' choices come first."""
    promoted = _promoted(outcome.query.text, page_language) if number == 1 else []
    ids = [pk for pk in outcome.page_ids if pk not in promoted]
    marker = Marker.of(outcome.matched, by_parts=outcome.step is Step.PARTS)
    return _rows(promoted, page_language, marker, page_language, True) + _rows(
        ids, outcome.language, marker, page_language, False
    )


def _promoted(text: str, language: str) -> list[int]:
    """Pages that editors chose for this query and that everybody may read in ``language``."""
    chosen = once_a_generation("search promotions", _promotions)
    spellings = dict.fromkeys([normalise_query_string(text), normalise_query_string(fold(text))])
    ids = [pk for spelling in spellings for pk in chosen.get(spelling, ())][:MOST_PROMOTED]
    if not ids:
        return []
    readable = set(SearchDocument.objects.filter(page_id__in=ids, language=language).values_list("page_id", flat=True))
    return [pk for pk in dict.fromkeys(ids) if pk in readable]


def _promotions() -> dict[str, list[int]]:
    """Pages by the query they were chosen for, in the editors' order."""
    found: dict[str, list[int]] = {}
    rows = SearchPromotion.objects.filter(page__isnull=False).order_by("sort_order")
    for spelling, pk in rows.values_list("query__query_string", "page_id"):
        found.setdefault(spelling, []).append(pk)
    return found


def _rows(ids: list[int], language: str, marker: Marker, page_language: str, is_promoted: bool) -> list[Result]:
    if not ids:
        return []
    rows = SearchDocument.objects.filter(page_id__in=ids, language=language, page__live=True).select_related("page")
    # Of a page, only what its address and its place in the tree are made of: a whole one has a hundred columns.
    documents = {row.page_id: row for row in rows.only("title", "body", "page__url_path", "page__path", "page__depth")}
    titles = _titles_above([row.page for row in documents.values()], language)
    lang = "" if language == page_language else html_code(language)
    found = []
    with translation.override(language), links_in(language):
        for pk in ids:
            document = documents.get(pk)
            address = document.page.get_url() if document else None
            if document is None or address is None:
                continue  # unpublished or deleted a moment ago
            found.append(
                Result(
                    marked(document.title, marker),
                    address,
                    " › ".join(titles[path] for path in _paths_above(document.page) if path in titles),
                    snippet(document.body, marker),
                    lang,
                    is_promoted,
                )
            )
    return found


def _paths_above(page: BasePage) -> list[str]:
    """Tree paths of the parents below the home page."""
    step = page.steplen
    return [page.path[: step * depth] for depth in range(3, page.depth)]


def _titles_above(pages: list[BasePage], language: str) -> dict[str, str]:
    paths = {path for page in pages for path in _paths_above(page)}
    if not paths:
        return {}
    with translation.override(language):
        return dict(BasePage.objects.filter(path__in=paths).values_list("path", "title"))


def kind_label(kind: str) -> str:
    """“Sessions” for ``sessionpage``."""
    from django.apps import apps

    for config in apps.get_app_configs():
        if kind in config.models:
            return capfirst(str(config.models[kind]._meta.verbose_name_plural))
    return _("Other pages")
