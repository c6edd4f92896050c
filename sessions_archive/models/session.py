"""One session of the expo."""

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Max, Q
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from pages.bilingual.languages import LANGUAGES, column, current_language
from pages.bilingual.panels import FieldPanel, InlinePanel, both_languages, both_texts
from pages.models import BasePage, ContentPage
from pages.models.body import BodyMixin
from pages.ordinals import HIGHEST
from pages.parallel.parts import Part, labeled_part
from sessions_archive.figure_table import FigureRowsPanel
from sessions_archive.session_form import SessionPageForm

if TYPE_CHECKING:
    from pages.page_head import PageHead
    from sessions_archive.session_view import SessionView

RESERVED_SLUGS = frozenset({"compare", "data", "figures", "sessions"})
"""What stands, or may come to stand, beside the sessions in the archive's addresses."""


class SessionStatus(models.TextChoices):
    """Where a session is on its way from announcement to record."""

    ANNOUNCED = "announced", _("announced")
    UPCOMING = "upcoming", _("upcoming")
    ON = "on", _("on now")
    HELD = "held", _("held")
    POSTPONED = "postponed", _("postponed")
    CANCELED = "canceled", _("canceled")


class SessionFormat(models.TextChoices):
    """Where visitors met it."""

    ON_SITE = "on_site", _("on site")
    HYBRID = "hybrid", _("on site and online")
    ONLINE = "online", _("online")


class TextOrigin(models.TextChoices):
    """Whose words the English of a name or theme is."""

    OFFICIAL = "official", _("official")
    REPORTED = "reported", _("as reported")
    TRANSLATION = "translation", _("our translation")


def next_number() -> int:
    """The number after the highest recorded one: what a new or copied session starts with."""
    highest = SessionPage.objects.aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1


def source_field(label: Any) -> Any:
    return models.ForeignKey(
        "sessions_archive.Source", verbose_name=label, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )


def _shown(name: str) -> Any:
    return property(lambda page: getattr(page.view, name), doc=f"``{name}`` of the view, in the active language.")


class SessionPage(BodyMixin, ContentPage):
    """A session: dates, theme, hosts, guests, letters, and each figure with its source. Its address is its number."""

    number = models.PositiveSmallIntegerField(
        _("number"),
        unique=True,
        default=next_number,
        validators=[MinValueValidator(1, _("Sessions are numbered from 1.")), MaxValueValidator(HIGHEST)],
        help_text=_("The page's address follows from it: the 5th session is at …/sessions/5/."),
    )
    status = models.CharField(_("status"), max_length=12, choices=SessionStatus, default=SessionStatus.ANNOUNCED)
    format = models.CharField(_("format"), max_length=10, choices=SessionFormat, default=SessionFormat.ON_SITE)
    year = models.PositiveSmallIntegerField(_("year"))
    start_date = models.DateField(_("first day"), null=True, blank=True)
    end_date = models.DateField(_("last day"), null=True, blank=True, help_text=_("Empty where it is not known."))
    dates_source = source_field(_("source of the dates"))
    dates_note = models.CharField(_("note on the dates"), max_length=300, blank=True)
    dates_note_source = source_field(_("source of the note"))
    official_name = models.CharField(
        _("official name"), max_length=250, blank=True, help_text=_("Only where it differs from the usual one.")
    )
    name_kind = models.CharField(
        _("the English name is"), max_length=12, choices=TextOrigin, default=TextOrigin.OFFICIAL
    )
    name_source = source_field(_("source of the name"))
    name_note = models.CharField(_("note on the name"), max_length=300, blank=True)
    theme = models.CharField(
        _("theme"),
        max_length=255,
        blank=True,
        help_text=_("Never translate a theme back that was found in one language only."),
    )
    theme_kind = models.CharField(
        _("the English theme is"), max_length=12, choices=TextOrigin, default=TextOrigin.OFFICIAL
    )
    theme_source = source_field(_("source of the theme"))
    opening_venue = models.CharField(_("place of the opening"), max_length=200, blank=True)
    venue_source = source_field(_("source of the place"))
    hosts_source = source_field(_("source of hosts and supporters"))
    guests_source = source_field(_("source of the Guests of Honor"))

    parent_page_types = ["sessions_archive.SessionsArchivePage"]
    subpage_types: list[str] = []
    page_description = _(
        "One session of the expo: dates, theme, hosts, Guests of Honor, letters and figures with sources."
    )
    template = "sessions_archive/session_page.html"
    base_form_class = SessionPageForm
    exclude_fields_in_copy = ["number"]
    one_language_suffices = ("theme",)

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("number"), FieldPanel("year"), FieldPanel("status"), FieldPanel("format")]),
                FieldRowPanel([FieldPanel("start_date"), FieldPanel("end_date"), FieldPanel("dates_source")]),
            ],
            heading=_("Session and dates"),
        ),
        both_languages("dates_note", _("Note on the dates")),
        FieldPanel("dates_note_source"),
        both_languages("theme", _("Theme")),
        FieldRowPanel([FieldPanel("theme_kind"), FieldPanel("theme_source")]),
        both_languages("opening_venue", _("Place of the opening")),
        FieldPanel("venue_source"),
        InlinePanel("organizations", heading=_("Hosts and supporters"), label=_("Organization")),
        FieldPanel("hosts_source"),
        InlinePanel("guests", heading=_("Guests of Honor"), label=_("Country or region")),
        FieldPanel("guests_source"),
        FigureRowsPanel("figures", heading=_("Figures"), label=_("Figure")),
        InlinePanel("letters", heading=_("Letters of congratulation"), label=_("Letter")),
        MultiFieldPanel(
            [
                both_languages("official_name", _("Official name")),
                FieldRowPanel([FieldPanel("name_kind"), FieldPanel("name_source")]),
                both_texts("name_note", _("Note on the name")),
            ],
            heading=_("Another official name"),
            classname="collapsed",
        ),
        *BodyMixin.body_panels,
    ]
    # Without the slug: it is the number.
    promote_panels = [FieldPanel("show_in_menus"), *BasePage.promote_panels[1:]]
    search_fields = [
        *BasePage.search_fields,
        *BodyMixin.body_search_fields,
        index.FilterField("number"),
        *[
            index.SearchField(column(name, code))
            for name in ("theme", "official_name", "opening_venue", "dates_note")
            for code in LANGUAGES
        ],
        index.SearchField("search_text"),
    ]

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        constraints = [
            models.CheckConstraint(
                name="session_ends_after_it_starts",
                condition=Q(end_date__isnull=True) | Q(start_date__isnull=False, end_date__gte=F("start_date")),
                violation_error_message=_("The last day is before the first."),
            ),
        ]

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        if self.slug in RESERVED_SLUGS:  # type: ignore[has-type]
            raise ValidationError({"slug": _("This address is taken by another part of the archive.")})
        if self.number:
            self.slug = str(self.number)
        super().full_clean(*args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> None:
        # A draft may ask for figures that nobody has found yet; they never become rows.
        asked_for = getattr(self, "_cluster_related_objects", {}).get("figures", [])
        if any(row.value is None for row in asked_for):
            self.figures = [row for row in asked_for if row.value is not None]  # type: ignore[misc]
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if self.end_date and not self.start_date:
            raise ValidationError({"start_date": _("A last day needs a first day.")})
        if self.start_date and self.end_date and self.end_date < self.start_date:
            raise ValidationError({"end_date": _("The last day is before the first.")})
        if self.start_date and self.year and self.start_date.year != self.year:
            raise ValidationError({"year": _("The first day lies in another year.")})

    @property
    def view(self) -> "SessionView":
        """What the template reads, in the active language; while a draft is previewed, of the draft."""
        from sessions_archive.session_view import SessionView

        views = self.__dict__.setdefault("_views", {})
        language = current_language()
        if language not in views:
            views[language] = SessionView(self, is_draft=getattr(self, "is_previewed", False))
        return views[language]

    when = _shown("when")
    status_label = _shown("status_label")
    facts = _shown("facts")
    strip = _shown("strip")
    figure_rows = _shown("figure_rows")
    figures_caption = _shown("figures_caption")
    letters_shown = _shown("letters_shown")
    totals = _shown("totals")
    sources_listed = _shown("sources_listed")
    previous_session = _shown("previous_session")
    next_session = _shown("next_session")

    @property
    def search_text(self) -> list[str]:
        """What search reads of facts, figures and letters, in the active language."""
        from sessions_archive.session_text import session_text

        return session_text(self.view)

    @property
    def search_session(self) -> int:
        return self.number

    @property
    def search_year(self) -> int:
        return self.year

    @property
    def search_date(self) -> datetime.date:
        """The first day; of a session whose days are not recorded, the first of its year."""
        return self.start_date or datetime.date(self.year, 1, 1)

    def parallel_parts(self) -> Iterator[Part]:
        for place, fact in enumerate(self.facts):
            values = [value.text for value in fact.values] or [gettext("not recorded")]
            yield from labeled_part(f"fact-{place}", fact.label, values)
        yield from super().parallel_parts()
        for place, letter in enumerate(self.letters_shown):
            texts = [letter.office.text if letter.office else "", letter.excerpt.text if letter.excerpt else ""]
            yield from labeled_part(f"letter-{place}", letter.what, [letter.sender.text, *texts])

    @property
    def share_line(self) -> str:
        from sessions_archive.figure_source import when

        return when(self)

    @property
    def share_motif(self) -> int:
        return self.number

    def structured_data(self, head: "PageHead") -> list[dict[str, Any]]:
        """What ``PageHead`` adds to the page's JSON-LD."""
        from sessions_archive.structured_data import session_described

        return session_described(self, head)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self.is_previewed = getattr(request, "is_preview", False)
        return super().get_context(request, *args, **kwargs)
