"""Single pictures; several stand in ``gallery``."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock


class PictureBlock(blocks.StructBlock):
    """One picture; its alternative text, credit and rights are kept with the picture itself."""

    image = ImageChooserBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=300)

    def get_searchable_content(self, value: Any) -> list[str]:
        """What the picture shows, in the active language, and its caption."""
        image = value.get("image")
        return [text for text in (getattr(image, "alt", ""), value.get("caption")) if text]

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("A picture with caption and credit. Its text for screen readers is kept with the picture.")
        template = "blocks/picture.html"
        preview_template = "blocks/preview/picture.html"
        preview_value = {"image": None, "caption": _("What the picture shows")}
