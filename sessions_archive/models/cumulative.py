"""Totals that the expo or the press stated."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from pages.bilingual.panels import FieldPanel
from sessions_archive.models.stated import StatedRow


class CumulativeFigure(StatedRow):
    """A total of all sessions through one: a fact of its own, never computed from the sessions."""

    page = ParentalKey("sessions_archive.SessionsArchivePage", on_delete=models.CASCADE, related_name="totals")
    through_session = models.PositiveSmallIntegerField(
        _("through session"),
        validators=[MinValueValidator(1, _("Sessions are numbered from 1."))],
        help_text=_("The number of the last session that it includes."),
    )

    panels = [FieldPanel("through_session"), *StatedRow.measure_panels, *StatedRow.source_panels]

    class Meta(StatedRow.Meta):
        verbose_name = _("total")
        verbose_name_plural = _("totals")
