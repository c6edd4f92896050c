"""Backup, destruction, restore: everything is there again, also when it was made amid work, or was cut off by force."""

import json
import os
import signal
import subprocess
import tarfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.operations.editors_at_work import editors
from tests.operations.running_site import RunningSite, newest_release, own_site

pytestmark = [pytest.mark.long, pytest.mark.django_db]

KILLED_AT = """
import os, signal, sys
import django
django.setup()
from django.core.management import call_command
from expo_site.backups import container, media_swap, restore
def dies(module, name, *, after):
    original = getattr(module, name)
    def replaced(*args, **kwargs):
        if after:
            original(*args, **kwargs)
        os.kill(os.getpid(), signal.SIGKILL)
    setattr(module, name, replaced)
dies(eval(sys.argv[1]), sys.argv[2], after=sys.argv[3] == "after")
call_command("restore", sys.argv[4], "--replace")
"""
SETTLE = "from expo_site.backups.restore import settle_interrupted_restore; settle_interrupted_restore(print)"
OLD, NEW = "old", "new"


def backup(site: RunningSite, *arguments: str, **changed: object) -> subprocess.CompletedProcess[str]:
    """Named after the second it is made in, so never in the same one as the last."""
    time.sleep(1)
    return site.manage("backup", *arguments, **changed)


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[RunningSite]:
    with django_db_blocker.unblock(), own_site() as site:
        yield site


def newest_backup(site: RunningSite) -> Path:
    return max((site.folder / "backups").glob("expo-*.tar*"))


def manifest_of(file: Path) -> dict:
    with tarfile.open(file) as archive:
        return json.load(archive.extractfile("manifest.json"))


def destroy(site: RunningSite) -> None:
    """The database and the uploads, as a lost disk takes them."""
    with site.connect() as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    subprocess.run(["rm", "-rf", str(site.media)], check=True)


def put_picture(site: RunningSite, name: str, text: bytes) -> None:
    (site.media / "original_images").mkdir(parents=True, exist_ok=True)
    (site.media / "original_images" / name).write_bytes(text)


def test_made_amid_work_it_is_of_one_moment_and_comes_back_whole(site: RunningSite) -> None:
    stop = threading.Event()
    with site.serving():
        working = editors(site, 4, stop, uploads=True)
        for editor in working:
            editor.start()
        deadline = time.monotonic() + 120
        while min(len(editor.confirmed) for editor in working) < 2 and time.monotonic() < deadline:
            time.sleep(0.1)
        before = [list(editor.confirmed) for editor in working]
        said = backup(site).stdout
        after = [len(editor.confirmed) for editor in working]
        stop.set()
        for editor in working:
            editor.join(60)
        assert [said for editor in working for said in editor.refused] == []
    assert "missing" not in said
    assert all(len(known) <= number for known, number in zip(before, after, strict=True))
    file = newest_backup(site)
    assert file.stat().st_mode & 0o777 == 0o600
    destroy(site)
    answer = site.manage("restore", str(file)).stdout
    assert "Restored and verified" in answer
    manifest = manifest_of(file)
    rows = site.rows()
    changed_since = {"wagtailcore_modellogentry"}  # the restore itself is logged
    assert {name: len(found) for name, found in rows.items() if name not in changed_since} == {
        name: count for name, (count, _checksum) in manifest["tables"].items() if name not in changed_since
    }
    with site.connect() as connection:
        titles = {title for (title,) in connection.execute("SELECT content->>'title_en' FROM wagtailcore_revision")}
        named = {file for (file,) in connection.execute("SELECT file FROM pages_siteimage")}
    # What was confirmed before it began is in it, and every picture that a row names is a whole file.
    assert {title for known in before for title in known} <= titles
    assert named == {name for name in site.files() if name.startswith("original_images/")} & named
    assert len(named) >= sum(len(editor.pictures) > 0 for editor in working)
    assert set(manifest["media"]) == set(site.files())


def test_every_row_and_file_is_equal_after_destruction(site: RunningSite) -> None:
    put_picture(site, "中文名 “引号”.png", b"\x89PNG" + os.urandom(100_000))
    put_picture(site, "empty.png", b"")
    rows, files = site.rows(), site.files()
    backup(site)
    destroy(site)
    site.manage("restore", str(newest_backup(site)))
    after = site.rows()
    log = "wagtailcore_modellogentry"
    assert set(rows.pop(log)) <= set(after.pop(log)), "all of the log; the restore may add to it"
    assert after == rows
    assert site.files() == files
    assert "This site has content" in site.manage("restore", str(newest_backup(site)), check=False).stderr


def test_killed_in_the_middle_of_a_backup_nothing_has_changed_and_the_next_one_works(site: RunningSite) -> None:
    (site.folder / "backups").mkdir(exist_ok=True)  # whichever test comes first
    put_picture(site, "large.png", os.urandom(30_000_000))
    rows, known = site.rows(), set((site.folder / "backups").iterdir())
    for moment in ("database.dump", "whole.tar"):
        process = site.start("manage.py", "backup")
        deadline = time.monotonic() + 120
        while not list((site.folder / "backups").glob(f".expo-making-*/{moment}")) and time.monotonic() < deadline:
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
        process.wait()
        finished = [path for path in (site.folder / "backups").iterdir() if not path.name.startswith(".")]
        assert set(finished) == known, f"killed at {moment}, nothing has the name of a finished backup"
    assert site.rows() == rows
    backup(site, "--keep-all")
    assert len(set((site.folder / "backups").iterdir()) - known) == 1, "and the remains are gone"


@pytest.mark.parametrize(
    ("where", "name", "when", "whole"),
    [
        ("restore", "_write_database", "after", OLD),
        ("media_swap.MediaSwap", "note_transaction", "after", OLD),
        ("media_swap.MediaSwap", "exchange", "before", NEW),
        ("media_swap.MediaSwap", "forget", "before", NEW),
    ],
)
def test_killed_in_the_middle_of_a_restore_one_state_is_whole(
    site: RunningSite, where: str, name: str, when: str, whole: str
) -> None:
    put_picture(site, "same.png", b"of the backup")
    backup(site, "--keep-all")
    file = newest_backup(site)
    new = manifest_of(file)
    with site.connect() as connection:
        connection.execute("UPDATE pages_basepage SET title_en = title_en || ' changed' WHERE depth > 1")
    put_picture(site, "same.png", b"of today")
    put_picture(site, "only-today.png", b"today")
    old = site.rows(), site.files()
    process = site.start("-c", KILLED_AT, where, name, when, str(file))
    process.communicate(timeout=300)
    assert process.returncode == -signal.SIGKILL
    # The next start of the site settles what was cut off.
    site.manage("run", SETTLE)
    assert not list(site.media.glob(".restore-*"))
    if whole == OLD:
        assert (site.rows(), site.files()) == old
    else:
        assert {table: len(rows) for table, rows in site.rows().items()} == {
            table: count for table, (count, _checksum) in new["tables"].items()
        }
        assert set(site.files()) == set(new["media"])
        assert site.files()["original_images/same.png"] == b"of the backup"
        site.manage("restore", str(file), "--replace")


def test_backup_for_a_key_opens_with_it_alone(site: RunningSite, tmp_path: Path) -> None:
    ours, others = tmp_path / "ours.key", tmp_path / "others.key"
    public = site.manage("backup", "--make-key", str(ours)).stdout.strip()
    site.manage("backup", "--make-key", str(others))
    backup(site, "--keep-all", BACKUP_RECIPIENTS=[public.removeprefix("BACKUP_RECIPIENTS=")])
    site.manage("run", "", BACKUP_RECIPIENTS=[])
    file = max((site.folder / "backups").glob("*.age"))
    assert b"PGDMP" not in file.read_bytes()
    rows = site.rows()
    assert "--identity" in site.manage("restore", str(file), "--replace", check=False).stderr
    refused = site.manage("restore", str(file), "--replace", "--identity", str(others), check=False)
    assert "cannot be decrypted with this key" in refused.stderr
    assert site.rows() == rows
    site.manage("restore", str(file), "--replace", "--identity", str(ours))


@pytest.mark.parametrize("damage", ["cut off", "one bit", "no backup"])
def test_damaged_backup_is_refused_and_the_site_stays(site: RunningSite, tmp_path: Path, damage: str) -> None:
    whole = bytearray(newest_release().read_bytes())
    if damage == "cut off":
        whole = whole[: len(whole) // 2]
    elif damage == "one bit":
        whole[len(whole) // 2] ^= 1
    else:
        whole = bytearray(b"not a backup")
    damaged = tmp_path / "damaged.tar"
    damaged.write_bytes(whole)
    rows, files = site.rows(), site.files()
    refused = site.manage("restore", str(damaged), "--replace", check=False)
    assert refused.returncode != 0
    assert "CommandError" in refused.stderr
    assert (site.rows(), site.files()) == (rows, files)
