"""The page explorer says how far each page's Chinese is, and finds pages by it."""

from typing import Any

from django.db.models import Q, QuerySet
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from django_filters import MultipleChoiceFilter
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import ParentPageColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView, GenericPageFilterSet

from pages.bilingual.languages import SHORT_NAMES, TRANSLATED
from pages.bilingual.readiness import ReadyState
from pages.bilingual.units import UnitState

CHOICES = [
    *ReadyState.choices,
    (UnitState.MISSING.value, _("something is missing")),
    (UnitState.UNCONFIRMED.value, _("something is not confirmed")),
    (UnitState.STALE.value, _("something is out of date")),
]


class ReadinessFilter(MultipleChoiceFilter):
    """Pages in any of the chosen states, by the stored summary of their latest draft."""

    def __init__(self, language: str, **kwargs: Any) -> None:
        super().__init__(choices=CHOICES, widget=CheckboxSelectMultiple, **kwargs)
        self.language = language

    def filter(self, qs: QuerySet, value: list[str]) -> QuerySet:
        from pages.models import BasePage, ReadinessSummary

        if not value:
            return qs
        wanted = Q(state__in=[each for each in value if each in ReadyState.values])
        for state in (UnitState.MISSING, UnitState.UNCONFIRMED, UnitState.STALE):
            if state.value in value:
                wanted |= Q(**{f"{state.value}__gt": 0})
        summaries = ReadinessSummary.objects.of_kind(BasePage).in_language(self.language).filter(wanted)
        return qs.filter(pk__in=summaries.ids())


ReadinessFilterSet = type(
    "ReadinessFilterSet",
    (GenericPageFilterSet,),
    {f"ready_{code.replace('-', '_')}": ReadinessFilter(code, label=SHORT_NAMES[code]) for code in TRANSLATED},
)
"""Wagtail's filters of pages with one for each language but English."""


class ReadinessColumn(Column):
    """State and what is left to do in one language."""

    cell_template_name = "bilingual/readiness_cell.html"

    def __init__(self, language: str) -> None:
        super().__init__(f"ready_{language}", label=SHORT_NAMES[language], width="14%")
        self.language = language

    def get_value(self, instance: Any) -> Any:
        return getattr(instance, "readiness_listed", {}).get(self.language)


class ReadinessIndexView(ExplorableIndexView):
    """Wagtail's explorer with a column and a filter a language. One query more for each language."""

    # The column of the parent is for listings across the tree; left in, it asks for each page's parent all the same.
    base_columns = [
        *[each for each in ExplorableIndexView.base_columns if not isinstance(each, ParentPageColumn)],
        *[ReadinessColumn(code) for code in TRANSLATED],
    ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        from pages.models import BasePage, ReadinessSummary

        context: dict[str, Any] = super().get_context_data(**kwargs)
        listed = list(context["object_list"])
        for page in listed:
            page.readiness_listed = {}
        for code in TRANSLATED:
            found = ReadinessSummary.objects.by_id(BasePage, [page.pk for page in listed], code)
            for page in listed:
                page.readiness_listed[code] = found.get(page.pk)
        return context
