"""One figure of one session, as one or more sources stated it."""

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldRowPanel

from pages.bilingual.panels import FieldPanel
from pages.measures import Kind
from sessions_archive.models.stated import StatedRow


class Rank(models.TextChoices):
    """Where reports differ, one figure is preferred and the others are kept beside it."""

    PREFERRED = "preferred", _("preferred")
    ALTERNATIVE = "alternative", _("alternative")


class Figure(StatedRow):
    """A figure with how it came to be known. ``derived_from`` names the totals, by their session, it was computed from."""

    session = ParentalKey("sessions_archive.SessionPage", on_delete=models.CASCADE, related_name="figures")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.REPORTED)
    rank = models.CharField(_("rank"), max_length=12, choices=Rank, default=Rank.PREFERRED)
    derived_from = ArrayField(
        models.PositiveSmallIntegerField(),
        verbose_name=_("derived from the totals through session"),
        default=list,
        blank=True,
        help_text=_("Numbers of sessions, separated by commas. Such a total is never checked with this figure."),
    )

    panels = [
        FieldRowPanel(
            [
                FieldPanel("measure"),
                FieldPanel("value"),
                FieldPanel("quality"),
                FieldPanel("kind"),
                FieldPanel("rank"),
                FieldPanel("precision"),
            ]
        ),
        *StatedRow.source_panels,
        FieldPanel("derived_from"),
    ]

    class Meta(StatedRow.Meta):
        verbose_name = _("figure")
        verbose_name_plural = _("figures")

    def clean(self) -> None:
        if self.kind == Kind.DERIVED and not (self.note_en or "").strip():
            raise ValidationError({"note_en": _("A derived figure needs a note that says how it was derived.")})
        if self.derived_from and self.kind != Kind.DERIVED:
            raise ValidationError({"derived_from": _("Only a derived figure comes from totals.")})
