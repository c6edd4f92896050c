"""Both languages of a field beside each other in the editor."""

from contextvars import ContextVar
from typing import Any

from django.utils.functional import Promise
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel, TitleFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput

from pages.bilingual.languages import LANGUAGES, NAMES, column, html_code

_language: ContextVar[str] = ContextVar("language_being_edited", default="")


def language_being_edited() -> str:
    """Code of the language whose column is just being rendered in a form, or "" outside of one."""
    return _language.get()


class BoundInLanguage:
    """Renders a field so that the browser, and whatever is rendered inside, know the language of its text."""

    def get_editable_context_data(self) -> dict[str, Any]:
        self.bound_field.field.widget.attrs["lang"] = html_code(self.panel.language)
        return super().get_editable_context_data()

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        token = _language.set(self.panel.language)
        try:
            return super().get_context_data(parent_context)
        finally:
            _language.reset(token)


class ColumnPanel(FieldPanel):
    """One language's column of a translated field. ``language`` is its code."""

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = language
        # Not lang: labels and help texts inside are in the language of the admin.
        self.attrs = {**self.attrs, "data-text-language": html_code(language)}

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "language": self.language}

    class BoundPanel(BoundInLanguage, FieldPanel.BoundPanel):
        pass


class TitleColumnPanel(ColumnPanel, TitleFieldPanel):
    """The same, for the title that fills in the slug."""

    class BoundPanel(BoundInLanguage, TitleFieldPanel.BoundPanel):
        def get_attrs(self) -> dict[str, Any]:
            # Where there is no slug to fill in (a session's is its number), Wagtail's script would stumble.
            has_target = any(target in self.form.fields for target in self.panel.targets)
            return super().get_attrs() if has_target else {}


def both_languages(name: str, heading: str | Promise, *, help_text: str | Promise = "", **options: Any) -> Panel:
    """A pair of panels for the translated field ``name``, one a language, under one heading."""
    # On each of the two, not on the pair: it replaces the field's own help, which would say it a second time.
    options["help_text"] = help_text
    panels = [ColumnPanel(column(name, code), language=code, heading=NAMES[code], **options) for code in LANGUAGES]
    return _pair(panels, heading)


def both_titles(heading: str | Promise) -> Panel:
    """The two titles; the English one fills in the slug, which both languages share."""
    return _pair(
        [
            (TitleColumnPanel if code == "en" else ColumnPanel)(
                column("title", code), language=code, heading=NAMES[code]
            )
            for code in LANGUAGES
        ],
        heading,
    )


def both_texts(name: str, heading: str | Promise, *, help_text: str | Promise = "") -> Panel:
    """A pair of growing text boxes (translated text fields do not inherit Wagtail's widget)."""
    return both_languages(name, heading, help_text=help_text, widget=AdminAutoHeightTextInput)


def _pair(panels: list[Panel], heading: str | Promise) -> Panel:
    return MultiFieldPanel(panels, heading=heading, classname="both-languages")
