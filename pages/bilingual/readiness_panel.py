"""The panel on top of a form that says how far each translation is, and lets one say how far it is now."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel
from wagtail.models import AbstractPage

from pages.bilingual.languages import NAMES, TRANSLATED
from pages.bilingual.notes_in_form import what_is_left
from pages.bilingual.readiness_form import MINOR, state_field


class ReadinessPanel(Panel):
    """State and what is left of each language but English; the box for a minor correction."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": _("Translation"), "icon": "globe", **kwargs})

    class BoundPanel(Panel.BoundPanel):
        template_name = "bilingual/readiness_panel.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk) and hasattr(self.instance, "readiness")

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            fields = self.form.fields
            context["languages"] = [
                {
                    "language": language,
                    "name": NAMES[language],
                    "state": self.instance.state_in(language).label,
                    "field": self.form[state_field(language)] if state_field(language) in fields else None,
                    "left": what_is_left(self.instance, language),
                }
                for language in TRANSLATED
            ]
            context["minor"] = self.form[MINOR] if MINOR in fields else None
            context["compare_url"] = self._compare_url()
            return context

        def _compare_url(self) -> str:
            page = self.instance
            if not isinstance(page, AbstractPage) or not page.live or not page.has_unpublished_changes:
                return ""
            return reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "live", "latest"])
