"""How much each check of texts weighs, and which hosts nobody may link to."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from pages.bilingual.content_checks.rules import Check, Level


def level(check: Check, default: Level) -> Any:
    return models.CharField(check.label, max_length=10, choices=Level, default=default)


@register_setting(icon="glasses", order=110)
class CheckSettings(BaseGenericSetting):
    """One level a check: off, a warning, or holding up approval and publishing."""

    missing = level(Check.MISSING, Level.BLOCKING)
    numbers = level(Check.NUMBERS, Level.BLOCKING)
    figures = level(Check.FIGURES, Level.WARNING)
    pictures = level(Check.PICTURES, Level.WARNING)
    links = level(Check.LINKS, Level.BLOCKING)
    punctuation = level(Check.PUNCTUATION, Level.WARNING)
    debris = level(Check.DEBRIS, Level.BLOCKING)
    superlatives = level(Check.SUPERLATIVES, Level.WARNING)
    terms = level(Check.TERMS, Level.WARNING)
    denied_hosts = models.TextField(
        _("hosts not to link to"),
        blank=True,
        help_text=_("One a line, such as example.net; what is below it counts too."),
    )

    panels = [
        MultiFieldPanel([FieldPanel(check.value) for check in Check], heading=_("Checks")),
        FieldPanel("denied_hosts"),
    ]

    class Meta:
        verbose_name = _("checks of texts")
        verbose_name_plural = _("checks of texts")

    def __str__(self) -> str:
        return str(_("Checks of texts"))

    def clean(self) -> None:
        super().clean()
        for line in self.denied_hosts.splitlines():
            if "/" in line or (line.strip() and "." not in line):
                raise ValidationError({"denied_hosts": _("Enter host names alone, such as example.net.")})

    def level_of(self, check: Check) -> Level:
        return Level(getattr(self, check.value))

    @property
    def hosts_denied(self) -> set[str]:
        return {line.strip().lower().removeprefix("www.") for line in self.denied_hosts.splitlines() if line.strip()}
