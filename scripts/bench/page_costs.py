"""What a page costs when no cache answers: queries, milliseconds, bytes; with the shipped content and with 10,000 pages.

``python -m scripts.bench.page_costs [PAGES]``. Works in a database of its own, which it makes beside the site's and drops again.
Milliseconds are processor time and wall-clock time of one process, the median of several turns.
"""

import gc
import gzip
import statistics
import sys
import time
from dataclasses import dataclass

import brotli

from scripts.bench.own_database import database_of_its_own, pace

TURNS = 25
PATHS = {
    "home": "",
    "section": "about/",
    "overview": "about/overview/",
    "feature": "features/innovation/",
    "standard": "about/accessibility/",
    "archive": "sessions/",
    "session": "sessions/5/",
    "comparison": "sessions/compare/?sessions=3,4,5",
    "search": "search/",
}
LANGUAGES = ("en", "zh-hans")


@dataclass(frozen=True)
class Cost:
    """Of one page in one language."""

    queries: int
    milliseconds: float
    processor_milliseconds: float
    content: bytes

    @property
    def sizes(self) -> tuple[int, int, int]:
        """Bytes as they are, with gzip, with Brotli."""
        return len(self.content), len(gzip.compress(self.content, 6)), len(brotli.compress(self.content, quality=5))


def costs() -> dict[tuple[str, str], Cost]:
    """By kind of page and language."""
    from django.db import connection
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    found = {}
    for name, path in PATHS.items():
        for language in LANGUAGES:
            address = f"/{language}/{path}"
            response = client.get(address)
            if response.status_code != 200:
                continue
            queries: list[str] = []
            with connection.execute_wrapper(
                lambda execute, *asked, into=queries: (into.append(asked[0]), execute(*asked))[1]
            ):
                response = client.get(address)
            wall, processor = [], []
            gc.collect()
            for _turn in range(TURNS):
                started, processor_started = time.perf_counter(), time.process_time()
                client.get(address)
                processor.append((time.process_time() - processor_started) * 1000)
                wall.append((time.perf_counter() - started) * 1000)
            found[name, language] = Cost(
                len(queries), statistics.median(wall), statistics.median(processor), response.content
            )
    return found


def add_pages(number: int) -> None:
    """Plain pages below “About”, written as rows."""
    from pages.models import BasePage
    from tests.pages.search.generated_pages import generated, make_pages

    make_pages(BasePage.objects.get(slug="about"), list(generated(number)))
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def print_table(title: str, found: dict[tuple[str, str], Cost]) -> None:
    print(f"{title}\n{'':24} queries     ms  cpu ms    bytes     gzip   brotli")
    for (name, language), cost in found.items():
        raw, zipped, brotlied = cost.sizes
        print(
            f"{name + ' ' + language:24} {cost.queries:7} {cost.milliseconds:6.1f} {cost.processor_milliseconds:7.1f}"
            f" {raw:8} {zipped:8} {brotlied:8}"
        )


def main(number: int = 10_000) -> None:
    """Print both tables."""
    with database_of_its_own():
        print(pace())
        print_table("With the shipped content", costs())
        add_pages(number)
        print_table(f"With {number} pages more", costs())


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
