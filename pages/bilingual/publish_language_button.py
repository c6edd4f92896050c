"""The button that publishes one language, beside Wagtail's own below the form of a page."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.action_menu import ActionMenuItem

from pages.bilingual.languages import NAMES
from pages.bilingual.readiness_form import PUBLISH_LANGUAGE


class PublishLanguageMenuItem(ActionMenuItem):
    """Saves the draft, and publishes ``language`` of it."""

    template_name = "bilingual/language_button.html"
    name = PUBLISH_LANGUAGE
    icon_name = "upload"

    def __init__(self, language: str, order: int) -> None:
        super().__init__(order=order)
        self.language = language

    @property
    def label(self) -> str:
        return _("Publish %(language)s only") % {"language": NAMES[self.language]}

    def is_shown(self, context: dict[str, Any]) -> bool:
        page = context.get("page")
        return (
            context["view"] == "edit"
            and page is not None
            and page.live
            and not context["locked_for_user"]
            and context["user_page_permissions_tester"].can_publish_language(self.language)
        )

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return super().get_context_data(parent_context) | {"language": self.language, "at_work": _("Publishing…")}
