"""System checks for rules of a bilingual page that are easily broken and seen late: ``manage.py check`` names them."""

from collections.abc import Iterator
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Warning, register
from django.db import models
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from modeltranslation.translator import NotRegistered, translator
from wagtail.admin.panels import FieldPanel, InlinePanel, Panel
from wagtail.fields import StreamField
from wagtail.models import get_page_models
from wagtail.search.index import BaseField, Indexed

from pages.bilingual.languages import LANGUAGES, column
from pages.bilingual.merged_form import MergedForm
from pages.bilingual.row_forms import RowFormSet

PANEL_ATTRIBUTES = ("content_panels", "promote_panels", "settings_panels", "panels", "edit_handler")


@register()
def check_bilingual_rules(app_configs: list[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """All rules, on every page type and every model that is translated."""
    found: list[CheckMessage] = []
    for model in _translated_models():
        found += check_panels(model)
        found += check_search_fields(model)
    for page_type in get_page_models():
        if page_type._meta.proxy or not translator.get_options_for_model(page_type).all_fields:
            continue
        found += check_page_type(page_type)
        if page_type is not page_type.base_page_model:
            found += check_form(page_type, page_type.get_edit_handler().get_form_class())
    return found


def check_form(model: Any, form: Any) -> Iterator[CheckMessage]:
    """The rights by language are in the form: one that goes round it gives everything to everybody."""
    if not issubclass(form, MergedForm):
        yield Error(
            f"{model.__name__} is edited by {form.__name__}, which knows no rights by language.",
            hint="Derive its base_form_class from LanguagePageForm, or LanguageModelForm where it is no page.",
            obj=model,
            id="pages.E008",
        )
    for name, rows in getattr(form, "formsets", {}).items():
        if name != "comments" and not issubclass(rows, RowFormSet):
            yield Error(
                f"The rows {name!r} are edited without rights by language.",
                hint="Use the InlinePanel of pages.bilingual.panels, and derive the model from Row.",
                obj=model,
                id="pages.E009",
            )


def check_panels(model: type[models.Model]) -> Iterator[CheckMessage]:
    """The unsuffixed field follows the language of whoever edits: a panel must name one language's column."""
    names = _translated_names(model)
    for panel in _panels_of(model):
        if isinstance(panel, FieldPanel) and panel.field_name in names:
            yield Error(
                f"A panel edits {panel.field_name!r}, which is translated.",
                hint=f"Use both_languages({panel.field_name!r}, …), which has one panel a column.",
                obj=model,
                id="pages.E001",
            )


def check_search_fields(model: type[models.Model]) -> Iterator[CheckMessage]:
    """An unsuffixed search field sees the active language alone, and ordering by it in another one fails."""
    if not issubclass(model, Indexed):
        return
    fields = [field for field in model.search_fields if isinstance(field, BaseField)]
    present = {(type(field), field.field_name) for field in fields}
    for field in fields:
        if field.field_name not in _translated_names(model):
            continue
        missing = [column(field.field_name, code) for code in LANGUAGES]
        if not all((type(field), name) in present for name in missing):
            yield Error(
                f"{type(field).__name__}({field.field_name!r}) stands on a translated field.",
                hint=f"Add one for each of {', '.join(missing)}.",
                obj=model,
                id="pages.E002",
            )


def check_page_type(page_type: Any) -> Iterator[CheckMessage]:
    """What editors and visitors need of every page type that can be created."""
    if not page_type.is_creatable:
        return
    if not str(page_type.get_page_description()).strip():
        yield Error("A page type has no page_description.", hint="Say what it is for.", obj=page_type, id="pages.E003")
    try:
        get_template(page_type.template)
    except TemplateDoesNotExist:
        # A warning: commands must run while a page type is being written. “make check” fails on it.
        yield Warning(f"The template {page_type.template} is missing.", obj=page_type, id="pages.W004")
    if page_type.preview_modes is not page_type.base_page_model.preview_modes:
        yield Error(
            "A page type has previews of its own instead of one a language.",
            hint="Leave preview_modes to the base page.",
            obj=page_type,
            id="pages.E005",
        )
    for field in page_type._meta.get_fields():
        if isinstance(field, StreamField):
            yield from check_blocks(field, page_type)


def check_blocks(field: StreamField, page_type: Any) -> Iterator[CheckMessage]:
    """Editors choose a block by its description and its preview."""
    for name, block in field.stream_block.child_blocks.items():
        if not str(block.get_description()).strip():
            yield Error(f"The block {name!r} of {field.name!r} has no description.", obj=page_type, id="pages.E006")
        if not block.is_previewable:
            yield Error(f"The block {name!r} of {field.name!r} has no preview.", obj=page_type, id="pages.E007")


def _translated_models() -> list[type[models.Model]]:
    return [model for model in translator.get_registered_models(abstract=False) if not model._meta.abstract]


def _translated_names(model: type[models.Model]) -> set[str]:
    try:
        return set(translator.get_options_for_model(model).all_fields)
    except NotRegistered:
        return set()


def _panels_of(model: type[models.Model]) -> Iterator[Panel]:
    for attribute in PANEL_ATTRIBUTES:
        value = getattr(model, attribute, None) or []
        yield from _walk(value if isinstance(value, list | tuple) else [value])


def _walk(panels: Any) -> Iterator[Panel]:
    for panel in panels:
        # A bare name stands for its FieldPanel. An InlinePanel's own panels belong to another model.
        expanded = FieldPanel(panel) if isinstance(panel, str) else panel
        yield expanded
        if not isinstance(expanded, InlinePanel):
            yield from _walk(getattr(expanded, "children", []))
