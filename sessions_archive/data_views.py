"""``/data/``: the ledger for whoever wants to take it along."""

import json

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from pages.bilingual.languages import default_language
from pages.kept_answers import kept_answer
from sessions_archive.csv_files import answered, csv_response
from sessions_archive.data_package import descriptor
from sessions_archive.exports import document, table
from sessions_archive.ledger import ledger


@require_safe
@kept_answer()
def figures_csv(request: HttpRequest) -> HttpResponse:
    with default_language():
        return csv_response(request, table(ledger()), f"figures-{localdate().isoformat()}.csv")


@require_safe
@kept_answer()
def figures_json(request: HttpRequest) -> HttpResponse:
    with default_language():
        return _json(request, document(ledger()))


@require_safe
@kept_answer()
def data_package(request: HttpRequest) -> HttpResponse:
    return _json(request, descriptor())


def _json(request: HttpRequest, data: object) -> HttpResponse:
    written = json.dumps(data, ensure_ascii=False, indent=1)
    return answered(request, written.encode(), "application/json; charset=utf-8")
