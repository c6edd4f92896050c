"""What was changed of a published figure."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pages.bilingual.languages import default_language
from pages.bilingual.merged_form import LanguageModelForm
from pages.bilingual.panels import FieldPanel, both_languages
from pages.bilingual.rights import language_permissions
from pages.measures import Quality, measure_choices


class Correction(models.Model):
    """A published figure before and after. Written when a page goes live; staff may only say the reason better.

    ``session`` is the session's number, or with ``is_total`` the last one that a total includes. Without a new value the
    figure was withdrawn.
    """

    key = models.UUIDField(editable=False, db_index=True)
    session = models.PositiveSmallIntegerField(_("session"), editable=False)
    is_total = models.BooleanField(_("total"), default=False, editable=False)
    measure = models.CharField(_("measure"), max_length=40, choices=measure_choices, editable=False)
    old_value = models.BigIntegerField(_("old value"), editable=False)
    old_quality = models.CharField(_("old quality"), max_length=10, choices=Quality, editable=False)
    new_value = models.BigIntegerField(_("new value"), null=True, editable=False)
    new_quality = models.CharField(_("new quality"), max_length=10, choices=Quality, blank=True, editable=False)
    made_at = models.DateTimeField(_("corrected on"), auto_now_add=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    panels = [
        FieldPanel("session", read_only=True),
        FieldPanel("measure", read_only=True),
        FieldPanel("old_value", read_only=True),
        FieldPanel("new_value", read_only=True),
        both_languages("reason", _("Reason")),
    ]

    base_form_class = LanguageModelForm

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        permissions = language_permissions("correction")
        ordering = ["-made_at", "-pk"]

    def save(self, *args: object, **kwargs: object) -> None:
        # The unsuffixed columns hold English, whatever the language of the admin.
        with default_language():
            super().save(*args, **kwargs)  # type: ignore[arg-type]

    def __str__(self) -> str:
        return f"{self.session}, {self.measure}: {self.old_value} → {self.new_value}"
