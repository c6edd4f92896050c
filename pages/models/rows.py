"""Structured rows of a page: facts that are entered once, with labels in both languages."""

import uuid

from django.db import models
from wagtail.models import Orderable


class Row(Orderable):
    """``key`` names the row in every revision, live row and browser, also before it has an id."""

    key = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta(Orderable.Meta):
        abstract = True
