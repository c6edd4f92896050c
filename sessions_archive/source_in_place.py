"""What the rows of figures ask while they are edited: how a value will read, and a new source without leaving the page."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from pages.bilingual.languages import LANGUAGES, column
from sessions_archive.figure_typed import shown_back, understand
from sessions_archive.models import Source

_FIELDS = ["key", *(column("publisher", code) for code in LANGUAGES), "year", "month", "day", "grade", "url"]


@require_GET
def read_typed_figure(request: HttpRequest) -> JsonResponse:
    """``?measure=&value=&quality=``: how both languages will say it once it is saved, or why it is not understood."""
    measure, value, quality = (request.GET.get(name, "") for name in ("measure", "value", "quality"))
    try:
        typed = understand(value[:80], measure)
        return JsonResponse({"said": shown_back(measure, typed.value, typed.quality_beside(quality))})
    except ValidationError as error:
        return JsonResponse({"error": " ".join(error.messages)})
    except ValueError:
        return JsonResponse({})


@require_POST
def add_source(request: HttpRequest) -> JsonResponse:
    """Make a source from the fields of the dialog; 400 with the messages by field where it cannot be."""
    if not request.user.has_perm("sessions_archive.add_source"):
        raise PermissionDenied
    form_class: Any = forms.modelform_factory(Source, fields=_FIELDS)
    form = form_class(request.POST)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=400)
    source = form.save()
    return JsonResponse({"id": source.pk, "label": str(source)}, status=201)


def words_of_rows() -> dict[str, Any]:
    """What the script of the rows says, in the language of the admin; the fields of a source in their order."""
    return {
        "fields": {
            "key": _("Key"),
            "publisher_en": _("Publisher (English)"),
            "publisher_zh_hans": _("Publisher (Chinese)"),
            "year": _("Year"),
            "month": _("Month"),
            "day": _("Day"),
            "grade": _("Grade"),
            "url": _("Address"),
        },
        "choose": _("choose"),
        "add": _("Add a source"),
        "save": _("Add the source"),
        "cancel": _("Cancel"),
    }
