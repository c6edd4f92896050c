"""What the editor's figure picker lists: every recorded figure, and the picker's own words, in the admin's language."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pages.bilingual.languages import LANGUAGES, NAMES
from pages.locales import speaking
from pages.measures import MEASURES
from pages.rich_text.reference import FigureReference, recorded_references


@require_safe
@never_cache
def recorded_figures(request: HttpRequest) -> JsonResponse:
    """For members of staff (the admin's own addresses ask for that): ``{"figures": […], "words": {…}}``."""
    return JsonResponse({"figures": [_listed(reference) for reference in recorded_references()], "words": _words()})


def _listed(reference: FigureReference) -> dict[str, Any]:
    said = {}
    for code in LANGUAGES:
        with speaking(code):
            said[NAMES[code]] = reference.say()
    number = reference.through or reference.session
    return {
        "data": reference.attributes() | {"description": reference.describe()},
        "text": reference.say(),
        "said": list(said.values()),
        "measure": str(MEASURES[reference.measure].label),
        "where": reference.where(),
        # Found by what either language says, and by the bare number of the session.
        "search": " ".join([*_in_every_language(reference), *said.values(), str(number), reference.measure]).casefold(),
    }


def _in_every_language(reference: FigureReference) -> list[str]:
    described = []
    for code in LANGUAGES:
        with speaking(code):
            described.append(reference.describe())
    return described


def _words() -> dict[str, str]:
    return {
        "title": _("Insert a figure"),
        "search": _("Search by measure, session or value"),
        "hint": _("The number follows the record: where it is corrected there, it is corrected in the text."),
        "none": _("No recorded figure matches."),
        "close": _("Close"),
    }
