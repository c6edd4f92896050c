"""What the machine that runs the site is told, and what its administrator reads."""

import io
import json
from datetime import UTC, datetime, timedelta
from unittest import mock

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Revision
from wagtail.rich_text import RichText

from expo_site.advisory_locks import AdvisoryLock, LockKey
from expo_site.checkup import keeping, serving
from expo_site.checkup.finding import State
from pages.models import BasePage, StandardPage
from tests.pages.staff import CHINESE, sign_in


@pytest.fixture(autouse=True)
def folders(tmp_path, settings) -> None:
    settings.VAR_DIR, settings.MEDIA_ROOT, settings.BACKUP_DIR = tmp_path, tmp_path / "media", tmp_path / "backups"


def test_a_living_process_says_so_without_the_database(client: Client) -> None:
    """No database is allowed in this test at all."""
    assert client.get("/health/live").json() == {"status": "ok"}


def test_a_ready_process_names_what_it_looked_at(client: Client, site_content: None) -> None:
    lock = AdvisoryLock(LockKey.SCHEDULER)
    assert lock.try_acquire()
    try:
        answer = client.get("/health/ready")
    finally:
        lock.release()
    assert answer.status_code == 200
    every = ["database", "cache", "storage", "migrations", "search", "scheduler", "disk"]
    assert answer.json() == {"status": "ok", "checks": dict.fromkeys(every, "ok")}


def test_without_its_database_it_is_not_ready_and_says_no_more_than_that(client: Client, db: None) -> None:
    with mock.patch("expo_site.checkup.serving.connection.cursor", side_effect=OperationalError("password wrong")):
        answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()["status"]) == (503, "unavailable")
    assert answer.json()["checks"]["database"] == "failed"
    assert "password" not in answer.content.decode()


def test_without_a_scheduler_visitors_still_get_the_site(client: Client, site_content: None) -> None:
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()["status"]) == (200, "degraded")
    assert answer.json()["checks"]["scheduler"] == "warning"


def test_a_migration_that_is_missing_takes_it_out_of_service(client: Client, site_content: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'pages_visits'")
    assert client.get("/health/ready").status_code == 503
    assert serving.migrations().remedy == "Run “manage.py migrate”."


def test_a_restore_that_was_cut_off_takes_it_out_of_service(client: Client, site_content: None, settings) -> None:
    (settings.MEDIA_ROOT / ".restore-1").mkdir(parents=True)
    assert client.get("/health/ready").json()["checks"]["storage"] == "failed"


@pytest.mark.parametrize(("free", "state"), [(50e6, State.FAILURE), (500e6, State.WARNING), (50e9, State.OK)])
def test_a_disk_that_fills_up_is_noticed_before_it_is_full(free: float, state: State) -> None:
    with mock.patch("shutil.disk_usage", return_value=mock.Mock(free=free)):
        assert serving.disk().state is state


def test_an_empty_search_index_is_noticed(site_content: None) -> None:
    serving.SearchDocument.objects.all().delete()
    assert serving.search_index().state is State.WARNING


def test_old_backups_failed_jobs_and_late_ones_are_noticed(settings) -> None:
    assert keeping.backups().state is State.WARNING
    settings.BACKUP_DIR.mkdir()
    settings.BACKUP_HOURS = 24
    for days, state in ((3, State.WARNING), (0, State.OK)):
        (settings.BACKUP_DIR / f"expo-{datetime.now(UTC) - timedelta(days=days):%Y%m%dT%H%M%SZ}.tar").touch()
        assert keeping.backups().state is state
    record = settings.VAR_DIR / "scheduler.json"
    now, old = timezone.now().isoformat(), (timezone.now() - timedelta(days=3)).isoformat()
    for run, state in (
        ({"started": now, "every": 86400, "error": "", "result": "done"}, State.OK),
        ({"started": now, "every": 86400, "error": "disk full"}, State.WARNING),
        ({"started": old, "every": 86400, "error": ""}, State.WARNING),
    ):
        record.write_text(json.dumps({"back up": run}))
        assert keeping.jobs().state is state
    said = {"en": "2 drafts removed", "zh-hans": "已删除2份草稿"}
    record.write_text(
        json.dumps({"thin out old drafts": {"started": now, "every": 86400, "error": "", "result": said}})
    )
    with translation.override("zh-hans"):
        assert all(words in keeping.jobs().said for words in ("精简旧草稿", "已删除2份草稿"))
    record.write_text("{")
    assert keeping.jobs().state is State.OK


def test_a_site_behind_a_front_server_that_it_does_not_know_is_noticed(settings) -> None:
    """It would take all visitors for one: their limits would be shared."""
    settings.PRODUCTION, settings.HTTPS, settings.TRUSTED_PROXIES = True, True, []
    found = keeping.chosen_settings()
    assert (found.state, "TRUSTED_PROXIES" in found.remedy) == (State.WARNING, True)
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    assert keeping.chosen_settings().state == State.OK


def test_links_that_lead_nowhere_are_named(site_content: None) -> None:
    assert keeping.broken_links().state is State.OK
    home = BasePage.objects.get(depth=2)
    target, source = (
        StandardPage(title_en=name, title_zh_hans=name, slug=name.lower()) for name in ("Target", "Source")
    )
    home.add_child(instance=target)
    source.body_en = [("text", RichText(f'<p><a linktype="page" id="{target.pk}">there</a></p>'))]
    home.add_child(instance=source)
    assert keeping.broken_links().state is State.OK
    target.unpublish()
    found = keeping.broken_links()
    assert (found.state, "Source" in found.said) == (State.WARNING, True)


def test_a_page_that_should_have_appeared_is_noticed(site_content: None) -> None:
    assert keeping.due_content().state is State.OK
    Revision.objects.filter(pk=Revision.objects.latest("pk").pk).update(
        approved_go_live_at=timezone.now() - timedelta(hours=1)
    )
    assert keeping.due_content().state is State.WARNING


@pytest.mark.parametrize(("language", "words"), [("en", "PostgreSQL 18"), ("zh-hans", "数据库")])
def test_the_doctor_says_all_of_it_on_one_screen(site_content: None, language: str, words: str) -> None:
    said = io.StringIO()
    call_command("doctor", "--language", language, stdout=said)
    assert words in said.getvalue()
    with translation.override(language):
        assert all(
            str(each.label) in said.getvalue() for each in (*serving.NEEDED, *serving.USEFUL, *keeping.QUESTIONS)
        )
    assert len(said.getvalue().splitlines()) <= 40


def test_the_doctor_ends_with_one_where_something_is_broken(site_content: None) -> None:
    with (
        mock.patch("shutil.disk_usage", return_value=mock.Mock(free=1)),
        pytest.raises(SystemExit) as ended,
    ):
        call_command("doctor", stdout=io.StringIO())
    assert ended.value.code == 1


def test_only_administrators_read_the_page_of_health(site_content: None) -> None:
    address = reverse("site_health")
    client = sign_in("moderator", CHINESE)
    assert client.get(address).status_code in {302, 403}
    get_user_model().objects.filter(username="moderator-zh-hans").update(is_superuser=True)
    shown = client.get(address).content.decode()
    assert all(words in shown for words in ("数据库", "备份", "调度程序", "还没有备份"))


def test_nobody_without_an_account_reads_it(client: Client, db: None) -> None:
    assert client.get(reverse("site_health")).status_code == 302
