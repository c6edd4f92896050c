"""One announcement, release or correction."""

import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.search import index

from pages.bilingual.languages import LANGUAGES, column
from pages.bilingual.panels import FieldPanel, InlinePanel, both_languages
from pages.models import BasePage, ContentPage
from pages.models.body import BodyMixin
from pages.models.rows import Row
from pages.news.item_form import NewsItemForm, NewsTopicChoice
from pages.news.models.topic import NewsTopic
from pages.ordinals import HIGHEST

if TYPE_CHECKING:
    from pages.page_head import PageHead

RESERVED_SLUGS = frozenset({"feed"})
"""What stands beside the items in the section's addresses."""


class NewsKind(models.TextChoices):
    """What an item is."""

    ANNOUNCEMENT = "announcement", _("announcement")
    RELEASE = "release", _("release")
    CORRECTION = "correction", _("correction")


class NewsOrigin(models.TextChoices):
    """Whose text it is."""

    ORIGINAL = "original", _("original: written by the organizers")
    REPRINTED = "reprinted", _("reprinted from elsewhere")


class NewsItemPage(BodyMixin, ContentPage):
    """What was announced and when, whose text it is, what it is about, and what was corrected."""

    kind = models.CharField(_("kind"), max_length=20, choices=NewsKind, default=NewsKind.ANNOUNCEMENT)
    issued_at = models.DateTimeField(
        _("issued"), default=timezone.now, db_index=True, help_text=_("Beijing time; said to visitors, lists go by it.")
    )
    origin = models.CharField(_("origin"), max_length=20, choices=NewsOrigin)
    reprinted_from = models.CharField(
        _("reprinted from"), max_length=200, blank=True, help_text=_("The publisher's name.")
    )
    reprinted_url = models.URLField(_("address of the original"), max_length=500, blank=True)
    corrects = models.ForeignKey(
        "self",
        verbose_name=_("corrects"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="corrections",
        help_text=_("The item that a correction corrects. It is then marked, with a link to the correction."),
    )
    topics = ParentalManyToManyField("pages_news.NewsTopic", verbose_name=_("topics"), blank=True, related_name="items")

    parent_page_types = ["pages_news.NewsIndexPage"]
    subpage_types: list[str] = []
    page_description = _("An announcement, a release for the press, or a correction of one.")
    template = "news/news_item_page.html"
    base_form_class = NewsItemForm
    og_type = "article"
    one_language_suffices = ("reprinted_from",)

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("issued_at")]),
                PageChooserPanel("corrects", "pages_news.NewsItemPage"),
            ],
            heading=_("Kind and time"),
        ),
        MultiFieldPanel([FieldPanel("origin"), FieldPanel("reprinted_url")], heading=_("Origin")),
        both_languages("reprinted_from", _("Reprinted from")),
        *BodyMixin.body_panels,
        InlinePanel("sessions", heading=_("Sessions it is about"), label=_("Session")),
        FieldPanel("topics", widget=NewsTopicChoice),
    ]
    search_fields = [
        *BasePage.search_fields,
        *BodyMixin.body_search_fields,
        *[index.SearchField(column("reprinted_from", code)) for code in LANGUAGES],
        index.SearchField("search_text"),
    ]

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news items")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        if self.slug in RESERVED_SLUGS:
            raise ValidationError({"slug": _("This address is taken by the feeds.")})
        super().full_clean(*args, **kwargs)

    # --- what the templates read

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["section_path"] = self.ancestors[-1].get_url(request) if self.ancestors else ""
        return context

    @property
    def is_correction(self) -> bool:
        return self.kind == NewsKind.CORRECTION

    @property
    def is_reprint(self) -> bool:
        return self.origin == NewsOrigin.REPRINTED

    @property
    def content_source(self) -> str:
        """Where a reprint was first published, for the tags of public sites."""
        return self.reprinted_from if self.is_reprint else ""

    @cached_property
    def corrected_item(self) -> "NewsItemPage | None":
        """What this item corrects, if visitors can read it."""
        item = self.corrects if self.corrects_id else None
        return item if item and item.live else None

    @cached_property
    def corrections_shown(self) -> list["NewsItemPage"]:
        """Published corrections of this item, the latest first."""
        if not self.pk:
            return []
        from pages.news.listing import items_shown

        return list(items_shown().filter(corrects_id=self.pk))

    @cached_property
    def session_numbers(self) -> list[int]:
        return sorted({row.number for row in self.sessions.all() if row.number})

    @cached_property
    def topics_shown(self) -> list[NewsTopic]:
        return list(self.topics.all())

    @cached_property
    def related(self) -> list["NewsItemPage"]:
        """Other items that share a session or a topic: those that share more first, then the latest."""
        from pages.news.listing import related_items

        return related_items(self)

    # --- searching and describing

    @property
    def search_text(self) -> list[str]:
        """Kind, sessions and topics, in the active language."""
        from pages.ordinals import session_name

        return [
            str(self.get_kind_display()),
            *[session_name(number) for number in self.session_numbers],
            *[topic.label for topic in self.topics_shown],
        ]

    @property
    def search_session(self) -> int | None:
        """The session, where there is one; of several the latest."""
        return max(self.session_numbers, default=None)

    @property
    def search_year(self) -> int:
        return timezone.localtime(self.issued_at).year

    @property
    def search_date(self) -> datetime.date:
        return timezone.localdate(self.issued_at)

    def structured_data(self, head: "PageHead") -> list[dict[str, Any]]:
        """What ``PageHead`` adds to the page's JSON-LD."""
        from pages.news.structured_data import item_described

        return item_described(self, head)


class NewsItemSession(Row):
    """A session that an item is about, by its number: the archive need not know of news."""

    page = ParentalKey(NewsItemPage, on_delete=models.CASCADE, related_name="sessions")
    number = models.PositiveSmallIntegerField(
        _("number of the session"), validators=[MinValueValidator(1), MaxValueValidator(HIGHEST)]
    )

    panels = [FieldPanel("number")]

    class Meta(Row.Meta):
        verbose_name = _("session of a news item")
        verbose_name_plural = _("sessions of a news item")

    def __str__(self) -> str:
        return str(self.number)

    def clean(self) -> None:
        from pages.figure_source import figure_source

        if self.number and self.number not in {card.number for card in figure_source().sessions(None)}:
            raise ValidationError({"number": _("The archive has no such session.")})
