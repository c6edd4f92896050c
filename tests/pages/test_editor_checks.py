"""The system checks find each broken rule, and nothing on the site as it is."""

from types import SimpleNamespace
from unittest.mock import patch

from django.core.checks import run_checks
from wagtail import blocks
from wagtail.admin.forms.pages import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.search import index

from pages.bilingual.checks import check_blocks, check_form, check_page_type, check_panels, check_search_fields
from pages.models import BasePage, OverviewPage, StandardPage


def ids(messages) -> list[str]:
    return [message.id for message in messages]


def test_the_site_keeps_its_own_rules() -> None:
    assert [message for message in run_checks() if str(message.id).startswith("pages.")] == []


def test_a_panel_on_an_unsuffixed_field_is_found() -> None:
    for panel in ("summary", FieldPanel("title"), MultiFieldPanel([FieldPanel("summary")])):
        with patch.object(StandardPage, "content_panels", [panel]):
            assert ids(check_panels(StandardPage)) == ["pages.E001"]


def test_a_search_field_of_one_language_is_found() -> None:
    with patch.object(StandardPage, "search_fields", [*StandardPage.search_fields, index.AutocompleteField("summary")]):
        assert ids(check_search_fields(StandardPage)) == ["pages.E002"]


def test_a_page_type_without_description_template_or_previews_is_found() -> None:
    with patch.object(StandardPage, "page_description", ""):
        assert ids(check_page_type(StandardPage)) == ["pages.E003"]
    with patch.object(StandardPage, "template", "pages/no_such_page.html"):
        assert ids(check_page_type(StandardPage)) == ["pages.W004"]
    with patch.object(StandardPage, "preview_modes", [("", "Default")]):
        assert ids(check_page_type(StandardPage)) == ["pages.E005"]
    assert BasePage.preview_modes is StandardPage.preview_modes


def test_a_block_without_description_or_preview_is_found() -> None:
    stream = blocks.StreamBlock([("plain", blocks.StructBlock([("text", blocks.CharBlock())]))])
    field = SimpleNamespace(name="body", stream_block=stream)
    assert ids(check_blocks(field, StandardPage)) == ["pages.E006", "pages.E007"]


def test_a_form_that_goes_round_the_rights_by_language_is_found() -> None:
    assert ids(check_form(StandardPage, WagtailAdminPageForm)) == ["pages.E008"]
    panels = ObjectList([InlinePanel("hosts")], base_form_class=OverviewPage.base_form_class)
    assert ids(check_form(OverviewPage, panels.bind_to_model(OverviewPage).get_form_class())) == ["pages.E009"]
