"""Who published a fact, and when."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from pages.bilingual.languages import LANGUAGES, column, default_language
from pages.bilingual.merged_form import LanguageModelForm
from pages.bilingual.panels import FieldPanel, both_languages
from pages.bilingual.rights import language_permissions
from pages.dates import last_possible_day, say_partial_date


class Grade(models.TextChoices):
    """How near a source is to whoever first published it."""

    ORIGINAL = "A", _("original publisher or government address")
    REPOST = "B", _("repost that names the original")
    PROFILE = "profile", _("the expo's own profile")


class Source(index.Indexed, models.Model):
    """A publication. Its date may be known to the day, the month or the year only."""

    key = models.CharField(
        _("key"),
        max_length=20,
        unique=True,
        validators=[
            RegexValidator(r"^[A-Za-z][A-Za-z0-9_-]*$", _("Use Latin letters, digits and hyphens, a letter first."))
        ],
        help_text=_("Short and never changed, such as S17."),
    )
    publisher = models.CharField(_("publisher"), max_length=200)
    year = models.PositiveSmallIntegerField(_("year"))
    month = models.PositiveSmallIntegerField(_("month"), null=True, blank=True)
    day = models.PositiveSmallIntegerField(_("day"), null=True, blank=True)
    grade = models.CharField(_("grade"), max_length=10, choices=Grade, default=Grade.ORIGINAL)
    url = models.URLField(
        _("address"), max_length=500, blank=True, help_text=_("As it was found; such addresses often move.")
    )

    panels = [
        FieldPanel("key"),
        both_languages("publisher", _("Publisher")),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("year"), FieldPanel("month"), FieldPanel("day")])],
            heading=_("Date"),
            help_text=_("Leave month or day empty where they are not known."),
        ),
        FieldPanel("grade"),
        FieldPanel("url"),
    ]
    search_fields = [
        index.SearchField("key"),
        index.AutocompleteField("key"),
        *[index.SearchField(column("publisher", code)) for code in LANGUAGES],
        *[index.AutocompleteField(column("publisher", code)) for code in LANGUAGES],
    ]

    base_form_class = LanguageModelForm

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        permissions = language_permissions("source")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="source_day_needs_month", condition=Q(day__isnull=True) | Q(month__isnull=False)
            ),
            models.CheckConstraint(
                name="source_month_in_year", condition=Q(month__isnull=True) | Q(month__range=(1, 12))
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        # The unsuffixed columns hold English, whatever the language of the admin.
        with default_language():
            super().save(*args, **kwargs)

    def __str__(self) -> str:
        return f"{self.key}: {self.publisher}, {self.date_stated}"

    def clean(self) -> None:
        if self.day and not self.month:
            raise ValidationError({"month": _("A day needs its month.")})
        if not self.year:
            return
        try:
            last_possible_day(self.date_stated)
        except ValueError:
            raise ValidationError({"year": _("There is no such date.")}) from None

    @property
    def date_stated(self) -> str:
        """ISO 8601, as exactly as it is known: ``2017``, ``2017-09``, ``2017-09-11``."""
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)])

    @property
    def last_day(self) -> datetime.date:
        """The last day that the date can mean."""
        return last_possible_day(self.date_stated)

    @property
    def date(self) -> str:
        """The date in the active language; "" for the expo's profile, whose name says which time it describes."""
        return "" if self.grade == Grade.PROFILE else say_partial_date(self.date_stated)
