"""What search did, in a sentence."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pages.bilingual.languages import current_language, html_code
from pages.search.folding import has_han
from pages.search.query import Outcome, Step

register = template.Library()


@register.simple_tag
def said(outcome: Outcome, typed: str) -> SafeString | str:
    """“Showing results for *Israel*. Nothing was found for “isreal”.”; "" where the words themselves were found."""
    number = outcome.counts.total
    shown = _strong(outcome.shown)
    match outcome.step:
        case Step.CORRECTED:
            return format_html(
                _("Showing results for {shown}. Nothing was found for “{typed}”."), shown=shown, typed=typed
            )
        case Step.COUNTERPART:
            # Translators: {typed} is a term in one language, {shown} the same in the other.
            return format_html(_("“{typed}” is {shown}."), typed=typed, shown=shown)
        case Step.ANY:
            return _("No page has all of these words. These have some of them.")
        case Step.OTHER_LANGUAGE if number:
            return _in_other_language(outcome, number)
    return ""


def _in_other_language(outcome: Outcome, number: int) -> SafeString:
    if outcome.language == "en":
        sentence = ngettext(
            "Nothing in Chinese; {number} page in English.", "Nothing in Chinese; {number} pages in English.", number
        )
    else:
        sentence = ngettext(
            "Nothing in English; {number} page in Chinese.", "Nothing in English; {number} pages in Chinese.", number
        )
    told = format_html(sentence, number=number)
    if outcome.shown:
        told = format_html(_("{sentence} Showing results for {shown}."), sentence=told, shown=_strong(outcome.shown))
    return told


def _strong(term: str) -> SafeString:
    code = "zh-hans" if has_han(term) else "en"
    lang = "" if code == current_language() else format_html(' lang="{}"', html_code(code))
    return format_html("<strong{}>{}</strong>", lang, term)
