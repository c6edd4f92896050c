"""Everything the server finds in the texts of an object, as the settings weigh it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modeltranslation.settings import DEFAULT_LANGUAGE

from pages.bilingual.content_checks.number_words import differing_numbers
from pages.bilingual.content_checks.rules import Check, Finding, Level
from pages.bilingual.content_checks.targets import Target, problem_of_address, targets_of
from pages.bilingual.content_checks.terms import wrong_terms
from pages.bilingual.content_checks.wording import debris_in, punctuation_problems, superlatives_in
from pages.bilingual.languages import LANGUAGES, column
from pages.bilingual.source_texts import Texts, has_words, readable
from pages.bilingual.units import Unit, UnitState, units_of
from pages.rich_text.reference import references_in
from pages.rich_text.typed_figures import recorded_values, typed_figures
from pages.translations.glossary_check import Glossary, glossary


def findings_of(instance: models.Model, languages: tuple[str, ...] = LANGUAGES) -> list[Finding]:
    """What is wrong with the texts of ``instance`` in ``languages``; sentences in the active language.

    What the settings turn off is left out; what holds up comes first.
    """
    from pages.models import CheckSettings

    settings = CheckSettings.load()
    recorded = recorded_values()
    found = [finding for language in languages for finding in _findings_in(instance, language, settings, recorded)]
    weighed = [replace(finding, level=settings.level_of(finding.check)) for finding in dict.fromkeys(found)]
    return sorted((each for each in weighed if each.level != Level.OFF), key=lambda each: not each.is_blocking)


def blocking_findings(instance: models.Model, language: str) -> list[Finding]:
    """What holds up the approval and the publishing of a translation."""
    return [finding for finding in findings_of(instance, (language,)) if finding.is_blocking]


def _findings_in(instance: models.Model, language: str, settings: Any, recorded: Any) -> Iterator[Finding]:
    units = _units(instance, language)
    terms = Glossary() if language == DEFAULT_LANGUAGE else glossary(language)
    for unit in units:
        texts = unit.english if language == DEFAULT_LANGUAGE else unit.translated
        if language != DEFAULT_LANGUAGE and unit.is_required and unit.state == UnitState.MISSING:
            yield Finding(Check.MISSING, unit.path, unit.label, language, _("The translation is missing."))
        if has_words(texts):
            for check, message in _about_text(unit, texts, language, recorded):
                yield Finding(check, unit.path, unit.label, language, message)
        if language != DEFAULT_LANGUAGE and has_words(unit.english) and has_words(unit.translated):
            for check, message in _about_pair(unit, language, terms):
                yield Finding(check, unit.path, unit.label, language, message)
    labels = {unit.path: unit.label for unit in units}
    targets = list(targets_of(instance, language))
    for check, path, message in _about_targets(targets, language, settings.hosts_denied):
        label = labels.get(path) or capfirst(instance._meta.get_field(path.split("/")[0]).verbose_name)
        yield Finding(check, path, label, language, message)


def _units(instance: models.Model, language: str) -> list[Unit]:
    """Of English the same units as of its first translation: a text is checked where it stands."""
    if language != DEFAULT_LANGUAGE:
        return units_of(instance, language)
    return [unit for unit in units_of(instance, LANGUAGES[1]) if unit.english]


def _about_text(unit: Unit, texts: Texts, language: str, recorded: Any) -> Iterator[tuple[Check, str]]:
    text = readable(texts, language)
    for words in debris_in(text):
        yield Check.DEBRIS, _("“%(words)s” does not belong to the text.") % {"words": words}
    has_source = unit.block_type == "quotation" or any(kind == "html" and "<a " in html for kind, html in texts)
    if not has_source:
        for words in superlatives_in(text, language):
            yield Check.SUPERLATIVES, _("“%(words)s”: who says so? Link a source.") % {"words": words}
    for kind, html in texts:
        if kind == "html" and any(character.isdigit() for character in html):
            for typed in typed_figures(html, recorded):
                yield (
                    Check.FIGURES,
                    _("“%(text)s” is typed; insert the figure “%(figure)s” instead, so that it follows corrections.")
                    % {"text": typed.text, "figure": typed.references[0].describe()},
                )
    if language == "zh-hans":
        for line in text.splitlines():
            for message in punctuation_problems(line):
                yield Check.PUNCTUATION, message


def _about_pair(unit: Unit, language: str, terms: Glossary) -> Iterator[tuple[Check, str]]:
    english, translated = unit.english_text, unit.translated_text(language)
    ours, theirs = differing_numbers(english, translated)
    if ours:
        yield Check.NUMBERS, _("The English says %(numbers)s; the translation does not.") % {"numbers": ", ".join(ours)}
    if theirs:
        yield (
            Check.NUMBERS,
            _("The translation says %(numbers)s; the English does not.") % {"numbers": ", ".join(theirs)},
        )
    in_english, in_translation = (
        {reference for kind, html in texts if kind == "html" for reference in references_in(html)}
        for texts in (unit.english, unit.translated)
    )
    for reference in in_english ^ in_translation:
        sentence = (
            _("The English shows the figure “%(figure)s”; the translation does not.")
            if reference in in_english
            else _("The translation shows the figure “%(figure)s”; the English does not.")
        )
        yield Check.FIGURES, sentence % {"figure": reference.describe()}
    for message in wrong_terms(english, translated, language, terms):
        yield Check.TERMS, message


def _about_targets(targets: list[Target], language: str, denied_hosts: set[str]) -> Iterator[tuple[Check, str, str]]:
    from pages.models import BasePage, SiteDocument, SiteImage

    wanted = {kind: {each.value for each in targets if each.kind == kind} for kind in ("page", "document", "image")}
    ids = {kind: [value for value in values if value.isdecimal()] for kind, values in wanted.items()}
    live = {str(pk) for pk in BasePage.objects.live().filter(pk__in=ids["page"]).values_list("pk", flat=True)}
    documents = {str(pk) for pk in SiteDocument.objects.filter(pk__in=ids["document"]).values_list("pk", flat=True)}
    pictures = {str(each.pk): each for each in SiteImage.objects.filter(pk__in=ids["image"])} if ids["image"] else {}
    for each in targets:
        if each.kind == "page" and each.value not in live:
            yield Check.LINKS, each.path, _("A link leads to a page that visitors cannot open.")
        elif each.kind == "document" and each.value not in documents:
            yield Check.LINKS, each.path, _("A link leads to a document that is gone.")
        elif each.kind == "address":
            problem = problem_of_address(each.value, denied_hosts)
            if problem:
                yield Check.LINKS, each.path, problem
        elif each.kind == "image":
            picture = pictures.get(each.value)
            if picture is None:
                yield Check.PICTURES, each.path, _("A picture is gone.")
            elif not picture.decorative and not (getattr(picture, column("alt", language)) or "").strip():
                yield (
                    Check.PICTURES,
                    each.path,
                    _("The picture “%(title)s” has no text for screen readers in this language.")
                    % {"title": picture.title},
                )
