"""Which fields of the contact page exist once a language. Messages are what was typed, in whatever language."""

from modeltranslation.translator import TranslationOptions, register

from pages.bilingual.fields import keep_original_out_of_references
from pages.contact.models import ContactPage, ContactRole


@register(ContactPage)
class ContactPageTranslation(TranslationOptions):
    fields = ("body",)


@register(ContactRole)
class ContactRoleTranslation(TranslationOptions):
    fields = ("label", "note")
    required_languages = {"en": ("label",)}


keep_original_out_of_references(ContactPage)
