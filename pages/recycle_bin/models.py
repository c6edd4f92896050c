"""What was deleted and can still be brought back."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from pages.bilingual.languages import LANGUAGES, current_language
from pages.models import BasePage

KEPT_FOR = timedelta(days=30)


class DeletedPage(models.Model):
    """A deleted page with the pages below it: every row of the database that went with them."""

    page_id = models.BigIntegerField(_("page"), db_index=True)
    titles = models.JSONField(_("titles"))
    """By language code; "" where a language had none."""
    kind = models.CharField(_("kind"), max_length=100)
    """Model label of the page, such as ``pages.StandardPage``."""
    ancestors = models.JSONField(_("stood under"))
    """Ids of the pages above it, from the root down to its parent."""
    address = models.CharField(_("address"), max_length=1000)
    """Its tree path (``url_path``) when it was deleted."""
    number_of_pages = models.PositiveIntegerField(_("pages"))
    had_live_pages = models.BooleanField(_("was published"))
    rows = models.JSONField(_("rows"), encoder=DjangoJSONEncoder)
    """Of each row: model label, primary key, and its fields as Django's serializer writes them."""
    cleared = models.JSONField(_("references"), encoder=DjangoJSONEncoder)
    """Of each reference that was emptied in rows that stay: model label, field, primary keys, and what it pointed to."""
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("deleted by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    deleted_at = models.DateTimeField(_("deleted at"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("deleted page")
        verbose_name_plural = _("deleted pages")
        ordering = ["-deleted_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """In the active language, or in the other where that one is missing."""
        found = [self.titles.get(code, "") for code in (current_language(), *LANGUAGES)]
        return next((title for title in found if title), "")

    @cached_property
    def pages_above(self) -> list[BasePage]:
        """Those it stood under that are still there, from the home page down. For many entries: ``read_pages_above``."""
        return list(BasePage.objects.filter(pk__in=self.ancestors, depth__gt=1).order_by("depth"))

    @property
    def kept_until(self) -> datetime:
        return self.deleted_at + KEPT_FOR


def read_pages_above(entries: Iterable[DeletedPage]) -> None:
    """Read ``pages_above`` of all entries at once."""
    entries = list(entries)
    ancestors = {pk for entry in entries for pk in entry.ancestors}
    found = list(BasePage.objects.filter(pk__in=ancestors, depth__gt=1).order_by("depth"))
    for entry in entries:
        entry.pages_above = [page for page in found if page.pk in entry.ancestors]
