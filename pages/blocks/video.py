"""Films from the site's own library, with captions and a transcript: never started by the page, never from another host."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from pages.bilingual.languages import NAMES, current_language, html_code
from pages.blocks.text import TextBlock

FILMS = ("mp4", "webm")
"""What browsers play without anything added."""

CAPTIONS = {"captions_english": "en", "captions_chinese": "zh-hans"}


@dataclass(frozen=True, slots=True)
class Track:
    """Captions, as HTML's ``<track>``."""

    address: str
    language: str
    label: str
    is_default: bool


class VideoValue(blocks.StructValue):
    @property
    def tracks(self) -> list[Track]:
        """The captions there are; on from the start are those in the reader's language, or the only ones."""
        files = {code: self[name] for name, code in CAPTIONS.items() if self[name]}
        language = current_language()
        first = language if language in files else next(iter(files), "")
        return [Track(file.url, html_code(code), NAMES[code], code == first) for code, file in files.items()]

    @property
    def lacks_own_captions(self) -> bool:
        """Whether there are captions, but none in the reader's language."""
        tracks = self.tracks
        return bool(tracks) and html_code(current_language()) not in {track.language for track in tracks}


class VideoBlock(blocks.StructBlock):
    """A film with what makes it readable for those who cannot hear it or see it."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    video = DocumentChooserBlock(label=_("Film"), help_text=_("An MP4 (H.264) or WebM file from the document library."))
    poster = ImageChooserBlock(label=_("Still picture"), required=False)
    captions_english = DocumentChooserBlock(
        label=_("English captions"), required=False, help_text=_("A WebVTT file (.vtt) from the document library.")
    )
    captions_chinese = DocumentChooserBlock(
        label=_("Chinese captions"), required=False, help_text=_("A WebVTT file (.vtt) from the document library.")
    )
    transcript = TextBlock(
        label=_("Transcript"),
        features=["bold", "ol", "ul", "link"],
        help_text=_("What is said, and what is to be seen, in the order of the film."),
    )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        problems: dict[str, Exception] = {}
        film = cleaned["video"]  # none in a draft that is not finished
        if film and film.file_extension.lower() not in FILMS:
            problems["video"] = ValidationError(_("Browsers play MP4 and WebM: choose such a file."))
        captions = {name: cleaned[name] for name in CAPTIONS if cleaned[name]}
        for name, file in captions.items():
            if file.file_extension.lower() != "vtt":
                problems[name] = ValidationError(_("Captions are WebVTT files, whose names end in .vtt."))
        if film and not captions:
            problems["captions_english"] = ValidationError(_("A film needs captions in one language at least."))
        if problems:
            raise blocks.StructBlockValidationError(problems)
        return cleaned

    def get_searchable_content(self, value: Any) -> list[str]:
        transcript = self.child_blocks["transcript"].get_searchable_content(value.get("transcript"))
        return [text for text in [value.get("title"), *transcript] if text]

    class Meta:
        icon = "media"
        label = _("Film")
        description = _("A film from the library, with captions and transcript. It never starts by itself.")
        template = "blocks/video.html"
        preview_template = "blocks/preview/video.html"
        value_class = VideoValue
        preview_value: dict[str, Any] = {"title": _("The film"), "video": None}
