"""Keeps one search row a page and language in step with the page."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db import connection, transaction
from wagtail.models import PageViewRestriction

from pages.after_deadlock import again_after_deadlock
from pages.bilingual.languages import LANGUAGES
from pages.models import BasePage
from pages.search import vocabulary
from pages.search.analysis import title_lexemes, tsvector
from pages.search.folding import composed
from pages.search.models import SearchDocument
from pages.search.page_text import parts_of

_UPSERT = """
INSERT INTO pages_search_searchdocument
  (page_id, language, title, body, vector, title_vector, title_words, kind, session, year, date, depth, digest, indexed_at)
VALUES (%s, %s, %s, %s, %s::tsvector, %s::tsvector, %s, %s, %s, %s, %s, %s, %s, now())
ON CONFLICT (page_id, language) DO UPDATE SET
  title = excluded.title, body = excluded.body, vector = excluded.vector, title_vector = excluded.title_vector,
  title_words = excluded.title_words, kind = excluded.kind, session = excluded.session, year = excluded.year,
  date = excluded.date, depth = excluded.depth, digest = excluded.digest, indexed_at = excluded.indexed_at
WHERE pages_search_searchdocument.digest <> excluded.digest
"""


@dataclass(slots=True)
class Batch:
    """Rows to write and words to learn, a few hundred at a time."""

    rows: list[tuple[Any, ...]] = field(default_factory=list)
    spoken: dict[str, dict[str, str]] = field(default_factory=dict)
    digests: dict[tuple[int, str], str] = field(default_factory=dict)

    def add(self, page: Any, language: str) -> None:
        parts = [(composed(text), weight) for text, weight in parts_of(page, language)]
        title = " ".join(text for text, weight in parts if weight == "A")
        body = "\n".join(" ".join(text.split()) for text, weight in parts if weight != "A")
        vector = tsvector(parts, self.spoken.setdefault(language, {}))
        title_vector, title_words = title_lexemes(title)
        row = (
            title,
            body,
            vector,
            title_vector,
            min(max(title_words, 1), 500),
            page._meta.model_name,
            page.search_session,
            page.search_year,
            page.search_date,
            page.depth,
        )
        digest = hashlib.blake2b(repr(row).encode("utf-8", "replace"), digest_size=16).hexdigest()
        self.digests[page.pk, language] = digest
        self.rows.append((page.pk, language, *row, digest))

    def write(self) -> None:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.executemany(_UPSERT, self.rows)
            for language, spoken in self.spoken.items():
                vocabulary.learn(language, spoken)
        self.rows.clear()
        self.spoken.clear()


def languages_to_index(page: Any, restricted_paths: Iterable[str] | None = None) -> list[str]:
    """Languages in which every visitor may read a specific page; none for a draft, a private page or the tree's root."""
    if not page.live or page.depth < 2:
        return []
    if restricted_paths is None:
        private = page.get_view_restrictions().exists()
    else:
        private = any(page.path.startswith(path) for path in restricted_paths)
    return [] if private else list(page.ready_languages())


def index_pages(ids: Iterable[int]) -> None:
    """Bring the rows of these pages up to date; a page that is gone, private or a draft loses its rows."""
    wanted = sorted(set(ids))
    again_after_deadlock(lambda: _index(wanted))


@transaction.atomic
def _index(ids: list[int]) -> None:
    batch = Batch()
    for page in _as_they_are(ids):
        for language in languages_to_index(page):
            batch.add(page, language)
    kept = batch.digests.keys()
    rows = SearchDocument.objects.filter(page_id__in=ids).values_list("pk", "page_id", "language")
    gone = [pk for pk, page, language in rows if (page, language) not in kept]
    SearchDocument.objects.filter(pk__in=gone).delete()
    batch.write()


def _as_they_are(ids: list[int]) -> list[Any]:
    """These pages, specific; until the transaction ends nobody else indexes them.

    Locked before they are read: else a row could be written of a page that was unpublished or closed after it was read. In the
    order of their ids, so that two who index the same pages wait for each other.
    """
    locked = BasePage.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    return list(BasePage.objects.filter(pk__in=list(locked.values_list("pk", flat=True))).order_by("pk").specific())


def restricted_paths() -> list[str]:
    """Tree paths of pages that not everybody may see; what lies below them neither."""
    return list(PageViewRestriction.objects.values_list("page__path", flat=True))


def ids_in_chunks(size: int = 200) -> Iterator[list[int]]:
    """Of all pages below the root, in order."""
    last = 0
    while ids := list(
        BasePage.objects.filter(pk__gt=last, depth__gte=2).order_by("pk").values_list("pk", flat=True)[:size]
    ):
        last = ids[-1]
        yield ids


@dataclass(slots=True)
class Differences:
    """What a check found: (page id, language) of rows that are missing, out of date, or should not be there."""

    missing: list[tuple[int, str]] = field(default_factory=list)
    stale: list[tuple[int, str]] = field(default_factory=list)
    left_over: list[tuple[int, str]] = field(default_factory=list)

    @property
    def pages(self) -> set[int]:
        return {page for page, _language in [*self.missing, *self.stale, *self.left_over]}


def differences() -> Iterator[tuple[int, Differences]]:
    """Compare every page with its rows; yields (pages done, differences so far) after each chunk."""
    found, done, private = Differences(), 0, restricted_paths()
    for ids in ids_in_chunks():
        pages = list(BasePage.objects.filter(pk__in=ids).order_by("pk").specific())
        batch = Batch()
        for page in pages:
            for language in languages_to_index(page, private):
                batch.add(page, language)
        stored = {
            (page, language): digest
            for page, language, digest in SearchDocument.objects.filter(
                page_id__in=[page.pk for page in pages]
            ).values_list("page_id", "language", "digest")
        }
        found.missing += [key for key in batch.digests if key not in stored]
        found.stale += [key for key, digest in batch.digests.items() if stored.get(key, digest) != digest]
        found.left_over += [key for key in stored if key not in batch.digests]
        done += len(pages)
        yield done, found


def all_differences(progress: Callable[[int], None] = lambda done: None) -> Differences:
    """What a whole comparison finds; ``progress`` is told how many pages are done."""
    result = Differences()
    for done, found in differences():
        progress(done)
        result = found
    return result


@transaction.atomic
def _written_anew(ids: list[int]) -> set[tuple[int, str]]:
    """Write the rows of these pages; gives the page and language of each."""
    batch, pages, private = Batch(), _as_they_are(ids), restricted_paths()
    for page in pages:
        for language in languages_to_index(page, private):
            batch.add(page, language)
    batch.write()
    return set(batch.digests)


def rebuild() -> Iterator[int]:
    """Write every row anew while searches go on reading the old ones; yields the pages done after each chunk."""
    done = 0
    kept: set[tuple[int, str]] = set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        started = cursor.fetchone()[0]
    for ids in ids_in_chunks():
        kept |= again_after_deadlock(partial(_written_anew, ids))
        done += len(ids)
        yield done
    rows = SearchDocument.objects.filter(indexed_at__lt=started).values_list("pk", "page_id", "language")
    gone = [pk for pk, page, language in rows if (page, language) not in kept]
    SearchDocument.objects.filter(pk__in=gone).delete()
    for language in LANGUAGES:
        vocabulary.recount(language)
    with connection.cursor() as cursor:
        # Else every search would read through what the index has not sorted in yet.
        cursor.execute(
            "SELECT gin_clean_pending_list('search_document_words'), gin_clean_pending_list('search_document_titles')"
        )
        cursor.execute("ANALYZE pages_search_searchdocument")
