"""The parts of ``make demo``: what it refuses in one sentence, the accounts, what a second start leaves alone."""

import os
import shutil
import socket
import stat
import subprocess
import sys
import time
from collections import namedtuple
from pathlib import Path

import pytest
from django.contrib.auth import authenticate, get_user_model
from wagtail.users.models import UserProfile

from expo_site import collected_static, demo
from expo_site.children import Child, stop_all
from expo_site.demo import CannotRun
from expo_site.demo_accounts import accounts_file, make_accounts_once, read_accounts
from expo_site.local_secret import kept_text, secret_key

CHECKOUT = Path(__file__).resolve().parent.parent.parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run_demo(**environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "expo_site.demo"],
        cwd=CHECKOUT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_busy_port_is_said_in_one_sentence(tmp_path):
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        answer = run_demo(PORT=str(busy.getsockname()[1]), VAR_DIR=str(tmp_path))
    assert (answer.returncode, answer.stdout, answer.stderr.count("\n")) == (1, "", 1)
    assert "in use" in answer.stderr


@pytest.mark.parametrize("port", ["eighty", "0", "65536", "-1", "²", ""])
def test_port_has_to_be_a_number(port, monkeypatch):
    monkeypatch.setenv("PORT", port)
    if not port:
        assert demo.chosen_address()[1] == 8000
        return
    with pytest.raises(CannotRun, match="PORT"):
        demo.chosen_address()


def test_busy_port_on_ipv6_counts_because_browsers_ask_there_first():
    with socket.socket(socket.AF_INET6) as busy:
        try:
            busy.bind(("::1", 0))
        except OSError:
            pytest.skip("no IPv6 here")
        busy.listen()
        with pytest.raises(CannotRun, match="in use"):
            demo.check_port_is_free("127.0.0.1", busy.getsockname()[1])


def test_host_that_is_not_here_is_said():
    with pytest.raises(CannotRun, match="192\\.0\\.2\\.1"):
        demo.check_port_is_free("192.0.2.1", free_port())


def test_folder_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    answer = run_demo(PORT=str(free_port()), VAR_DIR=str(tmp_path / "file" / "var"))
    assert (answer.returncode, answer.stdout, answer.stderr.count("\n")) == (1, "", 1)
    assert "VAR_DIR" in answer.stderr


def test_full_disk_is_said(tmp_path, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(100 << 20, 90 << 20, 10 << 20))
    with pytest.raises(CannotRun, match="10 MB left"):
        demo.check_folder(tmp_path)


def test_four_accounts_are_made_once_with_passwords_only_their_owner_can_read(db, tmp_path):
    get_user_model().objects.all().delete()
    assert make_accounts_once(tmp_path)
    assert stat.S_IMODE(accounts_file(tmp_path).stat().st_mode) == 0o600
    accounts = read_accounts(tmp_path)
    assert list(accounts) == ["administrator", "editor", "translator", "moderator"]
    assert len(set(accounts.values())) == 4
    for name, password in accounts.items():
        user = authenticate(username=name, password=password)
        assert user is not None
        assert user.is_superuser == (name == "administrator")
        language = UserProfile.get_for_user(user).preferred_language
        assert language == ("" if name == "administrator" else "zh-hans")
        assert user.has_perm("wagtailadmin.access_admin")
    groups = {user.username: [group.name for group in user.groups.all()] for user in get_user_model().objects.all()}
    assert groups["editor"] == ["Editors"]
    assert groups["translator"] == ["Chinese translators"]
    assert groups["moderator"] == ["Moderators"]


def test_second_start_resets_no_password_and_brings_no_deleted_account_back(db, tmp_path):
    get_user_model().objects.all().delete()
    make_accounts_once(tmp_path)
    before = accounts_file(tmp_path).read_text()
    get_user_model().objects.get(username="editor").delete()
    assert not make_accounts_once(tmp_path)
    assert accounts_file(tmp_path).read_text() == before
    assert not get_user_model().objects.filter(username="editor").exists()


def test_static_files_are_collected_only_when_a_source_changed(tmp_path, settings):
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.txt").write_text("one")
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    }
    from django.contrib.staticfiles.finders import get_finder

    get_finder.cache_clear()
    try:
        assert collected_static.collect_if_changed()
        assert not collected_static.collect_if_changed()
        (source / "a.txt").write_text("two!")
        assert collected_static.collect_if_changed()
        assert len(list((tmp_path / "collected").glob("a.*.txt"))) == 1, "the old file is gone"
    finally:
        get_finder.cache_clear()


def test_stopping_kills_what_does_not_listen_and_its_children(monkeypatch):
    monkeypatch.setattr("expo_site.children.STOP_SECONDS", 0.5)
    deaf = Child.start("deaf", ["sh", "-c", "trap '' TERM; sleep 61 & wait; sleep 61"])
    time.sleep(0.2)
    stop_all([deaf])
    assert deaf.exit_code == -9
    left = subprocess.run(["pgrep", "-r", "R,S,D", "-s", str(deaf.process.pid)], capture_output=True, text=True)
    assert left.stdout == ""


def test_secret_is_made_once_and_kept_private(tmp_path):
    first = secret_key(tmp_path)
    assert len(first) >= 64
    assert secret_key(tmp_path) == first
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_empty_secret_left_by_a_full_disk_is_made_again(tmp_path):
    (tmp_path / "secret").write_text("")
    assert kept_text(tmp_path / "secret", lambda: "made") == "made"
