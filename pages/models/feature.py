"""The three features of the expo: military-civilian integration, innovation, cooperation."""

from collections.abc import Iterator

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.search import index

from pages.bilingual.languages import LANGUAGES, column, current_language
from pages.bilingual.panels import FieldPanel, InlinePanel, both_languages
from pages.figure_source import ShownFigure, figure_source
from pages.measures import MEASURES, Measure, measure_choices
from pages.models.base import BasePage
from pages.models.body import BodyMixin
from pages.models.content import ContentPage
from pages.models.rows import Row
from pages.numbers import say
from pages.parallel.parts import Part, labeled_part


class FeaturePicture(models.TextChoices):
    """The drawn picture of a feature: how many sources send out waves."""

    ONE = "wave-one", _("one source")
    TWO = "wave-two", _("two sources")
    MANY = "wave-many", _("many sources")


class FeaturePage(BodyMixin, ContentPage):
    """One feature: key figures, its forums, exhibitions, platforms and partners, and text."""

    picture = models.CharField(_("drawn picture"), max_length=20, choices=FeaturePicture, default=FeaturePicture.ONE)
    figures_through = models.PositiveSmallIntegerField(
        _("figures up to session"), default=5, help_text=_("Key figures are totals of all sessions up to this one.")
    )

    parent_page_types = ["pages.SectionPage"]
    subpage_types: list[str] = []
    page_description = _("One feature of the expo, with key figures, activities, exhibitions, platforms and partners.")
    template = "pages/feature_page.html"

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("picture"),
        *BodyMixin.body_panels,
        FieldPanel("figures_through"),
        InlinePanel("key_figures", heading=_("Key figures"), label=_("Figure"), max_num=6),
        InlinePanel("entries", heading=_("Forums, exhibitions, platforms and partners"), label=_("Entry")),
    ]
    search_fields = [
        *BasePage.search_fields,
        *BodyMixin.body_search_fields,
        index.RelatedFields(
            "entries", [index.SearchField(column(name, code)) for name in ("name", "note") for code in LANGUAGES]
        ),
        index.SearchField("figures_said"),
    ]

    class Meta:
        verbose_name = _("feature page")
        verbose_name_plural = _("feature pages")

    def parallel_parts(self) -> Iterator[Part]:
        yield from super().parallel_parts()
        for kind in EntryKind:
            entries = [entry for entry in self.entries.all() if entry.kind == kind]
            yield from labeled_part(kind.value, kind.plural, [entry.name for entry in entries])

    @property
    def share_motif(self) -> str:
        return self.picture

    @cached_property
    def shown_figures(self) -> list[tuple[Measure, ShownFigure]]:
        """The key figures that are recorded, in the editor's order."""
        source = figure_source()
        found = [(row.measure, source.total(row.measure, self.figures_through)) for row in self.key_figures.all()]
        return [(MEASURES[measure], figure) for measure, figure in found if figure is not None and measure in MEASURES]

    @property
    def figures_said(self) -> list[str]:
        """The key figures in words of the active language, for search."""
        return [
            f"{say(figure.stated, current_language())} {measure.total_label}" for measure, figure in self.shown_figures
        ]

    @property
    def figures_stamp(self) -> str:
        return figure_source().stamp(self.figures_through)

    @property
    def figures_period(self) -> str:
        return figure_source().period(self.figures_through)

    @cached_property
    def entries_by_kind(self) -> list[tuple[str, list["FeatureEntry"]]]:
        """(plural label, entries) of each kind that has any, in the order of the kinds."""
        entries = list(self.entries.all())
        grouped = [(kind.plural, [entry for entry in entries if entry.kind == kind]) for kind in EntryKind]
        return [(label, rows) for label, rows in grouped if rows]


class EntryKind(models.TextChoices):
    """What an entry of a feature is."""

    FORUM = "forum", _("forum or activity")
    EXHIBITION = "exhibition", _("exhibition")
    PLATFORM = "platform", _("platform")
    PARTNER = "partner", _("partner")

    @property
    def plural(self) -> str:
        headings = {
            EntryKind.FORUM: _("Forums and activities"),
            EntryKind.EXHIBITION: _("Exhibitions"),
            EntryKind.PLATFORM: _("Platforms"),
            EntryKind.PARTNER: _("Who takes part"),
        }
        return str(headings[self])


class FeatureKeyFigure(Row):
    """A measure whose total the feature shows."""

    page = ParentalKey(FeaturePage, on_delete=models.CASCADE, related_name="key_figures")
    measure = models.CharField(_("measure"), max_length=40, choices=measure_choices)

    panels = [FieldPanel("measure")]

    class Meta(Row.Meta):
        verbose_name = _("key figure")
        verbose_name_plural = _("key figures")

    def __str__(self) -> str:
        return self.measure


class FeatureEntry(Row):
    """A forum, exhibition, platform or partner of a feature."""

    page = ParentalKey(FeaturePage, on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(_("kind"), max_length=20, choices=EntryKind, default=EntryKind.FORUM)
    name = models.CharField(_("name"), max_length=250)
    note = models.CharField(_("note"), max_length=300, blank=True)
    name_confirmed = models.BooleanField(
        _("Chinese name confirmed"),
        default=True,
        help_text=_("Off where no official Chinese form of the name has been found."),
    )

    panels = [
        FieldPanel("kind"),
        both_languages("name", _("Name")),
        both_languages("note", _("Note")),
        FieldPanel("name_confirmed"),
    ]

    class Meta(Row.Meta):
        verbose_name = _("entry")
        verbose_name_plural = _("entries")

    def __str__(self) -> str:
        return self.name
