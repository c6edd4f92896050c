"""A picture's sizes and formats are made when it is uploaded or published, so that no visitor waits for them.

They are made in one thread a process, one after the other: a picture of 60 megapixels takes 180 MB while it is worked on.
What a stopped process left undone is made by the scheduler.
"""

import logging
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connections, models, transaction
from django.db.models import Count
from django.db.models.signals import post_save
from wagtail.images.models import Filter, SourceImageIOError
from wagtail.models import ReferenceIndex
from wagtail.signals import page_published

from pages.models import BasePage, SiteImage

logger = logging.getLogger(__name__)

LAYOUT_SPECS = tuple(Filter.expand_spec(["format-{avif,webp,jpeg}", "width-{480,960,1440}"]))
"""What ``templates/components/picture.html`` asks for; a test holds them together."""

SHARE_SPEC = "fill-1200x630|format-jpeg"
"""What ``templates/layout/head.html`` asks of a page's share image."""

_maker = ThreadPoolExecutor(1, thread_name_prefix="renditions")


def make_renditions(image: SiteImage, specs: Iterable[str] = LAYOUT_SPECS) -> None:
    """Make whatever is missing. A file that cannot be read is logged: pages show a picture as missing then."""
    if image.is_svg():
        return
    try:
        for spec in specs:
            image.get_rendition(spec)
    except (SourceImageIOError, OSError) as problem:
        logger.error("No sizes of picture %s could be made: %s", image.pk, problem)


def connect() -> None:
    post_save.connect(_saved, sender=SiteImage, dispatch_uid="renditions_ahead")
    page_published.connect(_published, dispatch_uid="renditions_ahead")


def _saved(sender: type[models.Model], instance: SiteImage, raw: bool = False, **_kwargs: Any) -> None:
    if not raw:
        transaction.on_commit(lambda: _maker.submit(_make_later, instance.pk), robust=True)


def _make_later(pk: int) -> None:
    try:
        image = SiteImage.objects.filter(pk=pk).first()
        if image is not None:
            make_renditions(image)
    except Exception:
        logger.exception("No sizes of picture %s could be made", pk)
    finally:
        connections.close_all()


def _published(sender: type[models.Model], instance: models.Model, **_kwargs: Any) -> None:
    """Nearly always there is nothing left to do: whoever publishes waits for what is missing, visitors do not."""
    used = ReferenceIndex.get_references_for_object(instance).filter(
        to_content_type__app_label=SiteImage._meta.app_label, to_content_type__model=SiteImage._meta.model_name
    )
    for image in SiteImage.objects.filter(pk__in=[int(each.to_object_id) for each in used]):
        make_renditions(image)
        if image.chinese_version:
            make_renditions(image.chinese_version)
    shared = instance.share_image if isinstance(instance, BasePage) else None
    if shared is not None:
        make_renditions(shared, [SHARE_SPEC])


def make_missing() -> None:
    """For the scheduler: pictures that lack a size."""
    lacking = SiteImage.objects.annotate(made=Count("renditions")).filter(made__lt=len(LAYOUT_SPECS))
    for image in lacking:
        make_renditions(image)
