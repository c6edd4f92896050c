"""Galleries: pictures of a session, each with caption, credit and license."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.images.blocks import ImageChooserBlock

from pages.figure_source import figure_source
from pages.ordinals import HIGHEST, session_name


class GalleryValue(blocks.StructValue):
    @property
    def heading(self) -> str:
        """“The 5th High-Tech Expo”, in the active language; "" where the pictures are of no session in particular."""
        return session_name(self["session"]) if self["session"] else ""

    @property
    def session_path(self) -> str:
        """Local address of the session's page, or "" where there is none."""
        cards = figure_source().sessions(None) if self["session"] else ()
        return next((card.path for card in cards if card.number == self["session"]), "")

    @property
    def shown(self) -> list[Any]:
        """Pictures that are still there, with their sizes: three queries, however many there are."""
        shown = [each for each in self["pictures"] if each["image"]]
        images = [each["image"] for each in shown]
        prefetch_related_objects(images, "renditions", "chinese_version__renditions")
        return shown


class GalleryBlock(blocks.StructBlock):
    """Small pictures that each lead to the large one; with a script they open in a viewer of their own."""

    session = blocks.IntegerBlock(
        label=_("Session number"),
        min_value=1,
        max_value=HIGHEST,
        required=False,
        help_text=_("Shown above the pictures; leave empty where they are of no session in particular."),
    )
    pictures = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("image", ImageChooserBlock(label=_("Picture"))),
                ("caption", blocks.CharBlock(label=_("Caption"), max_length=300)),
            ]
        ),
        label=_("Pictures"),
        min_num=2,
        max_num=60,
    )

    def clean(self, value: Any) -> Any:
        """Refuses a picture that nobody can be credited for: its credit and license are kept in the library."""
        cleaned = super().clean(value)
        unclear: dict[int, Exception] = {
            position: blocks.StructBlockValidationError(
                {"image": ValidationError(_("Add the credit and the license of this picture in the picture library."))}
            )
            for position, each in enumerate(cleaned["pictures"])
            if each["image"] and not (each["image"].credit and each["image"].license)
        }
        if unclear:
            raise blocks.StructBlockValidationError({"pictures": ListBlockValidationError(block_errors=unclear)})
        return cleaned

    def get_searchable_content(self, value: Any) -> list[str]:
        """The session, captions, and what the pictures show, in the active language."""
        texts = [value.heading]
        for each in value["pictures"]:
            texts += [each["caption"], getattr(each["image"], "alt", "")]
        return [text for text in texts if text]

    class Meta:
        icon = "image"
        label = _("Gallery")
        description = _(
            "Pictures of a session, each with caption, credit and license; they open large, one after another."
        )
        template = "blocks/gallery.html"
        preview_template = "blocks/preview/gallery.html"
        value_class = GalleryValue
        preview_value: dict[str, Any] = {"session": 5, "pictures": []}
