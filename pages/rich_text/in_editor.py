"""A figure in prose as the rich-text editor holds it: one fixed entity whose text is the figure, said.

From the database the element becomes an immutable entity, said in the language of the text it stands in; back to the
database goes the element without text, and only with attributes that name a known measure and a session.
"""

import re
from collections.abc import Mapping
from typing import Any

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from draftjs_exporter import DOM
from wagtail.admin.rich_text.converters.contentstate_models import ContentState
from wagtail.admin.rich_text.converters.html_to_contentstate import (
    KEEP_WHITESPACE,
    HandlerState,
    InlineEntityElementHandler,
)
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.rich_text.feature_registry import FeatureRegistry

from pages.bilingual.languages import current_language
from pages.bilingual.panels import language_being_edited
from pages.locales import speaking
from pages.rich_text.on_page import FigureEmbedHandler
from pages.rich_text.reference import EMBED_TYPE, FigureReference, not_recorded

FEATURE = "figure"
ENTITY = "FIGURE"
_STYLE = re.compile(r"<(b|i)>")
_STYLES = re.compile(r"(?:<[bi]>)*")
_KEY = re.compile(r"[a-z0-9_]{1,40}")


class FigureElementHandler(InlineEntityElementHandler):
    """The stored element has no text of its own: the entity gets what the figure says in the language of the text."""

    mutability = "IMMUTABLE"

    def get_attribute_data(self, attrs: Mapping[str, Any]) -> dict[str, str]:
        reference = FigureReference.from_attributes(attrs)
        return reference.attributes() | {"description": reference.describe()} if reference else _kept(attrs)

    def handle_starttag(
        self, name: str, attrs: list[tuple[str, str]], state: HandlerState, contentstate: ContentState
    ) -> None:
        super().handle_starttag(name, attrs, state, contentstate)
        reference = FigureReference.from_attributes(dict(attrs))
        with speaking(language_being_edited() or current_language()):
            state.current_block.text += reference.say() if reference else not_recorded()
        # A space between the figure and the next word belongs to the sentence.
        state.leading_whitespace = KEEP_WHITESPACE


def stored_element(props: Mapping[str, Any]) -> Any:
    """The element for the database. An entity that names no figure leaves its words behind as plain text."""
    reference = FigureReference.from_attributes(props)
    attributes = reference.attributes() if reference else _kept(props)
    if not attributes:
        return props["children"]
    node = DOM.create_element("embed", {"embedtype": EMBED_TYPE, **attributes})
    # The words go, but a bold figure stays bold: the exporter hands the styles over as elements around the words.
    for style in reversed(_STYLE.findall(_STYLES.match(_markup(props["children"])).group())):
        node = DOM.create_element(style, {}, node)
    return node


def _markup(words: Any) -> str:
    """Plain words have no styles, whatever they look like; in markup they are escaped."""
    return "" if isinstance(words, str) else DOM.render(words)


def _kept(attributes: Mapping[str, Any]) -> dict[str, str]:
    """What a reference to a measure that is gone is stored with: opening and saving a page loses nothing."""
    if not _KEY.fullmatch(str(attributes.get("measure") or "")):
        return {}
    numbers = {name: str(attributes[name]) for name in ("session", "through") if attributes.get(name)}
    return {"measure": str(attributes["measure"])} | {name: text for name, text in numbers.items() if text.isdecimal()}


def register_figure_feature(features: FeatureRegistry) -> None:
    """For Wagtail's hook ``register_rich_text_features``."""
    features.register_embed_type(FigureEmbedHandler)
    features.register_editor_plugin(
        "draftail",
        FEATURE,
        EntityFeature(
            {
                "type": ENTITY,
                "icon": "order",
                "description": _("Figure"),
                "attributes": ["measure", "session", "through", "description"],
                "figuresUrl": reverse_lazy("recorded_figures"),
                "failure": _("The figures could not be loaded. Check the connection and try again."),
            },
            js=["admin/figure_picker.js", "admin/figure_entity.js"],
            css={"all": ["admin/figure_picker.css"]},
        ),
    )
    features.register_converter_rule(
        "contentstate",
        FEATURE,
        {
            "from_database_format": {f'embed[embedtype="{EMBED_TYPE}"]': FigureElementHandler(ENTITY)},
            "to_database_format": {"entity_decorators": {ENTITY: stored_element}},
        },
    )
