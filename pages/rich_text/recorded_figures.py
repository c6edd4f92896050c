"""What the editor's figure picker lists: every recorded figure, and the picker's own words, in the admin's language."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pages.bilingual.languages import LANGUAGES, html_code
from pages.locales import speaking
from pages.measures import MEASURES
from pages.rich_text.reference import FigureReference, recorded_references


@require_safe
@never_cache
def recorded_figures(request: HttpRequest) -> JsonResponse:
    """For members of staff (the admin's own addresses ask for that): ``{"figures": […], "words": {…}}``."""
    return JsonResponse({"figures": [_listed(reference) for reference in recorded_references()], "words": _words()})


def _listed(reference: FigureReference) -> dict[str, Any]:
    texts, described = {}, []
    for code in LANGUAGES:
        with speaking(code):
            texts[html_code(code)] = reference.say()
            described.append(reference.describe())
    number = reference.through or reference.session
    return {
        "data": reference.attributes() | {"description": reference.describe()},
        "text": reference.say(),
        "texts": texts,
        "measure": str(MEASURES[reference.measure].label),
        "where": reference.where(),
        "session": str(number),
        # What either language says; the picker finds the bare number of a session by itself.
        "search": " ".join([*described, *texts.values(), reference.measure]).casefold(),
    }


def _words() -> dict[str, str]:
    return {
        "title": _("Insert a figure"),
        "search": _("Search by measure, session or value"),
        "hint": _("The number follows the record: where it is corrected there, it is corrected in the text."),
        "none": _("No recorded figure matches."),
        "close": _("Close"),
    }
