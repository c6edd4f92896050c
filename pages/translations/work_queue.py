"""The list of what there is to translate: filtered, in order, counted, and what comes next."""

from dataclasses import dataclass
from typing import Any

import django_filters
from django.db.models import Count, Q, QuerySet, Sum
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from pages.translations.models import WorkItem
from pages.translations.models.work import Kind, WorkState

ORDER = ("urgency", "kind", "pk")
FILTERS = ("kind", "state", "own", "q")


class WorkFilters(WagtailFilterSet):
    kind = django_filters.MultipleChoiceFilter(label=_("Kind"), choices=Kind.choices)
    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=WorkState.choices)
    own = django_filters.ChoiceFilter(
        label=_("Changed by staff"), choices=[("yes", _("Interface strings changed here"))], method="changed_here"
    )

    class Meta:
        model = WorkItem
        fields = ["kind", "state"]

    def changed_here(self, queryset: QuerySet[WorkItem], name: str, value: str) -> QuerySet[WorkItem]:
        return queryset.filter(kind=Kind.STRING, changed_at__isnull=False)


def searched(queryset: QuerySet[WorkItem], text: str) -> QuerySet[WorkItem]:
    """Rows with every word of a search in the English, the translation or the place."""
    for word in text.split()[:10]:
        queryset = queryset.filter(
            Q(title__icontains=word) | Q(translated_title__icontains=word) | Q(place__icontains=word)
        )
    return queryset


def work(language: str) -> QuerySet[WorkItem]:
    return WorkItem.objects.filter(language=language).order_by(*ORDER)


def next_after(item: WorkItem, parameters: QueryDict) -> WorkItem | None:
    """The row that comes after one in the list as it is filtered; of all states, only what needs somebody.

    ``item`` as it was in the list: its state may have changed since.
    """
    filters = WorkFilters(parameters, queryset=work(item.language))
    rows: QuerySet[WorkItem] = searched(filters.qs, parameters.get("q", ""))
    if not parameters.getlist("state"):
        rows = rows.exclude(state=WorkState.CURRENT)
    rows = rows.exclude(pk=item.pk)
    behind = Q(urgency__gt=item.urgency) | Q(urgency=item.urgency, kind__gt=item.kind)
    behind |= Q(urgency=item.urgency, kind=item.kind, pk__gt=item.pk)
    return rows.filter(behind).first() or rows.first()


def kept(parameters: QueryDict) -> str:
    """The list's filters as a query string, with its question mark, for addresses that lead back to it."""
    mine = QueryDict(mutable=True)
    for name in FILTERS:
        mine.setlist(name, [value for value in parameters.getlist(name) if value])
    query = mine.urlencode()
    return f"?{query}" if query else ""


@dataclass(frozen=True, slots=True)
class Completeness:
    """How much of a kind is done. ``value`` is the kind's, for the filter; empty for all together."""

    value: str
    label: str
    items: int
    total: int
    done: int

    @property
    def percent(self) -> int:
        """Rounded down: 100 means all of it."""
        return self.done * 100 // self.total if self.total else 100


def completeness(language: str) -> list[Completeness]:
    """All together first, then each kind that there is."""
    rows: Any = (
        WorkItem.objects.filter(language=language)
        .values("kind")
        .annotate(items=Count("pk"), parts=Sum("total"), open=Sum("missing") + Sum("stale") + Sum("unconfirmed"))
    )
    found = {row["kind"]: row for row in rows}
    kinds = [
        Completeness(kind.value, str(kind.label), row["items"], row["parts"], row["parts"] - row["open"])
        for kind in Kind
        if (row := found.get(kind.value))
    ]
    together = Completeness(
        "", str(_("All")), sum(k.items for k in kinds), sum(k.total for k in kinds), sum(k.done for k in kinds)
    )
    return [together, *kinds]
