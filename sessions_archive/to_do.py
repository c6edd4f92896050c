"""What the archive gives its editors to do: facts without a source, and pages that count sessions as they were."""

import re
from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks

from pages.bilingual.content_checks.number_words import numbers_in_words
from pages.bilingual.languages import current_language
from pages.models import BasePage
from pages.news.models import NewsItemPage
from pages.people.to_do import MOST_LISTED, Entry, Section, section
from pages.people.to_do_on_pages import edit, pages_to_change
from pages.search.models import SearchDocument
from sessions_archive.models import Figure, SessionPage
from sessions_archive.models.content_load import ContentLoad

_NUMERALS = "零〇一二两三四五六七八九十百"
_COUNTED = re.compile(
    rf"(?P<chinese>(?<![第前{_NUMERALS}\d])(?:[{_NUMERALS}]+|\d+)\s?届)"
    r"|(?P<english>(?<!\bfirst )\b(?:\d+|[a-z]+) sessions\b)",
    re.IGNORECASE,
)
"""“五届”, “five sessions”; not “第五届”, “前五届” or “the first five sessions”, which stay true."""

TELL_OF_THEIR_DAY = [model._meta.model_name for model in (SessionPage, NewsItemPage)]


@hooks.register("construct_to_do", order=60)
def without_source(user: Any) -> Iterator[Section]:
    unsourced = Figure.objects.filter(session=OuterRef("pk"), sources__isnull=True)
    found = (
        SessionPage.objects.filter(pk__in=pages_to_change(user).order_by().values("pk"))
        .filter(Exists(unsourced) | Q(start_date__isnull=False, dates_source__isnull=True))
        .order_by("-number")
    )
    entries = (
        Entry(page.get_admin_display_title(), reverse("wagtailadmin_pages:edit", args=[page.pk]))
        for page in found[: MOST_LISTED + 1]
    )
    yield section(_("Dates or figures without a source"), entries)


@hooks.register("construct_to_do", order=70)
def due_for_review(user: Any) -> Iterator[Section]:
    """Pages that say how many sessions there were, last published before the newest session was."""
    entries = (edit(page, note) for page, note in pages_that_count_otherwise(user))
    yield section(_("Due for review: a session was added since"), entries)


def pages_that_count_otherwise(user: Any) -> Iterator[tuple[BasePage, str]]:
    """With what they say and what there is. What came with the content the site ships with was looked at together."""
    sessions = SessionPage.objects.live()
    newest = sessions.aggregate(at=Max("first_published_at"))["at"]
    loaded = ContentLoad.objects.aggregate(at=Max("loaded_at"))["at"]
    if newest is None or (loaded and newest <= loaded):
        return
    older = pages_to_change(user).filter(live=True, last_published_at__lt=newest).order_by().values("pk")
    documents = SearchDocument.objects.filter(page__in=older).exclude(kind__in=TELL_OF_THEIR_DAY)
    told = documents.filter(body__iregex="sessions|届").order_by("page_id").values_list("page_id", "language", "body")
    in_readers_first = sorted(told, key=lambda row: row[1] != current_language())
    number = sessions.count()
    said: dict[int, str] = {}
    for page_id, _language, body in in_readers_first:
        if page_id not in said and (other := counted_otherwise(body, number)):
            said[page_id] = other
    is_now = ngettext("there is %(count)s now", "there are %(count)s now", number) % {"count": number}
    pages = BasePage.objects.in_bulk(list(said)[: MOST_LISTED + 1])
    for page_id, page in pages.items():
        yield page, _("says “%(words)s”; %(now)s") % {"words": said[page_id], "now": is_now}


def counted_otherwise(text: str, number: int) -> str:
    """The first words of a text that count sessions, and not ``number`` of them; "" where there are none."""
    for match in _COUNTED.finditer(text):
        words = match.group()
        counts = {int(digits) for digits in re.findall(r"\d+", words)} or {
            int(each) for each in numbers_in_words(words)
        }
        if counts and max(counts) > 1 and number not in counts:
            return words
    return ""
