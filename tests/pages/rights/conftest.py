"""A page with both languages, blocks and rows, and the people who edit it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.blocks import StreamValue
from wagtail.models import PageViewRestriction, Revision
from wagtail.rich_text import RichText

from pages.models import BasePage, FeatureEntry, FeaturePage
from tests.pages.rights.open_form import OpenForm
from tests.pages.staff import CHINESE, sign_in

type Opens = Callable[[str], OpenForm]


@pytest.fixture
def feature(site_content: None) -> FeaturePage:
    """A live page below the section of features."""
    page = FeaturePage(
        title_en="Venue", title_zh_hans="场馆", slug="venue", summary_en="Where it is", summary_zh_hans="在哪里"
    )
    page.body_en = [
        ("heading", {"text": "Halls", "kind": "section", "anchor": "halls"}),
        ("text", RichText("<p>one</p>")),
        ("call_out", {"title": "Note", "text": RichText("<p>mind</p>")}),
    ]
    page.body_zh_hans = [
        ("heading", {"text": "展馆", "kind": "section", "anchor": "halls"}),
        ("text", RichText("<p>一</p>")),
        ("call_out", {"title": "注意", "text": RichText("<p>小心</p>")}),
    ]
    # The same ids in both: block beside block.
    page.body_en.get_prep_value()
    translated = [(two.block_type, two.value, one.id) for one, two in zip(page.body_en, page.body_zh_hans, strict=True)]
    page.body_zh_hans = StreamValue(page.body_en.stream_block, translated)
    page.entries = [
        FeatureEntry(name_en="First", name_zh_hans="甲", sort_order=0),
        FeatureEntry(name_en="Second", name_zh_hans="乙", sort_order=1),
    ]
    BasePage.objects.get(slug="features").add_child(instance=page)
    page.save_revision().publish()
    return FeaturePage.objects.get(pk=page.pk)


@pytest.fixture
def clients() -> dict[str, Client]:
    return {}


@pytest.fixture
def opens(feature: FeaturePage, clients: dict[str, Client]) -> Opens:
    """``opens("translator")``: the page's form in a browser of that person's, with a Chinese admin."""

    def open_form(name: str) -> OpenForm:
        if name not in clients:
            clients[name] = sign_in(name, CHINESE)
        return OpenForm(clients[name], f"/admin/pages/{feature.pk}/edit/")

    return open_form


def latest(page: FeaturePage) -> FeaturePage:
    return FeaturePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def live(page: FeaturePage) -> FeaturePage:
    return FeaturePage.objects.get(pk=page.pk)


def entries(page: FeaturePage) -> list[tuple[str, str, bool]]:
    return [(row.name_en, row.name_zh_hans or "", row.name_confirmed) for row in page.entries.all()]


def whole_state(*pages: BasePage) -> list[Any]:
    """Everything a request could change: place, publication, lock, aliases, revisions, schedules, privacy."""
    keys = [page.pk for page in pages]
    columns = ("pk", "path", "live", "slug", "live_revision_id", "latest_revision_id", "locked", "numchild", "title_en")
    return [
        list(BasePage.objects.filter(pk__in=keys).order_by("pk").values_list(*columns, "alias_of_id", "url_path")),
        BasePage.objects.count(),
        Revision.objects.count(),
        list(Revision.objects.exclude(approved_go_live_at=None).values_list("pk", flat=True)),
        PageViewRestriction.objects.count(),
    ]
