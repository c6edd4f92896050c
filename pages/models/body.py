"""The body that most pages have: blocks, one stream a language."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from pages.bilingual.fields import SearchFieldInLanguage
from pages.bilingual.languages import LANGUAGES
from pages.bilingual.panels import both_languages
from pages.blocks.page_body import PageBodyBlock, Section, sections
from pages.parallel.parts import Part, body_parts


class BodyMixin(models.Model):
    """A translated body and its sections. Each page type registers ``body`` for translation itself."""

    body = StreamField(PageBodyBlock(), verbose_name=_("body"), blank=True)

    body_panels = [both_languages("body", _("Body"))]
    body_search_fields = [SearchFieldInLanguage("body", code) for code in LANGUAGES]

    class Meta:
        abstract = True

    def parallel_parts(self) -> Iterator[Part]:
        yield from super().parallel_parts()  # type: ignore[misc]
        yield from body_parts(self.body)

    @cached_property
    def sections(self) -> list[Section]:
        """The body in the language being shown, cut at its headings."""
        body: Any = self.body
        return sections(body)
