"""The bundled PostgreSQL after crashes, and where it cannot run: repaired, or said in one sentence."""

import os
import shutil
import signal
import stat
import subprocess
import tempfile
from pathlib import Path

import psycopg
import pytest

from expo_site import local_postgres
from expo_site.local_postgres import LocalPostgresError
from expo_site.local_postgres.cluster import Cluster
from expo_site.local_postgres.folders import Home, socket_path_fits
from tests.site.bundled_server import ask, pid_of_server, run, user_of_server, wait_until_down

pytestmark = pytest.mark.long


def test_killed_user_leaves_no_server_behind(var_dir):
    user = user_of_server(var_dir, seconds=60)
    assert user.stdout.readline()
    user.send_signal(signal.SIGKILL)
    user.communicate()
    assert wait_until_down(var_dir)


def test_next_start_repairs_what_a_killed_server_left(var_dir):
    with local_postgres.running(var_dir) as url:
        with psycopg.connect(url) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
        os.kill(pid_of_server(var_dir), signal.SIGKILL)
        assert wait_until_down(var_dir)
        assert local_postgres.restart_if_down(var_dir)
        assert ask(url, "SELECT number FROM kept") == "7"
        assert not local_postgres.restart_if_down(var_dir)


def test_pid_file_that_names_a_living_stranger_is_no_obstacle(var_dir):
    with local_postgres.running(var_dir):
        data = Cluster.of(Home(var_dir)).data
        lines = (data / "postmaster.pid").read_text().splitlines()
    owner = data.stat()
    stranger = subprocess.Popen(["sleep", "60"], user=owner.st_uid, cwd="/")
    try:
        (data / "postmaster.pid").write_text("\n".join([str(stranger.pid), *lines[1:]]) + "\n")
        os.chown(data / "postmaster.pid", owner.st_uid, owner.st_gid)
        with local_postgres.running(var_dir) as url:
            assert ask(url, "SELECT 1") == "1"
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_set_up_that_was_cut_off_is_begun_again(fresh_var_dir):
    half = Home(fresh_var_dir).folder / "cluster" / "data.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    half.parent.chmod(0o700)
    Home(fresh_var_dir).folder.chmod(0o711)
    cluster = Cluster.of(Home(fresh_var_dir))
    cluster.user.take(half.parent)
    with local_postgres.running(fresh_var_dir) as url:
        assert ask(url, "SELECT 1") == "1"


def test_socket_folder_that_was_swept_away_comes_back(var_dir):
    with local_postgres.running(var_dir):
        pass
    shutil.rmtree(Home(var_dir).socket_folder())
    with local_postgres.running(var_dir) as url:
        assert ask(url, "SELECT 1") == "1"


def test_data_of_another_version_is_refused_in_one_sentence(var_dir):
    with local_postgres.running(var_dir):
        data = Cluster.of(Home(var_dir)).data
    right = (data / "PG_VERSION").read_text()
    (data / "PG_VERSION").write_text("17\n")
    with pytest.raises(LocalPostgresError, match=r"made by PostgreSQL 17, but the programs here are version \d+"):
        local_postgres.running(var_dir).__enter__()
    answer = run("start", var_dir=var_dir)
    assert answer.returncode == 1
    assert answer.stderr.count("\n") == 1
    assert "Traceback" not in answer.stderr
    (data / "PG_VERSION").write_text(right)


def test_missing_programs_are_said_in_one_sentence(fresh_var_dir):
    answer = run("start", var_dir=fresh_var_dir, POSTGRES_BIN_DIR="/nowhere")
    assert (answer.returncode, answer.stderr.count("\n")) == (1, 1)
    assert "No PostgreSQL programs" in answer.stderr


def test_long_temporary_folder_is_passed_over(fresh_var_dir, monkeypatch, tmp_path):
    long = tmp_path / ("x" * 100)
    long.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(long))
    monkeypatch.setattr(tempfile, "tempdir", str(long))
    folder = Home(fresh_var_dir).socket_folder()
    assert folder.parent == Path("/tmp")
    assert socket_path_fits(folder)
    folder.rmdir()


def test_var_that_cannot_be_made_is_said_in_one_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    answer = run("start", var_dir=tmp_path / "file" / "var")
    assert (answer.returncode, answer.stderr.count("\n")) == (1, 1)
    assert "VAR_DIR" in answer.stderr
    assert local_postgres.database(tmp_path / "file" / "var")["HOST"].endswith("not-started")


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting needs root")
def test_full_disk_is_said_in_one_sentence(fresh_var_dir):
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", fresh_var_dir], capture_output=True
    ).returncode:
        pytest.skip("this machine does not let root mount")
    try:
        fresh_var_dir.chmod(0o755)
        answer = run("start", var_dir=fresh_var_dir)
        assert (answer.returncode, answer.stderr.count("\n")) == (1, 1)
        assert "full" in answer.stderr
    finally:
        subprocess.run(["umount", fresh_var_dir], check=True)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to hand the server to somebody else")
def test_root_in_a_closed_folder_keeps_the_database_elsewhere(fresh_var_dir):
    closed = fresh_var_dir / "closed"
    closed.mkdir(mode=0o700)
    inner = closed / "var"
    try:
        with local_postgres.running(inner) as url:
            ask(url, "CREATE TABLE kept AS SELECT 7 AS number; SELECT 1")
        data = Cluster.of(Home(inner)).data
        assert data.is_relative_to("/var/lib/expo-site")
        assert stat.S_IMODE(data.parent.stat().st_mode) == 0o700
        with local_postgres.running(inner) as url:
            assert ask(url, "SELECT number FROM kept") == "7"
        assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    finally:
        elsewhere = Cluster.of(Home(inner)).folder
        shutil.rmtree(Home(inner).socket_folder())
        assert elsewhere.parent == Path("/var/lib/expo-site")
        shutil.rmtree(elsewhere)


def test_data_removed_under_a_running_demo_is_said_and_not_replaced(fresh_var_dir):
    home = Home(fresh_var_dir)
    home.prepare()
    with pytest.raises(LocalPostgresError, match="was removed while it was in use"):
        local_postgres.restart_if_down(fresh_var_dir)
    assert not Cluster.of(home).folder.exists()
