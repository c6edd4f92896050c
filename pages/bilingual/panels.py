"""Both languages of a field beside each other in the editor, and what somebody may read there but not change.

Pages, snippets and settings take their ``FieldPanel`` and ``InlinePanel`` from here: Wagtail's own hide a field that is
not in the form.
"""

from contextvars import ContextVar
from typing import Any

from django.template.loader import get_template
from django.utils.functional import Promise
from django.utils.text import capfirst
from wagtail.admin import panels as wagtail_panels
from wagtail.admin.panels import MultiFieldPanel, Panel, TitleFieldPanel
from wagtail.admin.panels.base import get_form_for_model
from wagtail.admin.widgets import AdminAutoHeightTextInput

from pages.bilingual.languages import LANGUAGES, NAMES, column, html_code
from pages.bilingual.notes_in_form import notes_at, place_of_notes
from pages.bilingual.reading import reading
from pages.bilingual.row_forms import RowForm, RowFormSet

_language: ContextVar[str] = ContextVar("language_being_edited", default="")


def language_being_edited() -> str:
    """Code of the language whose column is just being rendered in a form, or "" outside of one."""
    return _language.get()


class ReadWhereLocked:
    """Shows the value of a field that this person may not change."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if self.bound_field is None and self.field_name in getattr(self.form, "locked_fields", ()):
            self.read_only = True
            self.heading = self.panel.heading or capfirst(self.panel.db_field.verbose_name)
            self.help_text = ""

    def get_read_only_context_data(self) -> dict[str, Any]:
        shown = {
            "id_for_label": self.id_for_label(),
            "display_value": self.panel.format_value_for_display(self.value_from_instance),
            "language": html_code(self.panel.language) if self.panel.language else "",
        }
        return {
            **shown,
            "show_add_comment_button": self.comments_enabled,
            "rendered_field": get_template("bilingual/reading.html").render(shown),
        }


class FieldPanel(wagtail_panels.FieldPanel):
    """Wagtail's, readable where the field is locked. ``language`` is the code of its text's, if it has one."""

    language = ""

    def format_value_for_display(self, value: Any) -> Any:
        choice = super().format_value_for_display if getattr(self.db_field, "choices", None) else None
        return reading(self.db_field, value, choice, self.language)

    class BoundPanel(ReadWhereLocked, wagtail_panels.FieldPanel.BoundPanel):
        pass


class InlinePanel(wagtail_panels.InlinePanel):
    """Wagtail's, for rows that have a key. Who may not change rows gets them without the means to add, move or remove."""

    row_form_class: type[RowForm] = RowForm

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        rows, of_child = options["formsets"][self.relation_name], self.child_edit_handler.get_form_options()
        rows["formset"] = RowFormSet
        rows["form"] = get_form_for_model(
            self.db_field.related_model,
            form_class=self.row_form_class,
            defer_required_on_fields=of_child.get("defer_required_on_fields", []),
        )
        return options

    class BoundPanel(wagtail_panels.InlinePanel.BoundPanel):
        open_template = "wagtailadmin/panels/inline_panel.html"

        @property
        def template_name(self) -> str:
            return "bilingual/locked_rows.html" if self.formset.is_locked else self.open_template

        def telepath_pack(self, context: Any) -> tuple[str, list[Any]]:
            if not self.formset.is_locked:
                return super().telepath_pack(context)
            # The script of an inline panel looks for the button that adds a row.
            return "wagtail.panels.Panel", [{"type": "Panel", "prefix": self.prefix}]


class BoundInLanguage(ReadWhereLocked):
    """Renders a field so that the browser, and whatever is rendered inside, know the language of its text."""

    def get_editable_context_data(self) -> dict[str, Any]:
        self.bound_field.field.widget.attrs["lang"] = html_code(self.panel.language)
        return super().get_editable_context_data()

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        token = _language.set(self.panel.language)
        self.notes = notes_at(
            self.instance, self.field_name, self.panel.language, may_confirm=self.bound_field is not None
        )
        try:
            context: dict[str, Any] = super().get_context_data(parent_context)
        finally:
            _language.reset(token)
        return context | {"place_of_notes": place_of_notes(self.instance, self.field_name)}


class ColumnPanel(FieldPanel):
    """One language's column of a translated field. ``language`` is its code."""

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = language
        # Not lang: labels and help texts inside are in the language of the admin.
        self.attrs = {**self.attrs, "data-text-language": html_code(language)}

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "language": self.language}

    class BoundPanel(BoundInLanguage, wagtail_panels.FieldPanel.BoundPanel):
        template_name = "bilingual/column_panel.html"


class TitleColumnPanel(ColumnPanel, TitleFieldPanel):
    """The same, for the title that fills in the slug."""

    class BoundPanel(BoundInLanguage, TitleFieldPanel.BoundPanel):
        template_name = "bilingual/column_panel.html"

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
