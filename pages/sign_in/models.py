"""Attempts to get in, counted so that guessing is slow."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Attempt(models.Model):
    """One attempt against one limit. Whom it was about cannot be read from it."""

    bucket = models.CharField(_("limit"), max_length=64)
    at = models.DateTimeField(_("moment"), auto_now_add=True)

    class Meta:
        verbose_name = _("sign-in attempt")
        verbose_name_plural = _("sign-in attempts")
        indexes = [models.Index(fields=["bucket", "at"], name="sign_in_attempt_bucket")]

    def __str__(self) -> str:
        return f"{self.bucket[:8]} {self.at:%H:%M:%S}"
