"""Which fields of the news exist once a language."""

from modeltranslation.translator import TranslationOptions, register

from pages.bilingual.fields import keep_original_out_of_references
from pages.news.models import NewsIndexPage, NewsItemPage, NewsTopic


@register(NewsIndexPage)
class NewsIndexTranslation(TranslationOptions):
    fields = ()


@register(NewsItemPage)
class NewsItemTranslation(TranslationOptions):
    fields = ("body", "reprinted_from")


@register(NewsTopic)
class NewsTopicTranslation(TranslationOptions):
    fields = ("label",)
    required_languages = {"en": ("label",)}


keep_original_out_of_references(NewsItemPage)
