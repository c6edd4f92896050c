"""Which fields exist once a language. Slugs, dates, numbers, yes-or-no and choices exist once."""

from modeltranslation.translator import TranslationOptions, register

from pages.bilingual.fields import keep_original_out_of_references
from pages.models import (
    BasePage,
    FeatureEntry,
    FeaturePage,
    GenuineSite,
    HomePage,
    MenuEntry,
    OfficialAddressesPage,
    OverviewEditionPage,
    OverviewHonor,
    OverviewHost,
    OverviewPage,
    SectionPage,
    SimilarName,
    SiteDocument,
    SiteImage,
    SiteSettings,
    SocialAccount,
    StandardPage,
)


@register(BasePage)
class BasePageTranslation(TranslationOptions):
    fields = ("title", "seo_title", "search_description", "summary")
    required_languages = {"en": ("title",)}


@register(HomePage)
class HomePageTranslation(TranslationOptions):
    fields = ("theme", "body")


@register(SectionPage)
class SectionPageTranslation(TranslationOptions):
    fields = ()


@register([OverviewPage, OverviewEditionPage, FeaturePage, StandardPage, OfficialAddressesPage])
class BodyTranslation(TranslationOptions):
    fields = ("body",)


@register(OverviewHost)
class OverviewHostTranslation(TranslationOptions):
    fields = ("name",)
    required_languages = {"en": ("name",)}


@register(OverviewHonor)
class OverviewHonorTranslation(TranslationOptions):
    fields = ("name", "detail")
    required_languages = {"en": ("name",)}


@register(FeatureEntry)
class FeatureEntryTranslation(TranslationOptions):
    fields = ("name", "note")
    required_languages = {"en": ("name",)}


@register(SimilarName)
class SimilarNameTranslation(TranslationOptions):
    fields = ("name", "note")
    required_languages = {"en": ("name",)}


@register(SiteImage)
class SiteImageTranslation(TranslationOptions):
    fields = ("alt", "credit", "license")


@register(SiteDocument)
class SiteDocumentTranslation(TranslationOptions):
    fields = ("label",)


@register(SiteSettings)
class SiteSettingsTranslation(TranslationOptions):
    fields = ("official_name", "short_name", "hosts", "contact_address", "contact_hours", "notice")


@register([MenuEntry, SocialAccount, GenuineSite])
class LabelTranslation(TranslationOptions):
    fields = ("label",)


for model in (HomePage, OverviewPage, OverviewEditionPage, FeaturePage, StandardPage, OfficialAddressesPage):
    keep_original_out_of_references(model)
