"""Both languages of a field beside each other in the editor."""

from typing import Any

from django.utils.functional import Promise
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel, TitleFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput

from pages.bilingual.languages import LANGUAGES, NAMES, column, html_code


def both_languages(name: str, heading: str | Promise, *, help_text: str | Promise = "", **options: Any) -> Panel:
    """A pair of panels for the translated field ``name``, one a language, under one heading."""
    panels = [
        FieldPanel(column(name, code), heading=NAMES[code], attrs={"lang": html_code(code)}, **options)
        for code in LANGUAGES
    ]
    return _pair(panels, heading, help_text)


def both_titles(heading: str | Promise) -> Panel:
    """The two titles; the English one fills in the slug, which both languages share."""
    return _pair(
        [
            TitleFieldPanel(column("title", "en"), heading=NAMES["en"], attrs={"lang": html_code("en")}),
            FieldPanel("title_zh_hans", heading=NAMES["zh-hans"], attrs={"lang": html_code("zh-hans")}),
        ],
        heading,
    )


def both_texts(name: str, heading: str | Promise, *, help_text: str | Promise = "") -> Panel:
    """A pair of growing text boxes (translated text fields do not inherit Wagtail's widget)."""
    return both_languages(name, heading, help_text=help_text, widget=AdminAutoHeightTextInput)


def _pair(panels: list[Panel], heading: str | Promise, help_text: str | Promise = "") -> Panel:
    return MultiFieldPanel(panels, heading=heading, help_text=help_text, classname="both-languages")
