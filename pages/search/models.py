"""What search keeps: a row a page and language, the words it knows, and what visitors did not find."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchDocument(models.Model):
    """A page in one language, as search sees it. There is a row only for what every visitor may read in that language."""

    # In this order: PostgreSQL reads a row from its beginning, so what is counted and sorted by stands before what is long.
    page = models.ForeignKey("pages.BasePage", on_delete=models.CASCADE, related_name="+")
    depth = models.PositiveSmallIntegerField(default=3)
    title_words = models.PositiveSmallIntegerField(default=1)
    session = models.PositiveSmallIntegerField(null=True)
    year = models.PositiveSmallIntegerField(null=True)
    date = models.DateField(null=True)
    language = models.CharField(max_length=10)
    kind = models.CharField(max_length=60)
    """The page's model, in small letters."""
    title_vector = SearchVectorField()
    """The title alone: small enough to be read for every hit of a frequent word."""
    title = models.TextField()
    digest = models.CharField(max_length=32)
    """Of all the others: whether the row still says what the page says."""
    indexed_at = models.DateTimeField(auto_now=True)
    body = models.TextField()
    """What snippets are cut from: a part of the page a line, without the title."""
    vector = SearchVectorField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["page", "language"], name="one_search_document_a_language")]
        indexes = [
            GinIndex(fields=["vector"], name="search_document_words"),
            GinIndex(fields=["title_vector"], name="search_document_titles"),
            models.Index(fields=["language", "depth", "page"], name="search_document_from_above"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"


class SearchTerm(models.Model):
    """A word that some page has, for corrections and suggestions."""

    language = models.CharField(max_length=10)
    term = models.CharField(max_length=60)
    shown = models.CharField(max_length=60)
    """With its capitals, if it is never written without."""
    sound = models.CharField(max_length=200, blank=True)
    """Pinyin of a Chinese word, near sounds made equal."""
    keys = ArrayField(models.CharField(max_length=10), default=list)
    """Deletion keys: words within an edit or two share one."""
    pages = models.PositiveIntegerField(default=1)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["language", "term"], name="one_search_term_a_language")]
        indexes = [
            GinIndex(fields=["keys"], name="search_term_keys"),
            models.Index(fields=["language", "sound"], name="search_term_sounds"),
        ]

    def __str__(self) -> str:
        return self.term


class SearchWithoutResult(models.Model):
    """How often something was searched for and not found. Only what was asked at least twice; nothing about who asked."""

    language = models.CharField(_("language"), max_length=10)
    text = models.CharField(_("searched for"), max_length=60)
    times = models.PositiveIntegerField(_("times"), default=0)
    last_asked = models.DateField(_("last asked"), auto_now=True)

    class Meta:
        verbose_name = _("search without result")
        verbose_name_plural = _("searches without result")
        default_permissions = ("view",)
        ordering = ["-times", "text"]
        constraints = [models.UniqueConstraint(fields=["language", "text"], name="one_row_a_search_without_result")]

    def __str__(self) -> str:
        return self.text
