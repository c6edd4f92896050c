"""What a figure of one session and a total over several have in common."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldRowPanel, Panel

from pages.bilingual.panels import FieldPanel, both_languages
from pages.measures import Quality, measure_choices
from pages.models.rows import Row


class StatedRow(Row, ClusterableModel):
    """A measure with its value as sources stated it: whole yuan, whole square meters, or a count."""

    measure = models.CharField(_("measure"), max_length=40, choices=measure_choices)
    value = models.BigIntegerField(
        _("value"),
        validators=[MinValueValidator(0, _("A figure is never negative."))],
        help_text=_("All digits: amounts in whole yuan, areas in whole square meters."),
    )
    precision = models.BigIntegerField(
        _("precision"),
        default=1,
        validators=[MinValueValidator(1, _("The precision is 1 or more."))],
        help_text=_(
            "The unit of the last digit that was stated: 100000000 for “RMB 456.5 billion”. Used to check sums."
        ),
    )
    quality = models.CharField(_("quality"), max_length=10, choices=Quality, default=Quality.EXACT)
    sources = ParentalManyToManyField(
        "sessions_archive.Source",
        verbose_name=_("sources"),
        related_name="+",
        help_text=_("Every figure has a source."),
    )
    note = models.CharField(
        _("note"), max_length=300, blank=True, help_text=_("How it was derived, or what else a reader should know.")
    )

    reason = models.CharField(
        _("reason for the change"),
        max_length=300,
        blank=True,
        help_text=_("Where a published figure is changed: why. Visitors read it in the list of corrections."),
    )

    measure_panels: list[Panel] = [
        FieldRowPanel([FieldPanel("measure"), FieldPanel("value"), FieldPanel("quality"), FieldPanel("precision")]),
    ]
    source_panels: list[Panel] = [
        FieldPanel("sources"),
        both_languages("note", _("Note")),
        both_languages("reason", _("Reason for the change")),
    ]

    class Meta(Row.Meta):
        abstract = True
        constraints = [
            models.CheckConstraint(name="%(class)s_never_negative", condition=Q(value__gte=0)),
            models.CheckConstraint(name="%(class)s_precision_positive", condition=Q(precision__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.measure}: {self.value}"
