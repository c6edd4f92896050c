"""Lists of items: the section's, with what there is to choose from, and those related to one."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.functional import cached_property
from django.utils.text import capfirst
from modeltranslation.settings import DEFAULT_LANGUAGE

from pages.bilingual.languages import column, current_language
from pages.news.choice import KINDS, NewsChoice
from pages.ordinals import session_ordinal
from pages.page_of_list import page_of_list
from pages.restrictions import open_to_all

if TYPE_CHECKING:
    from pages.news.models import NewsIndexPage, NewsItemPage

PER_PAGE = 20
MOST_RELATED = 3


def items_shown() -> QuerySet[Any]:
    """Every item that all visitors may read, the latest first."""
    from pages.news.models import NewsItemPage

    return open_to_all(NewsItemPage.objects.live()).order_by("-issued_at", "-pk")


def items_chosen(choice: NewsChoice) -> QuerySet[Any]:
    """The same, narrowed down."""
    items = items_shown()
    if choice.kind:
        items = items.filter(kind=choice.kind)
    if choice.session:
        items = items.filter(Exists(_rows_of(choice.session)))
    if choice.topic:
        items = items.filter(topics__slug=choice.topic)
    return items


def _rows_of(session: int) -> QuerySet[Any]:
    from pages.news.models import NewsItemSession

    return NewsItemSession.objects.filter(page=OuterRef("pk"), number=session)


def with_marks(items: QuerySet[Any]) -> QuerySet[Any]:
    """With what a line of a list says besides: whether a correction was published."""
    from pages.news.models import NewsItemPage

    corrections = NewsItemPage.objects.filter(corrects=OuterRef("pk"), live=True)
    return items.annotate(is_corrected=Exists(corrections))


@dataclass(frozen=True, slots=True)
class Option:
    """One entry of a list to choose from."""

    value: str
    label: str
    is_chosen: bool


class NewsListing:
    """One page of the section's list in the active language."""

    def __init__(self, index: "NewsIndexPage", choice: NewsChoice) -> None:
        self.index = index
        page = page_of_list(with_marks(items_chosen(choice)), choice.page, PER_PAGE)
        self.choice = choice.on_page(page.number)
        self.total = page.paginator.count
        self.number, self.pages = page.number, page.paginator.num_pages
        self.items = list(page) if self.total else []

    @property
    def previous_address(self) -> str:
        """Of newer items; "" on the first page."""
        return self._address(self.number - 1) if self.number > 1 else ""

    @property
    def next_address(self) -> str:
        return self._address(self.number + 1) if self.number < self.pages else ""

    def _address(self, number: int) -> str:
        return f"{self.index.get_url()}{self.choice.on_page(number).query}"

    @cached_property
    def _tags(self) -> set[tuple[Any, ...]]:
        """(kind, session, topic, its label) of all items together, in one query."""
        label, english = (f"topics__{column('label', code)}" for code in (current_language(), DEFAULT_LANGUAGE))
        rows = items_shown().order_by().values("kind", "sessions__number", "topics__slug", label, english).distinct()
        return {(row["kind"], row["sessions__number"], row["topics__slug"], row[label] or row[english]) for row in rows}

    @property
    def kinds(self) -> list[Option]:
        from pages.news.models import NewsKind

        present = {tag[0] for tag in self._tags}
        return [
            Option(kind, capfirst(str(NewsKind(kind).label)), kind == self.choice.kind)
            for kind in KINDS
            if kind in present
        ]

    @property
    def sessions(self) -> list[Option]:
        numbers = sorted({tag[1] for tag in self._tags if tag[1]}, reverse=True)
        return [Option(str(each), session_ordinal(each), each == self.choice.session) for each in numbers]

    @property
    def topics(self) -> list[Option]:
        labels = {tag[2]: tag[3] for tag in self._tags if tag[2]}
        return [Option(slug, label, slug == self.choice.topic) for slug, label in sorted(labels.items())]


def listing(index: "NewsIndexPage", query: Any) -> NewsListing:
    return NewsListing(index, NewsChoice.of(query))


def related_items(item: "NewsItemPage") -> list["NewsItemPage"]:
    """At most ``MOST_RELATED``; none where the item has no session and no topic."""
    topics = [topic.pk for topic in item.topics_shown]
    numbers = item.session_numbers
    if not item.pk or not (topics or numbers):
        return []
    shared = Count("topics", filter=Q(topics__in=topics), distinct=True) + Count(
        "sessions__number", filter=Q(sessions__number__in=numbers), distinct=True
    )
    items = with_marks(items_shown()).exclude(pk=item.pk).annotate(shared=shared).filter(shared__gt=0)
    return list(items.order_by("-shared", "-issued_at")[:MOST_RELATED])
