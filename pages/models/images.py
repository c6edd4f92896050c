"""Pictures, with what must be known to show them."""

from collections.abc import Collection
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from pages.bilingual.languages import current_language


class SiteImage(AbstractImage):
    """A picture with its text for screen readers in both languages, its credit and rights.

    ``title`` is a name for staff. Where text is part of the picture, Chinese pages can have a picture of their own.
    """

    alt = models.CharField(
        _("text for screen readers"),
        max_length=300,
        blank=True,
        help_text=_("What the picture shows, for those who cannot see it. Leave empty only when it is decorative."),
    )
    decorative = models.BooleanField(
        _("decorative"), default=False, help_text=_("Adds nothing to the text: screen readers pass over it.")
    )
    credit = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("Who made it; shown with the picture.")
    )
    rights = models.CharField(
        _("rights"),
        max_length=300,
        blank=True,
        help_text=_("Why the picture may be shown here. Not shown to visitors."),
    )
    license = models.CharField(
        _("license"),
        max_length=200,
        blank=True,
        help_text=_("How visitors may use it, such as “All rights reserved” or “CC BY 4.0”; shown in galleries."),
    )
    chinese_version = models.ForeignKey(
        "self",
        verbose_name=_("picture for Chinese pages"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Only where text is part of the picture."),
    )

    # Not Wagtail's own description: what the picture shows is said once, in both languages.
    admin_form_fields = (
        "title",
        "file",
        "alt_en",
        "alt_zh_hans",
        "decorative",
        "credit_en",
        "credit_zh_hans",
        "rights",
        "license_en",
        "license_zh_hans",
        "chinese_version",
        *(name for name in Image.admin_form_fields if name not in {"title", "file", "description"}),
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_image", "Can choose image")]

    # Wagtail sets an attribute of this name to False on each picture it makes, for its blocks to set again.

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.decorative = kwargs.get("decorative", False)

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **kwargs: Any) -> Self:
        picture = super().from_db(db, field_names, values, **kwargs)
        picture.decorative = dict(zip(field_names, values, strict=False)).get("decorative", False)
        return picture

    @property
    def default_alt_text(self) -> str:
        """Empty for a decorative picture; else the text in the active language, or the staff's name for it."""
        return "" if self.decorative else self.alt or self.title

    @property
    def for_language(self) -> "SiteImage":
        """This picture, or the one for Chinese pages."""
        if current_language() == "zh-hans" and self.chinese_version_id and self.chinese_version:
            return self.chinese_version
        return self


class SiteRendition(AbstractRendition):
    """A picture at one size and format."""

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
