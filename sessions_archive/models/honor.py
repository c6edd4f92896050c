"""Honors that the expo received, as records of the archive."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from pages.bilingual.panels import FieldPanel, both_languages
from pages.models.rows import Row


class Honor(Row):
    """An award with what is known of its years, and its source."""

    page = ParentalKey("sessions_archive.SessionsArchivePage", on_delete=models.CASCADE, related_name="honors")
    name = models.CharField(_("award"), max_length=200)
    years = models.CharField(
        _("years"), max_length=200, blank=True, help_text=_("When or how often, as the source says it.")
    )
    source = models.ForeignKey(
        "sessions_archive.Source", verbose_name=_("source"), on_delete=models.PROTECT, related_name="+"
    )

    panels = [both_languages("name", _("Award")), both_languages("years", _("Years")), FieldPanel("source")]

    class Meta(Row.Meta):
        verbose_name = _("honor")
        verbose_name_plural = _("honors")

    def __str__(self) -> str:
        return self.name
