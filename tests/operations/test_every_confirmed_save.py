"""Editors save and publish in parallel while workers are killed: what was confirmed is there.

``SAVES=100 make test-long TESTS=tests/operations/test_every_confirmed_save.py`` does fewer.
"""

import os
import random
import threading
import time

import pytest

from tests.operations.editors_at_work import editors
from tests.operations.running_site import own_site

# Passed once in full: 16 minutes on a busy machine.
pytestmark = [pytest.mark.long, pytest.mark.django_db, pytest.mark.unsettled]

SAVES = int(os.environ.get("SAVES", "1000"))
EDITORS = 8
KILL_EVERY = (0.5, 4)
"""Seconds, at random between them."""


def test_every_confirmed_save_is_there_although_workers_are_killed() -> None:
    chance, stop, killed = random.Random(8), threading.Event(), 0
    with own_site() as site, site.serving():
        working = editors(site, EDITORS, stop, saves=SAVES // EDITORS)
        for editor in working:
            editor.start()
        deadline = time.monotonic() + 60 + SAVES * 5
        while any(editor.is_alive() for editor in working) and time.monotonic() < deadline:
            stop.wait(chance.uniform(*KILL_EVERY))
            assert site.server.poll() is None, "the web server ended"
            killed += site.kill_worker(chance.randrange(10))
        stop.set()
        for editor in working:
            editor.join(150)
        confirmed = {editor.page: editor.confirmed for editor in working}
        assert sum(map(len, confirmed.values())) >= SAVES // EDITORS * EDITORS, [
            editor.refused[:1] for editor in working
        ]
        assert killed >= 2
        with site.connect() as connection:
            stored = connection.execute(
                "SELECT object_id::int, content->>'title_en' FROM wagtailcore_revision WHERE object_id ~ '^[0-9]+$'"
            ).fetchall()
            live = dict(connection.execute("SELECT id, title_en FROM pages_basepage").fetchall())
            published = connection.execute(
                "SELECT page_id, r.content->>'title_en' FROM wagtailcore_pagelogentry l"
                " JOIN wagtailcore_revision r ON r.id = l.revision_id WHERE l.action = 'wagtail.publish' ORDER BY l.id"
            ).fetchall()
        missing = {(page, title) for page, titles in confirmed.items() for title in titles} - set(stored)
        assert missing == set()
        # And nothing is half published: what visitors read is the last that was noted as published.
        last = dict(published)
        assert {page: live[page] for page in confirmed if page in last} == {
            page: last[page] for page in confirmed if page in last
        }
        refused = [said for editor in working for said in editor.refused]
        print(f"{SAVES} saves, {killed} kills, {sum(editor.interrupted for editor in working)} requests cut off")
        assert refused == []
