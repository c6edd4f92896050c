"""Measures search at ten thousand pages in both languages: ``make bench-search``.

Works in a database of its own, which it makes beside the site's and drops again. ``PAGES=2000`` for fewer pages.
Times are wall-clock times in milliseconds of one process, which hears of changes of the content as a server's does. The
machine's load is printed, and how long a fixed piece of work took before and after, because both count.
"""

import logging
import os
import statistics
import sys
import time
from collections.abc import Callable

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "expo_site.settings")
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


def timed(action: Callable[[], object]) -> float:
    started = time.perf_counter()
    action()
    return (time.perf_counter() - started) * 1000


def pace() -> str:
    """How long the same work takes now: on a shared machine, times of two runs compare only beside it."""
    times = sorted(timed(lambda: sum(number * number for number in range(100_000))) for _turn in range(15))
    return f"a hundred thousand squares take {statistics.median(times):.1f} ms"


def line(name: str, times: list[float]) -> None:
    print(
        f"{name:22} median {statistics.median(times):7.1f} ms   p95 {percentile(times, 0.95):7.1f} ms   max {max(times):7.1f} ms"
    )


def main() -> None:
    from expo_site.local_environment import database_running

    with database_running():
        django.setup()
        from django.test.utils import override_settings, setup_databases, teardown_databases

        logging.disable(logging.INFO)
        # Not setup_test_environment(): it has every template tell of itself, which no server does.
        plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
        from django.conf import settings

        databases = setup_databases(verbosity=0, interactive=False)
        try:
            with override_settings(STORAGES={**settings.STORAGES, "staticfiles": plain}, ALLOWED_HOSTS=["localhost"]):
                measure()
        finally:
            teardown_databases(databases, verbosity=0)


def measure() -> None:
    from django.test import Client

    from pages.announcements import listener
    from pages.models import BasePage, StandardPage
    from pages.search import index, rate_limit
    from pages.search.models import SearchDocument
    from sessions_archive.content.load import load_all
    from tests.pages.search.generated_pages import generated, make_pages

    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; {pace()}")
    rate_limit.PER_MINUTE = sys.maxsize
    load_all()
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
    listener.ensure_running()
    listener.has_read.wait(10)
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
    listener.stop()
    print(f"load of the machine: {os.getloadavg()[0]:.1f}; {pace()}")


if __name__ == "__main__":
    main()
