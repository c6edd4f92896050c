"""One number for each page, language and day."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class VisitCount(models.Model):
    """Views of one address on one day, in Beijing time."""

    day = models.DateField(_("day"))
    language = models.CharField(_("language"), max_length=10)
    address = models.CharField(_("address"), max_length=255)
    """What follows the language: ``/about/overview/`` in both."""
    number = models.PositiveIntegerField(_("views"), default=0)

    class Meta:
        verbose_name = _("visits of a day")
        verbose_name_plural = _("visits")
        constraints = [
            models.UniqueConstraint(fields=["day", "language", "address"], name="one_number_a_day_language_address")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.language}{self.address}: {self.number}"
