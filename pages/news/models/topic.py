"""What a news item is about, in a word."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from pages.bilingual.languages import LANGUAGES, column, default_language
from pages.bilingual.merged_form import LanguageModelForm
from pages.bilingual.panels import FieldPanel, both_languages
from pages.bilingual.readiness import TranslatedMixin
from pages.bilingual.rights import language_permissions


class NewsTopic(TranslatedMixin, index.Indexed, models.Model):
    """A topic that editors choose for items and visitors for lists: trade, transport, registration."""

    label = models.CharField(_("label"), max_length=60)
    slug = models.SlugField(
        _("in addresses"), max_length=60, unique=True, help_text=_("Small Latin letters, digits and hyphens.")
    )

    panels = [both_languages("label", _("Label")), FieldPanel("slug")]
    search_fields = [
        *[index.SearchField(column("label", code)) for code in LANGUAGES],
        *[index.AutocompleteField(column("label", code)) for code in LANGUAGES],
    ]

    base_form_class = LanguageModelForm

    class Meta:
        permissions = language_permissions("newstopic")
        verbose_name = _("news topic")
        verbose_name_plural = _("news topics")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.label

    def save(self, *args: Any, **kwargs: Any) -> None:
        # The unsuffixed column holds English, whatever the language of the admin.
        with default_language():
            super().save(*args, **kwargs)
