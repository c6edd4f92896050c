"""``/en/sessions/compare/?sessions=3,4,5``: the address is the whole state, also of the download."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from pages.kept_answers import kept_answer
from pages.ordinals import ordinal
from sessions_archive.comparison import FEWEST, MOST, Comparison, numbers_asked_for
from sessions_archive.csv_files import csv_response
from sessions_archive.ledger import ledger
from sessions_archive.part_head import PartHead


@require_safe
@kept_answer("sessions")
def compare(request: HttpRequest) -> HttpResponse:
    """The comparison, and what to choose from. An address that a form wrote is made into the short one."""
    page = ledger().archive.page
    if page is None:
        raise Http404
    typed = request.GET.getlist("sessions")
    comparison = Comparison(ledger(), numbers_asked_for(typed))
    if len(typed) > 1 and comparison.numbers:
        asked = ",".join(map(str, numbers_asked_for(typed)[: MOST + 1]))
        return HttpResponseRedirect(f"{request.path}?sessions={asked}")
    head = PartHead(
        page,
        request,
        tail="compare/",
        heading=_heading(comparison),
        description=_("Sessions side by side."),
        query=f"sessions={comparison.query}" if comparison.is_possible else "",
    )
    context: dict[str, Any] = {
        "page": page,
        "head": head,
        "content_language": head.language,
        "comparison": comparison,
        "choices": [
            (number, each.page.title, number in comparison.numbers) for number, each in ledger().sessions.items()
        ],
        "fewest": FEWEST,
        "most": MOST,
        "download": f"{reverse('compare_sessions_csv')}?{urlencode({'sessions': comparison.query})}",
    }
    return render(request, "sessions_archive/compare.html", context)


@require_safe
@kept_answer("sessions")
def compare_csv(request: HttpRequest) -> HttpResponse:
    """Exactly what the comparison shows, in the language of the address; 404 where there is nothing to compare."""
    comparison = Comparison(ledger(), numbers_asked_for(request.GET.getlist("sessions")))
    if not comparison.is_possible:
        raise Http404
    name = f"sessions-{'-'.join(map(str, comparison.numbers))}.csv"
    return csv_response(request, comparison.table(), name)


def _heading(comparison: Comparison) -> str:
    if not comparison.is_possible:
        return _("Compare sessions")
    return _("Sessions compared: {sessions}").format(
        sessions=pgettext("between sessions", ", ").join(map(ordinal, comparison.numbers))
    )
