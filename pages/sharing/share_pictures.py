"""Which share picture a page has in a language, and where drawn pictures are kept.

A picture's name follows from what it shows. It is drawn when a page is published, or when it is first asked for, and kept
below ``VAR_DIR``: a cache that can be thrown away.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.dispatch import receiver
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.signals import page_published

from pages.bilingual.languages import other_language
from pages.models import BasePage, SiteSettings
from pages.sharing.content import SharePictureContent

_drawn_later: ContextVar[bool] = ContextVar("share_pictures_drawn_later", default=False)


def content_of(page: BasePage, language: str, site: SiteSettings) -> SharePictureContent:
    """What the picture of ``page`` shows in ``language``."""
    with translation.override(other_language(language)):
        other_name = site.short_name or _("High-Tech Expo")
    with translation.override(language):
        return SharePictureContent(
            title=page.title,
            line=page.share_line,
            name=site.short_name or _("High-Tech Expo"),
            other_name=other_name,
            motif=page.share_motif,
            language=language,
        )


def picture_path(page: BasePage, content: SharePictureContent) -> str:
    """The local address of a page's picture."""
    return reverse("share_picture", args=[page.pk, content.language, content.key])


def kept_picture(content: SharePictureContent) -> bytes:
    """The picture as PNG, drawn now unless it is there."""
    path = Path(settings.SHARE_PICTURES) / f"{content.key}.png"
    try:
        return path.read_bytes()
    except FileNotFoundError:
        # Imported where it is used: fonts and drawing are no part of showing a page.
        from pages.sharing.drawing import draw

        picture = draw(content)
        _keep(path, picture)
        return picture


def _keep(path: Path, picture: bytes) -> None:
    """Write whole or not at all: another process may be reading, or writing the same."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(dir=path.parent, suffix=".part")
    with os.fdopen(handle, "wb") as file:
        file.write(picture)
    Path(unfinished).replace(path)


@contextmanager
def pictures_drawn_later() -> Iterator[None]:
    """While active, publishing draws nothing: pictures come when they are first asked for."""
    token = _drawn_later.set(True)
    try:
        yield
    finally:
        _drawn_later.reset(token)


@receiver(page_published, dispatch_uid="share_pictures_on_publish")
def draw_on_publish(instance: BasePage, **kwargs: Any) -> None:
    """So that the first reader whose network asks for the picture does not wait for it."""
    if _drawn_later.get() or instance.share_image_id:
        return

    def draw_all() -> None:
        site = SiteSettings.for_site(instance.get_site())
        for language in instance.ready_languages():
            kept_picture(content_of(instance, language, site))

    transaction.on_commit(draw_all, robust=True)
