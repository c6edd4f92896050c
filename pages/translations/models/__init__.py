from pages.translations.models.glossary import GlossaryTerm
from pages.translations.models.strings import CatalogCopy, InterfaceString, StringChange
from pages.translations.models.work import WorkItem

__all__ = ["CatalogCopy", "GlossaryTerm", "InterfaceString", "StringChange", "WorkItem"]
