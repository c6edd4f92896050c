"""Sites and accounts that are the expo's own, entered with the site's settings."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel

from pages.bilingual.panels import both_languages
from pages.models.rows import Row


class GenuineSite(Row):
    """Another site that is the expo's own, besides this one."""

    settings = ParentalKey("pages.SiteSettings", on_delete=models.CASCADE, related_name="genuine_sites")
    label = models.CharField(_("label"), max_length=80, help_text=_("What it is for."))
    url = models.URLField(_("address"))

    panels = [both_languages("label", _("Label"), help_text=_("What it is for.")), FieldPanel("url")]

    class Meta(Row.Meta):
        verbose_name = _("genuine site")
        verbose_name_plural = _("genuine sites")

    def __str__(self) -> str:
        return self.label


class SocialAccount(Row):
    """A genuine account of the expo elsewhere: by its address, by its name there, or both."""

    settings = ParentalKey("pages.SiteSettings", on_delete=models.CASCADE, related_name="accounts")
    label = models.CharField(_("label"), max_length=80)
    url = models.URLField(_("address"), blank=True)
    handle = models.CharField(
        _("name of the account"),
        max_length=80,
        blank=True,
        help_text=_("As it is searched for there; needed where an account has no address, as on WeChat."),
    )

    panels = [both_languages("label", _("Label")), FieldPanel("url"), FieldPanel("handle")]

    class Meta(Row.Meta):
        verbose_name = _("social address")
        verbose_name_plural = _("social addresses")

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        if not (self.url or self.handle):
            raise ValidationError({"url": _("Enter the address or the name of the account.")})
