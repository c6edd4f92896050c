"""Two workers of the production server, under way: a string changed in the admin shows in both, and nobody's language slips."""

import re
import shutil
import signal
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from tests.site.test_demo_whole import RunningDemo

pytestmark = pytest.mark.long

SHIPPED, CHANGED = "跳到正文", "跳至正文"
VISIBLE_SECONDS = 2.0
REQUESTS_A_SECOND = 50
SECONDS = 10


class Translator:
    """The demo's translator, signed in through the form."""

    def __init__(self, demo: RunningDemo, password: str) -> None:
        self.base = f"http://localhost:{demo.port}"
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.post("/admin/login/", {"username": "translator", "password": password})

    def get(self, path: str) -> str:
        with self.browser.open(self.base + path, timeout=60) as answer:
            return answer.read().decode()

    def post(self, path: str, values: dict[str, str]) -> str:
        page = self.get(path)
        fields = dict(re.findall(r'<input[^>]*?name="([\w-]+)"[^>]*?value="([^"]*)"', page))
        fields = {name: unescape(value) for name, value in fields.items() if name != "next"} | values
        data = urllib.parse.urlencode(fields).encode()
        request = urllib.request.Request(self.base + path, data, {"Referer": self.base + path})
        with self.browser.open(request, timeout=60) as answer:
            return answer.read().decode()

    def address_of(self, english: str) -> str:
        page = self.get(f"/admin/translations/?kind=string&q={urllib.parse.quote(english)}")
        found = re.search(r'href="(/admin/translations/\d+/)\?[^"]*"\s+lang="en">' + english, page)
        assert found, page[:2000]
        return found[1]


class Visitors:
    """Ask for both languages again and again, each on a connection of its own, so that every worker answers."""

    def __init__(self, demo: RunningDemo) -> None:
        self.demo = demo
        self.seen: list[tuple[float, str, str]] = []
        self.stop = threading.Event()

    def visit(self, number: int) -> None:
        code = ("en", "zh-hans")[number % 2]
        asked = time.monotonic()
        html = self.demo.get(f"/{code}/?visit={number}")
        lang = re.search(r'<html lang="([\w-]+)"', html)[1]
        skip = re.search(r'class="skip[^"]*"[^>]*>([^<]*)<|href="#main"[^>]*>\s*([^<]*?)\s*<', html)
        self.seen.append((asked, f"{code} {lang}", next(filter(None, skip.groups())).strip()))

    def keep_on(self) -> None:
        with ThreadPoolExecutor(16) as pool:
            started, number = time.monotonic(), 0
            while not self.stop.is_set() and number < REQUESTS_A_SECOND * SECONDS * 3:
                pool.submit(self.visit, number)
                number += 1
                time.sleep(max(0.0, started + number / REQUESTS_A_SECOND - time.monotonic()))


@pytest.fixture(scope="module")
def var_dir() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="expo-strings-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def test_a_changed_string_shows_in_every_worker_within_two_seconds_and_survives_a_restart(var_dir: Path) -> None:
    demo = RunningDemo(var_dir)
    try:
        password = dict(line.split() for line in (var_dir / "accounts.txt").read_text().splitlines())["translator"]
        translator, visitors = Translator(demo, password), Visitors(demo)
        address = translator.address_of("Skip to content")
        thread = threading.Thread(target=visitors.keep_on)
        thread.start()
        time.sleep(2)  # the visitors are under way: this is the state before, not a wait for something
        translator.post(address, {"form-0": CHANGED, "save": ""})
        saved = time.monotonic()
        time.sleep(SECONDS / 2)
        visitors.stop.set()
        thread.join()
        exported = translator.get("/admin/translations/strings/django.po")
    finally:
        assert demo.stop(signal.SIGINT) == 0
    assert f'msgid "Skip to content"\nmsgstr "{CHANGED}"' in exported
    assert set(Counter(languages for _asked, languages, _skip in visitors.seen)) == {"en en", "zh-hans zh-Hans"}
    english = {skip for _asked, languages, skip in visitors.seen if languages.startswith("en")}
    assert english == {"Skip to content"}
    chinese = [(asked, skip) for asked, languages, skip in visitors.seen if languages.startswith("zh")]
    assert {skip for asked, skip in chinese} == {SHIPPED, CHANGED}
    late = [round(asked - saved, 2) for asked, skip in chinese if skip == SHIPPED and asked > saved + VISIBLE_SECONDS]
    assert late == []
    assert sum(asked > saved + VISIBLE_SECONDS for asked, _skip in chinese) > 20

    again = RunningDemo(var_dir)
    try:
        for number in range(12):
            assert CHANGED in again.get(f"/zh-hans/?again={number}")
    finally:
        assert again.stop(signal.SIGINT) == 0
