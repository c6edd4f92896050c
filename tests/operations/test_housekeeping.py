"""What grows by itself is cut back, and what somebody may still want stays."""

import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Revision

from expo_site.forks import Fork
from expo_site.operations import housekeeping
from pages.models import BasePage, SiteImage, StandardPage

LONG_AGO = timezone.now() - timedelta(days=200)


@pytest.fixture
def page(site_content: None) -> StandardPage:
    page = StandardPage(title_en="Travel", title_zh_hans="交通", slug="travel")
    BasePage.objects.get(depth=2).add_child(instance=page)
    return page


def drafts(page: StandardPage, number: int, age: timedelta) -> list[int]:
    made = []
    for minute in range(number):
        revision = page.save_revision()
        at = (timezone.now() - age).replace(hour=3, minute=minute)
        Revision.objects.filter(pk=revision.pk).update(created_at=at)
        made.append(revision.pk)
    return made


def left(of: list[int]) -> list[int]:
    return sorted(Revision.objects.filter(pk__in=of).values_list("pk", flat=True))


def test_of_old_drafts_the_last_of_each_day_stays(page: StandardPage) -> None:
    first_day, second_day = (drafts(page, 3, timedelta(days=days)) for days in (200, 199))
    recent = drafts(page, 3, timedelta(days=10))
    said = housekeeping.thin_out_drafts()
    assert left(first_day + second_day + recent) == [first_day[-1], second_day[-1], *recent]
    assert said["en"].startswith("4 drafts removed")
    assert housekeeping.thin_out_drafts()["en"].startswith("0 drafts removed")


def test_published_and_scheduled_ones_stay(page: StandardPage) -> None:
    published, scheduled, plain, last = drafts(page, 4, timedelta(days=200))
    Revision.objects.get(pk=published).publish()
    Revision.objects.filter(pk=published).update(created_at=LONG_AGO.replace(hour=3, minute=0))
    Revision.objects.filter(pk=scheduled).update(approved_go_live_at=timezone.now() + timedelta(days=1))
    drafts(page, 1, timedelta(days=1))
    housekeeping.thin_out_drafts()
    assert left([published, scheduled, plain, last]) == [published, scheduled, last]


@pytest.mark.parametrize("how", ["wagtail.publish", "wagtail.publish.scheduled", "bilingual.publish_language"])
def test_what_was_ever_published_stays_however_that_was(page: StandardPage, how: str) -> None:
    published, plain, last = drafts(page, 3, timedelta(days=200))
    Revision.objects.get(pk=published).publish(log_action=how)
    recent = drafts(page, 1, timedelta(days=1))
    Revision.objects.get(pk=recent[0]).publish()
    housekeeping.thin_out_drafts()
    assert left([published, plain, last]) == [published, last]


def test_renditions_without_a_row_go_and_all_else_stays(tmp_path: Path, settings, site_content: None) -> None:
    settings.MEDIA_ROOT = tmp_path
    from tests.site.test_disk_full import picture

    image = SiteImage.objects.create(title="Square", file=ContentFile(picture().read(), "square.png"))
    kept = [image.file.name, image.get_rendition("width-32").file.name, "documents/unknown.pdf", "images/new.png"]
    lost = ["images/lost.width-800.png", "images/.upload-1234"]
    for name in [*lost, *kept[2:]]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"12345")
    for path in tmp_path.rglob("*"):
        if path.is_file() and path.name != "new.png":
            os.utime(path, (time.time() - 3 * 86400,) * 2)
    said = housekeeping.remove_lost_renditions()
    found = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file())
    assert found == sorted(kept)
    assert said["en"] == "2 files removed that nothing names, 0.0 MB"


def test_expired_sign_ins_are_counted(db: None) -> None:
    assert housekeeping.clear_sessions()["en"] == "0 expired sessions removed"


def test_a_backup_that_fails_is_a_failure_of_the_job(settings, tmp_path: Path) -> None:
    settings.BASE_DIR = tmp_path
    with pytest.raises(RuntimeError, match=r"manage\.py"):
        housekeeping.back_up()


def test_a_backup_that_is_to_end_puts_away_what_it_has_half_done(settings, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("expo_site.forks.let_go_of_the_database", lambda: None)
    settings.BASE_DIR, folder = tmp_path, tmp_path / "backups"
    # The command as it is, about to write a very large file.
    (tmp_path / "manage.py").write_text(f"""
import sys, time
from pathlib import Path
sys.path.insert(0, {str(Path(__file__).parents[2])!r})
import django
django.setup()
from django.core.management import call_command
from expo_site.backups import make
from expo_site.operations.management.commands import backup
make.AdvisoryLock.try_acquire = lambda lock: True
def writes(folder, staging, keys):
    (staging / "whole").touch()
    time.sleep(60)
make._made = writes
call_command(backup.Command(), to=Path({str(folder)!r}))
""")
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "expo_site.settings")
    fork = Fork.start(housekeeping.back_up)
    try:
        until = time.monotonic() + 30
        while not list(folder.glob("*/whole")) and time.monotonic() < until:
            time.sleep(0.05)
        assert list(folder.glob("*/whole"))
    finally:
        fork.end()
    assert list(folder.iterdir()) == []
