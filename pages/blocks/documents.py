"""Documents to download."""

from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from pages.bilingual.languages import current_language
from pages.models.documents import SiteDocument


@dataclass(frozen=True, slots=True)
class Download:
    """One line of a list: the document in the reader's language, or the one there is."""

    document: SiteDocument
    other: SiteDocument | None
    """The same in the other language."""
    is_missing: bool
    """There is none in the reader's language, which has to be said."""


class DocumentListValue(blocks.StructValue):
    @property
    def downloads(self) -> list[Download]:
        """Documents that are still there, each once, whichever of its versions the editor chose."""
        documents = [document for document in self["documents"] if document]
        prefetch_related_objects(documents, "other_version")
        language, found = current_language(), dict[int, Download]()
        for document in documents:
            versions = [each for each in (document, document.other_version) if each]
            versions.sort(key=lambda each: not each.is_in(language))
            first = versions[0]
            found[first.pk] = Download(
                first, versions[1] if len(versions) > 1 else None, is_missing=not first.is_in(language)
            )
        return list(found.values())


class DocumentListBlock(blocks.StructBlock):
    """Documents to download."""

    documents = blocks.ListBlock(DocumentChooserBlock(label=_("Document")), label=_("Documents"), min_num=1)

    def get_searchable_content(self, value: Any) -> list[str]:
        return [str(each.document.label or each.document.title) for each in value.downloads] if value else []

    class Meta:
        icon = "doc-full"
        label = _("Document list")
        description = _("Documents to download, each with its kind, language, size and checksum.")
        template = "blocks/document_list.html"
        preview_template = "blocks/preview/document_list.html"
        value_class = DocumentListValue
        preview_value: dict[str, list[dict]] = {"documents": []}
