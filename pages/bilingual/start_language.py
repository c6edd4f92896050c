"""Beginning a translation: the blocks of the English that are not there yet, with their ids, so that the two correspond."""

import copy
from typing import Any

from django.utils.translation import gettext as _
from modeltranslation.settings import DEFAULT_LANGUAGE
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField

from pages.bilingual.fields import translated_field_names
from pages.bilingual.languages import NAMES, column
from pages.bilingual.merge import woven

START_LANGUAGE = "action-start-language"
"""Name of the button; its value is the language."""


def start_language(page: Any, language: str) -> int:
    """Put the missing blocks into every body of ``page`` in ``language``, in memory; gives how many."""
    added = 0
    for name in _stream_names(page):
        english, translated = (_raw(page, name, code) for code in (DEFAULT_LANGUAGE, language))
        blocks = {block["id"]: block for block in [*english, *translated]}
        missing = len(blocks) - len(translated)
        if missing:
            order = woven([block["id"] for block in translated], [block["id"] for block in english])
            stream_block = page._meta.get_field(column(name, language)).stream_block
            raw = [copy.deepcopy(blocks[key]) for key in order]
            setattr(page, column(name, language), StreamValue(stream_block, raw, is_lazy=True))
            added += missing
    return added


def has_blocks_to_start(page: Any, language: str) -> bool:
    """Whether the English has blocks that ``language`` has not."""
    return any(
        {block["id"] for block in _raw(page, name, DEFAULT_LANGUAGE)}
        - {block["id"] for block in _raw(page, name, language)}
        for name in _stream_names(page)
    )


def _stream_names(page: Any) -> list[str]:
    return [name for name in translated_field_names(type(page)) if isinstance(page._meta.get_field(name), StreamField)]


def _raw(page: Any, name: str, language: str) -> list[dict[str, Any]]:
    value = getattr(page, column(name, language))
    return list(value.get_prep_value()) if value else []


class StartLanguageMenuItem(ActionMenuItem):
    """Saves the draft, and begins ``language`` from the English."""

    template_name = "bilingual/language_button.html"
    name = START_LANGUAGE
    icon_name = "copy"

    def __init__(self, language: str, order: int) -> None:
        super().__init__(order=order)
        self.language = language

    @property
    def label(self) -> str:
        return _("Start %(language)s from English") % {"language": NAMES[self.language]}

    def is_shown(self, context: dict[str, Any]) -> bool:
        page = context.get("page")
        return (
            context["view"] == "edit"
            and page is not None
            and not context["locked_for_user"]
            and self.language in context["user_page_permissions_tester"].languages()
            and has_blocks_to_start(page, self.language)
        )

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return super().get_context_data(parent_context) | {"language": self.language, "at_work": _("Saving…")}
