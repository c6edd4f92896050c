"""The interface's strings as the database has them: what the catalogs ship, what staff made of it, and who and when."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pages.bilingual.languages import NAMES


class InterfaceString(models.Model):
    """One string of one catalog in one language.

    ``shipped`` is copied from ``locale/`` whenever that changes; ``own``, where staff gave one, is what readers see.
    Both hold one text a plural form.
    """

    language = models.CharField(_("language"), max_length=10)
    domain = models.CharField(max_length=20)
    digest = models.CharField(max_length=32, editable=False)
    """Stands for domain, context and source: too long to be a key themselves."""
    context = models.TextField(_("context"), blank=True)
    source = models.TextField(_("English"))
    source_plural = models.TextField(_("English, several"), blank=True)
    shipped = models.JSONField(_("shipped translation"), default=list)
    own = models.JSONField(_("own translation"), null=True, blank=True)
    comments = models.TextField(_("notes to translators"), blank=True)
    places = models.JSONField(_("where it is used"), default=list)
    """Files of ours, or the name of the package that says it."""
    is_ours = models.BooleanField(default=True)
    """From our own sources, not from an installed package."""
    in_catalog = models.BooleanField(default=True)
    """False when the sources have dropped it; what staff made of it is kept for the day it comes back."""
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=0)
    """Grows with each change by staff; a form that is older is refused."""
    changed_at = models.DateTimeField(_("changed"), null=True, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("interface string")
        verbose_name_plural = _("interface strings")
        default_permissions = ("view", "change")
        ordering = ["domain", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["language", "digest"], name="one_interface_string_a_language")]

    def __str__(self) -> str:
        return self.source

    @property
    def forms(self) -> list[str]:
        """What readers see, one text a plural form; empty texts where there is no translation."""
        return self.own if self.own is not None else self.shipped

    @property
    def is_own(self) -> bool:
        return self.own is not None

    @property
    def is_translated(self) -> bool:
        return bool(self.forms) and all(self.forms)

    @property
    def language_name(self) -> str:
        return NAMES.get(self.language, self.language)


class StringChange(models.Model):
    """Who changed a string, when, and from what to what. Only added to: its newest key is what processes compare."""

    string = models.ForeignKey(InterfaceString, on_delete=models.CASCADE, related_name="changes")
    before = models.JSONField(default=list)
    after = models.JSONField(default=list)
    taken_back = models.BooleanField(default=False)
    """True when the shipped translation was put back."""
    made_at = models.DateTimeField(_("changed"), auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("change of a string")
        verbose_name_plural = _("changes of strings")
        default_permissions = ()
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.string}: {self.made_at:%Y-%m-%d %H:%M}"


class CatalogCopy(models.Model):
    """Of which state of the files the rows are a copy, a row a language."""

    language = models.CharField(max_length=10, primary_key=True)
    stamp = models.CharField(max_length=32, blank=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.language
