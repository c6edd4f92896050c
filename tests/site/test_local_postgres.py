"""The bundled PostgreSQL: shared, private, and never left behind, whatever happens to those who use it."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from expo_site import local_postgres
from expo_site.local_postgres import LocalPostgresError, server
from expo_site.local_postgres.cluster import Cluster
from expo_site.local_postgres.folders import Home, socket_path_fits

CHECKOUT = Path(__file__).resolve().parent.parent.parent

USES_SERVER = """
import sys, time, psycopg
from pathlib import Path
from expo_site import local_postgres
with local_postgres.running(Path(sys.argv[1])) as url:
    with psycopg.connect(url) as connection:
        print(connection.execute("SELECT pg_postmaster_start_time()::text").fetchone()[0], flush=True)
    time.sleep(float(sys.argv[2]))
"""


@contextmanager
def reachable_folder() -> Iterator[Path]:
    """A ``var/`` that the server's own user can reach, which pytest's ``tmp_path`` is not."""
    folder = Path(tempfile.mkdtemp(prefix="expo-var-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    if (folder / "postgres").is_dir():
        run("stop", "--now", var_dir=folder)
        shutil.rmtree(Home(folder).socket_folder(), ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def used_var_dir() -> Iterator[Path]:
    with reachable_folder() as folder:
        yield folder


@pytest.fixture
def var_dir(used_var_dir: Path) -> Path:
    """A ``var/`` whose server is down; making a new one each time would write 50 MB a test."""
    assert run("stop", "--now", var_dir=used_var_dir).returncode == 0
    return used_var_dir


@pytest.fixture
def fresh_var_dir() -> Iterator[Path]:
    """One that nobody has used."""
    with reachable_folder() as folder:
        yield folder


def run(*arguments: str, var_dir: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "expo_site.local_postgres", "--var-dir", str(var_dir), *arguments],
        cwd=CHECKOUT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=120,
    )


def user_of_server(var_dir: Path, seconds: float = 0) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", USES_SERVER, str(var_dir), str(seconds)],
        cwd=CHECKOUT,
        env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def pid_of_server(var_dir: Path) -> int | None:
    return server.running_pid(Cluster.of(Home(var_dir)))


def wait_until_down(var_dir: Path, seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if pid_of_server(var_dir) is None:
            return True
        time.sleep(0.05)
    return False


def ask(url: str, question: str) -> str:
    with psycopg.connect(url) as connection:
        cursor = connection.execute(question)
        while cursor.nextset():
            pass
        return str(cursor.fetchone()[0])


def test_server_speaks_chinese_and_runs_only_inside_the_block(var_dir):
    with local_postgres.running(var_dir) as url:
        assert ask(url, "SELECT lower('ÀB') || upper('é') || '中'") == "àbÉ中"
        assert ask(url, "SHOW server_encoding") == "UTF8"
        assert (
            ask(url, "SELECT rolsuper::text || rolcreatedb FROM pg_roles WHERE rolname = current_user") == "falsetrue"
        )
    assert pid_of_server(var_dir) is None
    with local_postgres.running(var_dir) as again:
        assert again == url


def test_settings_know_the_address_before_the_server_runs(fresh_var_dir):
    before = local_postgres.database(fresh_var_dir)
    assert pid_of_server(fresh_var_dir) is None
    with local_postgres.running(fresh_var_dir):
        assert local_postgres.database(fresh_var_dir) == before
        with psycopg.connect(
            host=before["HOST"],
            port=before["PORT"],
            user=before["USER"],
            password=before["PASSWORD"],
            dbname=before["NAME"],
        ) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)


def test_nothing_is_open_to_others(var_dir):
    with local_postgres.running(var_dir) as url:
        assert ask(url, "SHOW listen_addresses") == ""
        home = Home(var_dir)
        for path in [home.folder / "password", home.folder / "superuser_password", home.lease_file]:
            assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
        for path in [home.socket_folder(), Cluster.of(home).folder, Cluster.of(home).data]:
            assert stat.S_IMODE(path.stat().st_mode) == 0o700, path
        wrong = local_postgres.connection_url(var_dir).replace(home.password(), "guessed")
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(wrong)


def test_many_at_once_share_one_server_and_the_last_stops_it(var_dir):
    users = [user_of_server(var_dir, seconds=index % 3 * 0.3) for index in range(8)]
    answers = [user.communicate(timeout=90) for user in users]
    assert [user.returncode for user in users] == [0] * 8, answers
    overlapping = {out for out, _ in answers}
    assert len(overlapping) <= 2, "a server was stopped while somebody used it, or started twice"
    assert wait_until_down(var_dir, 2)


def test_one_process_may_hold_several_leases(var_dir):
    def use(_: int) -> str:
        with local_postgres.running(var_dir) as url:
            return ask(url, "SELECT 1")

    with ThreadPoolExecutor(6) as pool:
        assert set(pool.map(use, range(18))) == {"1"}
    assert pid_of_server(var_dir) is None


def test_two_checkouts_do_not_meet_even_if_one_is_a_copy_of_the_other(var_dir):
    with local_postgres.running(var_dir) as url:
        ask(url, "SELECT 1")
        copy = var_dir.with_name(var_dir.name + "-copy")
        subprocess.run(["cp", "-a", var_dir, copy], check=True)
        try:
            with local_postgres.running(copy) as other:
                assert other != url
                ask(other, "CREATE TABLE only_here AS SELECT 1; SELECT 1")
                assert pid_of_server(copy) not in (None, pid_of_server(var_dir))
            assert ask(url, "SELECT to_regclass('only_here')") == "None"
        finally:
            shutil.rmtree(Home(copy).socket_folder())
            shutil.rmtree(copy)


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


def test_started_by_hand_it_stays_until_stopped(var_dir):
    assert run("start", var_dir=var_dir).returncode == 0
    with local_postgres.running(var_dir) as url:
        assert ask(url, "SELECT 1") == "1"
    assert run("status", var_dir=var_dir).returncode == 0
    assert run("psql", "-Atc", "SELECT 6 * 7", var_dir=var_dir).stdout == "42\n"
    assert run("stop", var_dir=var_dir).returncode == 0
    assert run("status", var_dir=var_dir).returncode == 3


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
