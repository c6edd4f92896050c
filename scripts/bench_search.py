"""Measures search at ten thousand pages in both languages: ``make bench-search``.

Works in a database of its own, which it makes beside the site's and drops again. ``PAGES=2000`` for fewer pages.
Times are wall-clock times in milliseconds of one process, which hears of changes of the content as a server's does. The
machine's load is printed, and how long a fixed piece of work took before and after, because both count.
"""

import os
import statistics
import sys
import time

from scripts.bench.own_database import database_of_its_own, pace, timed

PAGES = int(os.environ.get("PAGES", "10000"))
TURNS = 3
QUERIES = {
    "words": [
        ("en", "laser welding"),
        ("en", "innovation"),
        ("zh-hans", "创新"),
        ("zh-hans", "科技创新"),
        ("en", "guest of honour"),
    ],
    "many words": [
        ("en", "cooperation between research institutes and universities"),
        ("zh-hans", "科研院所之间的合作"),
    ],
    "single characters": [
        ("zh-hans", "的"),
        ("zh-hans", "会"),
        ("zh-hans", "合"),
        ("zh-hans", "本"),
        ("zh-hans", "页"),
    ],
    "in every page": [("en", "page"), ("zh-hans", "介绍"), ("en", "see also")],
    "typos": [("en", "Isreal"), ("en", "lazer welding"), ("zh-hans", "军民容合"), ("en", "quantom computng")],
    "pinyin": [("zh-hans", "junminronghe"), ("zh-hans", "fenglifadian"), ("en", "zhubinguo")],
    "numbers and dates": [("en", "456.5 billion"), ("zh-hans", "2017年9月"), ("en", "13th session")],
    "other language": [("zh-hans", "keyboard"), ("en", "激光焊接")],
    "nothing": [("en", "qwrtpsdf"), ("zh-hans", "国会"), ("en", "x" * 10_000)],
}
TYPED = [
    ("en", "l"),
    ("en", "las"),
    ("en", "laser w"),
    ("zh-hans", "激"),
    ("zh-hans", "激光"),
    ("zh-hans", "jiguang"),
    ("en", "mil"),
]


def percentile(times: list[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def line(name: str, times: list[float]) -> None:
    print(
        f"{name:22} median {statistics.median(times):7.1f} ms   p95 {percentile(times, 0.95):7.1f} ms   max {max(times):7.1f} ms"
    )


def main() -> None:
    with database_of_its_own():
        measure()


def measure() -> None:
    from django.test import Client

    from pages.models import BasePage, StandardPage
    from pages.search import index, rate_limit
    from pages.search.models import SearchDocument
    from tests.pages.search.generated_pages import generated, make_pages

    print(pace())
    rate_limit.PER_MINUTE = sys.maxsize
    about = BasePage.objects.get(slug="about")
    make_pages(about, list(generated(PAGES)))
    started, cpu = time.perf_counter(), time.process_time()
    for done in index.rebuild():
        print(f"\rrebuilding: {done} pages", end="", file=sys.stderr)
    print(file=sys.stderr)
    print(
        f"full rebuild: {time.perf_counter() - started:.1f} s ({time.process_time() - cpu:.1f} s of this process),"
        f" {SearchDocument.objects.count()} rows"
    )
    client = Client(headers={"host": "localhost"})

    def page(language: str, text: str) -> None:
        response = client.get(f"/{language}/search/", {"q": text})
        assert response.status_code == 200, response.status_code

    everything: list[float] = []
    for name, queries in QUERIES.items():
        for language, text in queries:
            page(language, text)
        times = [timed(lambda q=query: page(*q)) for _turn in range(TURNS) for query in queries]
        line(name, times)
        everything += times
    line("all searches", everything)
    times = [
        timed(lambda q=typed: client.get(f"/{q[0]}/search/suggest/", {"q": q[1]}))
        for _turn in range(TURNS + 1)
        for typed in TYPED
    ][len(TYPED) :]
    line("suggestions", times)
    ids = list(StandardPage.objects.order_by("-pk").values_list("pk", flat=True)[:30])
    for pk in ids:  # as if each had changed
        SearchDocument.objects.filter(page_id=pk).update(digest="")
    line("indexing a publication", [timed(lambda pk=pk: index.index_pages([pk])) for pk in ids])
    print(pace())


if __name__ == "__main__":
    main()
