"""What there is to translate, one row a thing and language: the list that the workbench shows, filters and counts."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a row stands for."""

    PAGE = "page", _("Page")
    SNIPPET = "snippet", _("Snippet")
    SETTING = "setting", _("Setting")
    FILE = "file", _("Picture or document")
    STRING = "string", _("Interface string")


class WorkState(models.TextChoices):
    """The worst of its parts decides."""

    MISSING = "missing", _("missing")
    STALE = "stale", _("out of date")
    UNCONFIRMED = "unconfirmed", _("not confirmed")
    CURRENT = "current", _("up to date")


class WorkItem(models.Model):
    """Derived from pages, snippets, settings and strings, kept in step by signals; ``index_translations`` writes it anew."""

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    language = models.CharField(_("language"), max_length=10)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.BigIntegerField()
    title = models.TextField(_("English"))
    translated_title = models.TextField(_("translation"), blank=True)
    place = models.TextField(_("where"), blank=True)
    state = models.CharField(_("state"), max_length=12, choices=WorkState.choices)
    urgency = models.PositiveSmallIntegerField()
    """Place of the state in ``WorkState``, for the order of the list."""
    total = models.PositiveIntegerField(default=0)
    missing = models.PositiveIntegerField(default=0)
    stale = models.PositiveIntegerField(default=0)
    unconfirmed = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(_("changed"), null=True)

    class Meta:
        verbose_name = _("text to translate")
        verbose_name_plural = _("texts to translate")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["language", "content_type", "object_id"], name="one_work_item_a_language")
        ]
        indexes = [
            models.Index(fields=["language", "urgency", "kind", "id"], name="work_in_order"),
            models.Index(fields=["language", "kind", "state"], name="work_by_kind"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def what(self) -> str:
        """What a row that has no address is, in the active language."""
        model = ContentType.objects.get_for_id(self.content_type_id).model_class()
        return "" if self.place or model is None else capfirst(str(model._meta.verbose_name))

    @property
    def current(self) -> int:
        """How many of its parts are translated and up to date."""
        return self.total - self.missing - self.stale - self.unconfirmed

    @property
    def percent(self) -> int:
        """How much is translated and up to date, rounded down: 100 means all of it."""
        return self.current * 100 // self.total if self.total else 100
