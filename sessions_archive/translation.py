"""Which fields of the archive exist once a language."""

from modeltranslation.translator import TranslationOptions, register

from pages.bilingual.fields import keep_original_out_of_references
from sessions_archive.models import (
    Correction,
    CumulativeFigure,
    Figure,
    Honor,
    Organization,
    SessionLetter,
    SessionPage,
    SessionsArchivePage,
    Source,
)


@register(SessionsArchivePage)
class SessionsArchivePageTranslation(TranslationOptions):
    fields = ("body",)


@register(SessionPage)
class SessionPageTranslation(TranslationOptions):
    fields = ("body", "dates_note", "official_name", "name_note", "theme", "opening_venue")


@register([Figure, CumulativeFigure])
class FigureTranslation(TranslationOptions):
    fields = ("note", "reason")


@register(Correction)
class CorrectionTranslation(TranslationOptions):
    fields = ("reason",)


@register(Honor)
class HonorTranslation(TranslationOptions):
    fields = ("name", "years")
    required_languages = {"en": ("name",)}


@register(SessionLetter)
class SessionLetterTranslation(TranslationOptions):
    fields = ("sender", "office", "excerpt")
    required_languages = {"en": ("sender",)}


@register(Source)
class SourceTranslation(TranslationOptions):
    fields = ("publisher",)
    required_languages = {"en": ("publisher",)}


@register(Organization)
class OrganizationTranslation(TranslationOptions):
    fields = ("name",)
    required_languages = {"en": ("name",)}


for model in (SessionsArchivePage, SessionPage):
    keep_original_out_of_references(model)
